import { Injectable } from '@nestjs/common';
import type { Locale } from '@tagloom/contracts';
import type { ClientBase } from 'pg';
import type { DomainError } from '../../platform/errors/domain-error.js';
import { ActorContexts } from '../auth/actor-contexts.js';
import { InboxWriter } from '../inbox/inbox-writer.js';
import { refusalText } from './refusal-text.js';
import type { Moment, ScheduleRow } from './schedules.repository.js';

/** Tells the person who scheduled something why it did not happen. */
@Injectable()
export class RefusalNotices {
  constructor(
    private readonly inbox: InboxWriter,
    private readonly actors: ActorContexts,
  ) {}

  /** A key has no inbox: the schedule itself says why. */
  async leave(client: ClientBase, row: ScheduleRow, moment: Moment, error: DomainError, at: Date): Promise<void> {
    if (row.actor_kind !== 'person') return;
    const { rows } = await client.query<{ name: string }>("SELECT draft ->> 'name' AS name FROM flows WHERE id = $1", [
      row.flow_id,
    ]);
    if (rows.length === 0) return;
    const locale: Locale = (await this.actors.of({ kind: 'person', id: row.actor_id }))?.locale ?? 'zh-CN';
    await this.inbox.leave(client, [
      {
        deliveryId: null,
        to: { kind: 'user', id: row.actor_id },
        kind: 'schedule_refused',
        customerId: null,
        ...refusalText(moment, error, locale),
        url: null,
        flowId: row.flow_id,
        flowName: rows[0].name,
        at: at.getTime(),
      },
    ]);
  }
}
