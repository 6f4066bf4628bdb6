import { Injectable } from '@nestjs/common';
import { requireScope, type ActorContext } from '@tagloom/access';
import {
  Id,
  type InboxMessage,
  type InboxResponse,
  type MarkReadRequest,
  type MarkReadResponse,
} from '@tagloom/contracts';
import { Clock } from '../../platform/clock/clock.js';
import { decodeCursor } from '../../platform/paging/cursor.js';
import { pageOf } from '../../platform/paging/page-of.js';
import { VisibleFlows } from '../catalog/visible-flows.js';
import { FieldAccess } from '../field-access/field-access.service.js';
import { InboxRepository, type InboxRow } from './inbox.repository.js';

export interface InboxQuery {
  cursor?: string;
  size: number;
}

/** A person's own messages. An API key is no person and has none. */
@Injectable()
export class InboxService {
  constructor(
    private readonly inbox: InboxRepository,
    private readonly flows: VisibleFlows,
    private readonly fields: FieldAccess,
    private readonly clock: Clock,
  ) {}

  /** Newest first. */
  async list(context: ActorContext, { cursor, size }: InboxQuery): Promise<InboxResponse> {
    const userId = personOf(context);
    if (userId === null) return { items: [], nextCursor: null, unread: 0 };
    const before = cursor === undefined ? null : decodeCursor(cursor, userId, Id, 'cursor');
    const flows = await this.flows.all(context);
    const [fields, rows, unread] = await Promise.all([
      this.fields.of(context),
      this.inbox.list(userId, flows, before, size + 1),
      this.inbox.unread(userId, flows),
    ]);
    const page = pageOf(rows, size, userId, ({ id }) => id);
    const items = page.rows.map(toMessage).map((message) => ({
      ...message,
      customerName: fields.name(message.customerName),
    }));
    return { items, nextCursor: page.nextCursor, unread };
  }

  async markRead(context: ActorContext, request: MarkReadRequest): Promise<MarkReadResponse> {
    const userId = personOf(context);
    if (userId === null) return { unread: 0 };
    const flows = await this.flows.all(context);
    await this.inbox.markRead(userId, flows, request.ids ?? null, this.clock.now());
    return { unread: await this.inbox.unread(userId, flows) };
  }
}

function personOf(context: ActorContext): string | null {
  const { actor } = requireScope(context);
  return actor.kind === 'person' ? actor.id : null;
}

const toMessage = (row: InboxRow): InboxMessage => ({
  id: row.id,
  kind: row.kind,
  customerId: row.customer_id,
  customerName: row.customer_name,
  title: row.title,
  text: row.text,
  url: row.url,
  flowId: row.flow_id,
  flowName: row.flow_name,
  createdAt: row.created_at.toISOString(),
  readAt: row.read_at?.toISOString() ?? null,
});
