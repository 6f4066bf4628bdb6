import { Injectable } from '@nestjs/common';
import type { Flow, FlowBlock } from '@tagloom/contracts';
import type { ClientBase } from 'pg';
import type { CatalogView } from './catalog-views.js';
import type { LoadedCatalog } from './loaded-catalog.js';
import { lackingTags, type LackingTag } from './tag-needs.js';

/** A published flow of a department that lacks something. */
export interface BlockedFlow {
  id: number;
  name: string;
  departmentId: string;
  lacking: readonly LackingTag[];
}

/** Published flows whose department has less of a tag than they need: `RuntimeService` leaves them out by the same rule. */
@Injectable()
export class FlowBlocks {
  /** At `moment`, as far as is known now: a share that ends before it has ended. */
  async at(client: Pick<ClientBase, 'query'>, loaded: LoadedCatalog, moment: Date): Promise<BlockedFlow[]> {
    const { rows } = await client.query<{ id: number; departmentId: string; flow: Flow }>(
      `SELECT f.id, f.department_id::text AS "departmentId", v.flow
       FROM flows f JOIN flow_versions v ON v.flow_id = f.id AND v.version = f.version
       WHERE f.department_id IS NOT NULL ORDER BY f.id`,
    );
    return rows.flatMap(({ id, departmentId, flow }) => {
      const lacking = lackingTags(flow, departmentId, loaded, moment.getTime());
      return lacking.length > 0 ? [{ id, name: flow.name, departmentId, lacking }] : [];
    });
  }
}

/** Why a flow is asked nothing, as far as the viewer may know of the tags; null when it is asked. Pure. */
export function blockOf(
  published: Flow | null,
  departmentId: string | null,
  since: Date | null,
  { whole, view, at }: CatalogView,
): FlowBlock | null {
  const lacking = published === null ? [] : lackingTags(published, departmentId, whole, at);
  if (lacking.length === 0) return null;
  const tags = lacking.map(({ tag, needed, nodeIds }) => {
    const isKnown = view.can('exists', tag.id);
    return { id: isKnown ? String(tag.id) : null, name: isKnown ? tag.name : null, needed, nodeIds };
  });
  return { since: since?.toISOString() ?? null, tags };
}
