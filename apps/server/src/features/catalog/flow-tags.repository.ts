import { Inject, Injectable } from '@nestjs/common';
import type { Flow } from '@tagloom/contracts';
import type { ClientBase, Pool } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import { tagsNamed } from './tags-named.js';

type Queryable = Pick<ClientBase, 'query'>;

/** A flow, whose it is, and the tags that it speaks of: in its draft, in any of its versions, in its golden customers. */
export interface FlowTags {
  id: number;
  /** False for one that was deleted; its versions outlive it. */
  exists: boolean;
  departmentId: string | null;
  tags: readonly string[];
}

interface MarkedFlow extends Omit<FlowTags, 'tags'> {
  /** Another one whenever the flow may speak of other tags. */
  mark: string;
}

const KEPT = 5_000;

/** Which tags flows speak of. Looked up anew only for those that were edited since. */
@Injectable()
export class FlowTagsRepository {
  private readonly kept = new Map<number, { mark: string; tags: readonly string[] }>();

  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** Of these flows, or of all, those too that were deleted. Those that never were are left out. */
  async of(ids: readonly number[] | null, client: Queryable = this.pool): Promise<FlowTags[]> {
    const { rows } = await client.query<MarkedFlow>(
      `SELECT n.id, f.id IS NOT NULL AS exists, f.department_id::text AS "departmentId",
         concat_ws('/', f.revision, f.golden_revision, max(v.version)) AS mark
       FROM (SELECT id FROM flows WHERE $1::int[] IS NULL OR id = ANY ($1)
         UNION SELECT flow_id FROM flow_versions WHERE $1::int[] IS NULL OR flow_id = ANY ($1)) n
       LEFT JOIN flows f ON f.id = n.id LEFT JOIN flow_versions v ON v.flow_id = n.id GROUP BY n.id, f.id ORDER BY n.id`,
      [ids],
    );
    await this.look(
      rows.filter(({ id, mark }) => this.kept.get(id)?.mark !== mark),
      client,
    );
    return rows.map(({ mark: _mark, ...flow }) => ({ ...flow, tags: this.kept.get(flow.id)?.tags ?? [] }));
  }

  private async look(edited: readonly MarkedFlow[], client: Queryable): Promise<void> {
    if (edited.length === 0) return;
    const { rows } = await client.query<{ id: number; said: Flow | Record<string, unknown> }>(
      `SELECT id, draft AS said FROM flows WHERE id = ANY ($1)
       UNION ALL SELECT flow_id, flow FROM flow_versions WHERE flow_id = ANY ($1)
       UNION ALL SELECT flow_id, jsonb_build_object('facts', facts, 'expected', expected, 'has', has)
         FROM golden_cases WHERE flow_id = ANY ($1)`,
      [edited.map(({ id }) => id)],
    );
    const tags = new Map<number, Set<string>>(edited.map(({ id }) => [id, new Set()]));
    for (const { id, said } of rows) for (const key of tagsNamed(said)) tags.get(id)?.add(key);
    if (this.kept.size > KEPT) this.kept.clear();
    for (const { id, mark } of edited) this.kept.set(id, { mark, tags: [...(tags.get(id) ?? [])] });
  }
}
