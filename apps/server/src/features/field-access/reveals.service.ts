import { Inject, Injectable } from '@nestjs/common';
import { requireScope, type ActorContext } from '@tagloom/access';
import {
  Id,
  REVEAL_LIMITS,
  type FieldReveal,
  type ProfileKey,
  type RevealRequest,
  type RevealResponse,
  type RevealsResponse,
} from '@tagloom/contracts';
import type { Pool, PoolClient } from 'pg';
import { Clock } from '../../platform/clock/clock.js';
import { POOL } from '../../platform/database/pool.token.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { decodeCursor } from '../../platform/paging/cursor.js';
import { pageOf } from '../../platform/paging/page-of.js';
import { FieldAccess } from './field-access.service.js';
import { fieldNotAllowed } from './field-failures.js';
import type { FieldView, Revealed } from './field-view.js';
import { RevealsRepository, type RevealRow } from './reveals.repository.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** A person who needs a masked value gets it for a few minutes, and says why; that stays on record. */
@Injectable()
export class Reveals {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly clock: Clock,
    private readonly fields: FieldAccess,
    private readonly repository: RevealsRepository,
  ) {}

  /** What the caller sees of a customer for a while. Nothing through the eyes of a department. */
  async of(context: ActorContext, customerId: string): Promise<Revealed> {
    const { actor, seeAs } = requireScope(context);
    if (actor.kind !== 'person' || seeAs) return new Map();
    const live = await this.repository.live(actor.id, customerId, this.clock.now());
    return new Map(live.map(({ field, until }) => [field, until]));
  }

  async reveal(context: ActorContext, customerId: string, request: RevealRequest): Promise<RevealResponse> {
    const { actor, departmentId } = requireScope(context);
    if (actor.kind !== 'person')
      throw new DomainError('person_required', 'Fields are revealed to people, not to scripts', {
        hint: 'Sign in, and ask for it yourself',
      });
    const { field } = request;
    const view = await this.fields.of(context);
    return inTransaction(this.pool, async (client) => {
      await this.repository.lockPerson(client, actor.id);
      const value = await this.repository.value(client, customerId, field);
      if (value === undefined)
        throw new DomainError('customer_not_found', `There is no customer ${customerId}`, {
          path: 'id',
          params: { id: customerId },
        });
      requireMasked(view, field);
      const at = this.clock.now();
      await this.requireRate(client, actor.id, at);
      const until = new Date(at.getTime() + REVEAL_LIMITS.minutes * MINUTE_MS);
      const reason = request.reason.trim();
      const who = { userId: actor.id, userName: actor.name, departmentId };
      await this.repository.insert(client, { customerId, field, reason, ...who, at, until });
      return { value, until: until.toISOString() };
    });
  }

  /** Newest first; in a department, of those who act in it or below. */
  async list(context: ActorContext, query: { cursor?: string; size: number }): Promise<RevealsResponse> {
    const { departmentId } = requireScope(context);
    const before = query.cursor === undefined ? null : decodeCursor(query.cursor, 'reveals', Id, 'cursor');
    const [view, rows] = await Promise.all([
      this.fields.of(context),
      this.repository.list(departmentId, before, query.size + 1),
    ]);
    const page = pageOf(rows, query.size, 'reveals', ({ id }) => id);
    return { items: page.rows.map((row) => toReveal(row, view)), nextCursor: page.nextCursor };
  }

  private async requireRate(client: PoolClient, userId: string, now: Date): Promise<void> {
    const { count, oldest } = await this.repository.since(client, userId, new Date(now.getTime() - HOUR_MS));
    if (count < REVEAL_LIMITS.perHour) return;
    const waitMs = (oldest ?? now).getTime() + HOUR_MS - now.getTime();
    const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1000));
    throw new DomainError('rate_limited', `No more than ${REVEAL_LIMITS.perHour} values are revealed in an hour`, {
      retryAfterSeconds,
      params: { retryAfterSeconds },
      hint: 'Wait before you try again',
    });
  }
}

function requireMasked(view: FieldView, field: ProfileKey): void {
  const level = view.levelOf(field);
  if (level === 'hidden') throw fieldNotAllowed(field, 'field');
  if (level === 'shown')
    throw new DomainError('conflict', `The field ${field} is shown to you as it is`, {
      path: 'field',
      hint: 'Load the customer again',
    });
}

const toReveal = (row: RevealRow, view: FieldView): FieldReveal => ({
  id: row.id,
  customerId: row.customer_id,
  customerName: view.name(row.customer_name),
  field: row.field,
  reason: row.reason,
  by: { id: row.user_id, name: row.user_name, departmentName: row.department_name },
  at: row.at.toISOString(),
  until: row.until.toISOString(),
});
