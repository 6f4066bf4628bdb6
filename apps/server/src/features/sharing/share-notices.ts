import { Injectable } from '@nestjs/common';
import type { InboxMessage } from '@tagloom/contracts';
import type { PoolClient } from 'pg';
import { InboxWriter } from '../inbox/inbox-writer.js';
import type { ShareRow } from './shares.repository.js';
import type { ShareRequestRow } from './share-requests.repository.js';

type Kind = Extract<InboxMessage['kind'], `share_${string}`>;

/** Tells a department what it was lent and what it has no longer, and owners what they are asked for. */
@Injectable()
export class ShareNotices {
  constructor(private readonly inbox: InboxWriter) {}

  /** To be hidden is not told to whom it is hidden from. */
  async granted(client: PoolClient, row: ShareRow, at: Date): Promise<void> {
    if (row.level !== 'hidden') await this.tell(client, row.department_id, 'share_granted', row, row.purpose, at);
  }

  async ended(client: PoolClient, row: ShareRow, at: Date): Promise<void> {
    if (row.level !== 'hidden') await this.tell(client, row.department_id, 'share_ended', row, row.purpose, at);
  }

  async ending(client: PoolClient, row: ShareRow, at: Date): Promise<void> {
    if (row.level !== 'hidden')
      await this.tell(client, row.department_id, 'share_ending', row, row.until?.toISOString() ?? '', at);
  }

  /** The people of the owner department; null is headquarters, which its admins speak for. */
  async asked(client: PoolClient, ownerDepartmentId: string | null, row: ShareRequestRow, at: Date): Promise<void> {
    await this.tell(client, ownerDepartmentId, 'share_asked', row, row.purpose, at);
  }

  async answered(client: PoolClient, row: ShareRequestRow, at: Date): Promise<void> {
    await this.tell(
      client,
      row.department_id,
      row.status === 'granted' ? 'share_granted' : 'share_refused',
      row,
      row.answer ?? '',
      at,
    );
  }

  private async tell(
    client: PoolClient,
    departmentId: string | null,
    kind: Kind,
    { name, level }: { name: ShareRow['name']; level: ShareRow['level'] },
    text: string,
    at: Date,
  ): Promise<void> {
    const to =
      departmentId === null
        ? { kind: 'role' as const, role: 'admin' as const }
        : { kind: 'department' as const, id: departmentId };
    const title = name['zh-CN'];
    await this.inbox.leave(client, [
      { deliveryId: null, to, kind, customerId: null, title, text, url: null, flowName: level, at: at.getTime() },
    ]);
  }
}
