import { createHmac, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import type { Locale, Role } from '@tagloom/contracts';
import type { Pool } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import type { ResolvedSettings } from '../../platform/settings/resolve-secret.js';
import { SETTINGS } from '../../platform/settings/settings.token.js';

export const SESSION_DAYS = 14;

interface SessionRow {
  id: string;
  name: string;
  role: Role;
  locale: Locale;
  department_id: string | null;
  see_as: string | null;
}

/** Sessions by the keyed hash of their token: a copy of the table opens no session. */
@Injectable()
export class SessionsRepository {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(SETTINGS) private readonly settings: ResolvedSettings,
  ) {}

  /** A new session; the token is in no other place than the answer. */
  async open(userId: string, now: Date): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    const expiresAt = new Date(now.getTime() + SESSION_DAYS * 24 * 3600 * 1000);
    await this.pool.query(
      'INSERT INTO sessions (token_hash, user_id, created_at, expires_at) VALUES ($1, $2, $3, $4)',
      [this.hash(token), userId, now, expiresAt],
    );
    return token;
  }

  async close(token: string): Promise<void> {
    await this.pool.query('DELETE FROM sessions WHERE token_hash = $1', [this.hash(token)]);
  }

  /** In which of the person's departments the session acts from now on; null is the whole organisation. False without a role there. */
  async act(token: string, departmentId: string | null): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `UPDATE sessions s SET acting = r.id FROM department_roles r
       WHERE s.token_hash = $1 AND r.user_id = s.user_id AND r.department_id IS NOT DISTINCT FROM $2`,
      [this.hash(token), departmentId],
    );
    return rowCount === 1;
  }

  /** Through which department's eyes the session looks from now on; null is through its own. False when there is none. */
  async seeAs(token: string, departmentId: string | null): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `UPDATE sessions SET see_as = $2::bigint
       WHERE token_hash = $1 AND ($2::bigint IS NULL OR EXISTS (SELECT FROM departments WHERE id = $2))`,
      [this.hash(token), departmentId],
    );
    return rowCount === 1;
  }

  /** Whose session it is and as what they act: in the role they chose, or their first. Null when there is none, it has ended, or no role is left. */
  async find(token: string, now: Date): Promise<ActorContext | null> {
    const { rows } = await this.pool.query<SessionRow>({
      name: 'find-session',
      text: `SELECT u.id, u.name, r.role, u.locale, r.department_id,
               CASE WHEN r.department_id IS NULL AND r.role IN ('admin', 'compliance') THEN s.see_as::text END AS see_as FROM sessions s JOIN users u ON u.id = s.user_id
             CROSS JOIN LATERAL (SELECT role, department_id FROM department_roles d WHERE d.user_id = u.id
               ORDER BY (d.id = s.acting) IS TRUE DESC, d.id LIMIT 1) r
             WHERE s.token_hash = $1 AND s.expires_at > $2`,
      values: [this.hash(token), now],
    });
    if (rows.length === 0) return null;
    const [{ id, name, role, locale, department_id, see_as }] = rows;
    const actor = { kind: 'person', id, name } as const;
    if (see_as !== null) return { actor, role, departmentId: see_as, locale, seeAs: true };
    return { actor, role, departmentId: department_id, locale };
  }

  /** Deletes what has ended. */
  async prune(now: Date): Promise<void> {
    await this.pool.query('DELETE FROM sessions WHERE expires_at <= $1', [now]);
  }

  private hash(token: string): Buffer {
    return createHmac('sha256', this.settings.secret).update(token).digest();
  }
}
