import { Injectable } from '@nestjs/common';
import { requireScope, type ActorContext } from '@tagloom/access';
import type { Flow, Problem } from '@tagloom/contracts';
import type { PoolClient } from 'pg';
import { CatalogViews } from '../catalog/catalog-views.js';
import { tagNeeds } from '../catalog/tag-needs.js';
import { flowRefused } from './flow-failures.js';
import { PublishGate, type PublishCandidate } from './publish-gate.js';

/**
 * A flow of the whole enterprise runs on whatever its publisher is lent, and the end of a share does not stop it: so a department
 * puts no tag into it that is another's, unless it is the enterprise's or was agreed to with the version that runs.
 */
@Injectable()
export class BorrowedTagsGate extends PublishGate {
  constructor(private readonly views: CatalogViews) {
    super();
  }

  async check(client: PoolClient, context: ActorContext, { flowId, flow, loaded }: PublishCandidate): Promise<void> {
    const { view, whole, isOrganisation } = this.views.within(context, loaded);
    if (isOrganisation) return;
    const { rows } = await client.query<{ departmentId: string | null; published: Flow | null }>(
      `SELECT f.department_id::text AS "departmentId", v.flow AS published
       FROM flows f LEFT JOIN flow_versions v ON v.flow_id = f.id AND v.version = f.version WHERE f.id = $1`,
      [flowId],
    );
    const [{ departmentId, published }] = rows;
    if (departmentId !== null) return;
    const agreed = new Set(published ? tagNeeds(published).map(({ key }) => key) : []);
    const problems = tagNeeds(flow).flatMap(({ key, nodeIds }): Problem[] => {
      const tag = whole.tagByKey.get(key);
      if (!tag || tag.scope === 'enterprise' || agreed.has(key) || view.can('edit', tag.id)) return [];
      const name = { 'zh-CN': tag.name['zh-CN'], en: tag.name.en ?? tag.name['zh-CN'] };
      return [
        {
          code: 'level_too_low',
          severity: 'error',
          nodeIds,
          message: {
            'zh-CN': `标签「${name['zh-CN']}」是别的部门共享的，不能加进全企业的规则。请由它的归属部门或总部来改。`,
            en: `The tag “${name.en}” is lent by another department, so it cannot go into a flow of the whole enterprise; ask its owner or headquarters to add it.`,
          },
        },
      ];
    });
    if (problems.length > 0) throw flowRefused('flow_invalid', problems, requireScope(context).locale);
  }
}
