import { Injectable } from '@nestjs/common';
import { requireScope, type ActorContext } from '@tagloom/access';
import { Id, type DeliveriesResponse, type Delivery, type DeliveryStatus } from '@tagloom/contracts';
import { Clock } from '../../platform/clock/clock.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { definitionId } from '../../platform/http/id-params.js';
import { decodeCursor } from '../../platform/paging/cursor.js';
import { pageOf } from '../../platform/paging/page-of.js';
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
    const rows = await this.repository.list(filter, before, size + 1);
    const page = pageOf(rows, size, filter, ({ id }) => id);
    return { items: page.rows.map(toDelivery), nextCursor: page.nextCursor };
  }

  async retry(context: ActorContext, id: string): Promise<Delivery> {
    requireScope(context);
    return this.answer(id, await this.repository.retry(id, this.clock.now()));
  }

  async cancel(context: ActorContext, id: string): Promise<Delivery> {
    requireScope(context);
    return this.answer(id, await this.repository.cancel(id, this.clock.now()));
  }

  private async answer(id: string, isDone: boolean): Promise<Delivery> {
    const row = await this.repository.find(id);
    if (!row) throw new DomainError('delivery_not_found', `There is no delivery ${id}`, { path: 'id' });
    if (isDone) return toDelivery(row);
    const isAtWork = row.status === 'pending';
    throw new DomainError('conflict', `Delivery ${id} is ${isAtWork ? 'being sent' : row.status}`, {
      path: 'id',
      params: { status: row.status, kind: row.kind },
      hint: isAtWork ? 'Try again in a minute.' : 'Only what has to be sent, and is not delivered, can be tried again.',
    });
  }
}
