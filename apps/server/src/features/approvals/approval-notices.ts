import { Injectable } from '@nestjs/common';
import type { Approval, ApprovalAct, InboxMessage } from '@tagloom/contracts';
import type { PoolClient } from 'pg';
import { InboxWriter } from '../inbox/inbox-writer.js';
import type { ApprovalRow } from './approvals.repository.js';

type Kind = Extract<InboxMessage['kind'], `approval_${string}`>;

/** Tells those who may decide that somebody waits, and whoever waits what was decided. */
@Injectable()
export class ApprovalNotices {
  constructor(private readonly inbox: InboxWriter) {}

  asked(client: PoolClient, row: ApprovalRow, to: readonly string[], at: Date): Promise<void> {
    return this.tell(client, row, to, 'approval_asked', { text: row.reason, word: row.act, at });
  }

  /** A key has no inbox. */
  async decided(
    client: PoolClient,
    row: ApprovalRow,
    { word, note, at }: { word: 'approved' | 'rejected'; note: string; at: Date },
  ): Promise<void> {
    const person = /^person:(\d+)$/.exec(row.asked_by_id)?.[1];
    if (person !== undefined) await this.tell(client, row, [person], 'approval_decided', { text: note, word, at });
  }

  private tell(
    client: PoolClient,
    { id, about, request }: ApprovalRow,
    to: readonly string[],
    kind: Kind,
    { text, word, at }: { text: string; word: string; at: Date },
  ): Promise<void> {
    const named = nameOf(request.act, about);
    const message = { deliveryId: null, customerId: null, kind, title: named, text, flowName: word, at: at.getTime() };
    return this.inbox.leave(
      client,
      to.map((person) => ({ ...message, to: { kind: 'user' as const, id: person }, url: `/approvals/${id}` })),
    );
  }
}

/** What it is done to. A tag that goes somewhere is named, not where it goes. */
function nameOf(act: ApprovalAct, { flow, group, tags }: Approval['about']): string {
  if (flow) return flow.name;
  const [first, other] = act === 'deleteGroup' ? [group, tags[0]] : [tags[0], group];
  return (first ?? other)?.name['zh-CN'] ?? '';
}
