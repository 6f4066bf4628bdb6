import { Inject, Injectable } from '@nestjs/common';
import { can, type ActorContext } from '@tagloom/access';
import type { Pool } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import { log } from '../../platform/logging/pino-logger.js';
import { CatalogViews } from '../catalog/catalog-views.js';
import { seesAll, VisibleFlows } from '../catalog/visible-flows.js';

interface RunMark {
  id: string;
  flowId: number | null;
  /** Belongs to a flow, though the flow may be gone. */
  isOfFlow: boolean;
  isActive: boolean;
  mark: string;
}

const NOBODY = (): Promise<boolean> => Promise.resolve(false);

/** Which runs have changed since the last look, and whom that concerns: whoever finds one of them in the list of runs. */
@Injectable()
export class WatchedRuns {
  private newest = '0';
  private active = new Map<string, string>();

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly visible: VisibleFlows,
    private readonly views: CatalogViews,
  ) {}

  /** From here on changes are told. */
  async start(): Promise<void> {
    const { rows } = await this.pool.query<{ newest: string }>('SELECT coalesce(max(id), 0)::text AS newest FROM runs');
    this.newest = rows[0].newest;
    await this.changed();
  }

  /** Looks, and tells of any reader whether it concerns them. What cannot be read concerns nobody: the next look finds it. */
  async look(): Promise<(context: ActorContext) => Promise<boolean>> {
    try {
      const changed = await this.changed();
      return changed.length === 0 ? NOBODY : await this.audienceOf(changed);
    } catch (error) {
      log.warn({ err: error }, 'could not tell whom a run concerns');
      return NOBODY;
    }
  }

  private async changed(): Promise<RunMark[]> {
    const { rows } = await this.pool.query<RunMark>(
      `SELECT id::text AS id, flow_id AS "flowId", kind IN ('backfill', 'preview', 'stop') AS "isOfFlow",
         status IN ('queued', 'running') AS "isActive", concat_ws('/', status, total, done) AS mark
       FROM runs WHERE status IN ('queued', 'running') OR id > $1::bigint OR id = ANY ($2::bigint[]) ORDER BY runs.id`,
      [this.newest, [...this.active.keys()]],
    );
    const changed = rows.filter(({ id, mark }) => this.active.get(id) !== mark);
    this.active = new Map(rows.filter(({ isActive }) => isActive).map(({ id, mark }) => [id, mark]));
    for (const { id } of rows) if (BigInt(id) > BigInt(this.newest)) this.newest = id;
    return changed;
  }

  private async audienceOf(changed: readonly RunMark[]): Promise<(context: ActorContext) => Promise<boolean>> {
    const isEverybodys = changed.some(({ flowId, isOfFlow }) => flowId === null && !isOfFlow);
    const visibleTo = await this.visible.lookedUp(changed.flatMap(({ flowId }) => flowId ?? []));
    return async (context) => {
      if (!can(context.role, { action: 'read', subject: 'Run' })) return false;
      if (isEverybodys) return true;
      const catalog = await this.views.of(context);
      return seesAll(catalog) || visibleTo(catalog).size > 0;
    };
  }
}
