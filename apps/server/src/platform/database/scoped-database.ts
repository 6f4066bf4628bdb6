import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { AccessError, type Viewer } from '@tagloom/access';
import type { Pool, PoolClient } from 'pg';
import { VIEWER_POOL } from './pool.token.js';

const ID = /^[1-9]\d{0,17}$/;

/**
 * Reads on behalf of a viewer. Row-level security shows what the viewer's levels open at `now`, whatever the statement asks
 * for; the filter that the statement itself carries is the first line, this is the second.
 */
@Injectable()
export class ScopedDatabase implements OnApplicationShutdown {
  constructor(@Inject(VIEWER_POOL) private readonly pool: Pool) {}

  /**
   * One read-only transaction. The viewer is named for this transaction alone, so that a connection which goes back to the
   * pool, by a rollback too, sees nothing until it is named anew.
   * @throws AccessError for a viewer that is incomplete: it is never taken for the whole organisation.
   */
  async read<T>(viewer: Viewer, now: Date, work: (client: PoolClient) => Promise<T>): Promise<T> {
    const setting = viewerSetting(viewer, now);
    const client = await this.pool.connect();
    let broken: Error | undefined;
    try {
      // pipelined: they travel with the first statement of the work
      const [, , result] = await Promise.all([
        client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY'),
        client.query({ name: 'name-viewer', text: `SELECT set_config('tagloom.viewer', $1, true)`, values: [setting] }),
        work(client),
      ]);
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch((failure: Error) => (broken = failure));
      throw error;
    } finally {
      client.release(broken);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}

/** `department:person:milliseconds`, as `viewer_tags` of the database reads it. */
export function viewerSetting(viewer: Viewer, now: Date): string {
  if (typeof viewer !== 'object' || viewer === null) throw new AccessError('no viewer');
  const part = (id: string | null, none: string) => {
    if (id === null) return none;
    if (typeof id !== 'string' || !ID.test(id)) throw new AccessError('an incomplete viewer');
    return id;
  };
  return `${part(viewer.departmentId, '*')}:${part(viewer.userId, '-')}:${now.getTime()}`;
}
