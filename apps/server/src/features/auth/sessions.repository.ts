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

  /** Whose session it is, or null when there is none or it has ended. */
  async find(token: string, now: Date): Promise<ActorContext | null> {
    const { rows } = await this.pool.query<SessionRow>({
      name: 'find-session',
      text: `SELECT u.id, u.name, u.role, u.locale, u.department_id FROM sessions s JOIN users u ON u.id = s.user_id
             WHERE s.token_hash = $1 AND s.expires_at > $2`,
      values: [this.hash(token), now],
    });
    if (rows.length === 0) return null;
    const [{ id, name, role, locale, department_id }] = rows;
    return { actor: { kind: 'person', id, name }, role, departmentId: department_id, locale };
  }

  /** Deletes what has ended. */
  async prune(now: Date): Promise<void> {
    await this.pool.query('DELETE FROM sessions WHERE expires_at <= $1', [now]);
  }

  private hash(token: string): Buffer {
    return createHmac('sha256', this.settings.secret).update(token).digest();
  }
}
