import { Injectable } from '@nestjs/common';
import { requireScope, type ActorContext } from '@tagloom/access';
import { Id, type DeliveriesResponse, type Delivery, type DeliveryStatus } from '@tagloom/contracts';
import { Clock } from '../../platform/clock/clock.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { definitionId } from '../../platform/http/id-params.js';
import { decodeCursor } from '../../platform/paging/cursor.js';
import { pageOf } from '../../platform/paging/page-of.js';
import { VisibleFlows } from '../catalog/visible-flows.js';
import { FieldAccess } from '../field-access/field-access.service.js';
import type { FieldView } from '../field-access/field-view.js';
import { toDelivery } from './delivery-view.js';
import { DeliveriesRepository, type DeliveryFilter } from './deliveries.repository.js';

export interface DeliveriesQuery {
  flowId?: string;
  customerId?: string;
  status?: DeliveryStatus;
  cursor?: string;
  size: number;
}

/** Effects as people see them: what was sent to whom, what it came to, and trying again or stopping it. */
@Injectable()
export class DeliveriesService {
  constructor(
    private readonly repository: DeliveriesRepository,
    private readonly flows: VisibleFlows,
    private readonly fields: FieldAccess,
    private readonly clock: Clock,
  ) {}

  /** Newest first. */
  async list(context: ActorContext, query: DeliveriesQuery): Promise<DeliveriesResponse> {
    requireScope(context);
    const { flowId, customerId, status, cursor, size } = query;
    const filter: DeliveryFilter = {
      customerId,
      status,
      ...(flowId !== undefined && { flowId: definitionId(flowId) }),
    };
    const before = cursor === undefined ? null : decodeCursor(cursor, filter, Id, 'cursor');
    const fields = await this.fields.of(context);
    const rows = await this.repository.list(filter, await this.flows.all(context), before, size + 1);
    const page = pageOf(rows, size, filter, ({ id }) => id);
    return { items: page.rows.map((row) => shown(toDelivery(row), fields)), nextCursor: page.nextCursor };
  }

  async retry(context: ActorContext, id: string): Promise<Delivery> {
    return this.answer(context, id, () => this.repository.retry(id, this.clock.now()));
  }

  async cancel(context: ActorContext, id: string): Promise<Delivery> {
    return this.answer(context, id, () => this.repository.cancel(id, this.clock.now()));
  }

  private async answer(context: ActorContext, id: string, work: () => Promise<boolean>): Promise<Delivery> {
    requireScope(context);
    const flows = await this.flows.all(context);
    const notFound = new DomainError('delivery_not_found', `There is no delivery ${id}`, { path: 'id' });
    if (!(await this.repository.find(id, flows))) throw notFound;
    const isDone = await work();
    const row = await this.repository.find(id, flows);
    if (!row) throw notFound;
    if (isDone) return shown(toDelivery(row), await this.fields.of(context));
    const isAtWork = row.status === 'pending';
    throw new DomainError('conflict', `Delivery ${id} is ${isAtWork ? 'being sent' : row.status}`, {
      path: 'id',
      params: { status: row.status, kind: row.kind },
      hint: isAtWork ? 'Try again in a minute.' : 'Only what has to be sent, and is not delivered, can be tried again.',
    });
  }
}

/** As the reader has the profile fields; the receipt of a changed field tells what it was and what it is. */
function shown(delivery: Delivery, fields: FieldView): Delivery {
  const customerName = fields.name(delivery.customerName);
  if (delivery.kind !== 'setField' || delivery.receipt === null) return { ...delivery, customerName };
  const valueOf = (value: unknown) => fields.valueOfFact(`profile.${delivery.target}`, value);
  const { before, after, ...rest } = delivery.receipt;
  return { ...delivery, customerName, receipt: { ...rest, before: valueOf(before), after: valueOf(after) } };
}
