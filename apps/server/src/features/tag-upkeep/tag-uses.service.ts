import { Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import type { Lineage, TagUses } from '@tagloom/contracts';
import { suppress } from '@tagloom/tag-library';
import { CatalogViews, type CatalogView } from '../catalog/catalog-views.js';
import type { LoadedTag } from '../catalog/loaded-catalog.js';
import { ScopedReads } from '../catalog/scoped-reads.js';
import { VisibleFlows } from '../catalog/visible-flows.js';
import { SharesService } from '../sharing/shares.service.js';
import { FlowShapesRepository } from './flow-shapes.repository.js';
import { lineageOf } from './lineage-graph.js';
import { requireTag } from './own-tags.js';
import { TagNumbersRepository } from './tag-numbers.repository.js';
import { usesOfTag } from './uses-of-tag.js';

const SMALL_GROUP = 10;

/** Where a tag is used, and what it comes from. What the caller may not know of takes no part. */
@Injectable()
export class TagUsesService {
  constructor(
    private readonly views: CatalogViews,
    private readonly flows: FlowShapesRepository,
    private readonly visible: VisibleFlows,
    private readonly shares: SharesService,
    private readonly numbers: TagNumbersRepository,
    private readonly reads: ScopedReads,
  ) {}

  async uses(context: ActorContext, id: number): Promise<TagUses> {
    const catalog = await this.views.fresh(context);
    const tag = requireTag(catalog, id, 'exists');
    const [shapes, golden] = await Promise.all([this.visibleFlows(context), this.flows.golden()]);
    const flows = usesOfTag(tag.key, shapes, golden);
    const shares = await this.shares.list(context, { tag: String(id) });
    const openSuggestions = catalog.view.can('read', id) ? await this.openSuggestions(context, id) : null;
    return {
      flows,
      openSuggestions,
      shares: shares.map(({ departmentId, departmentName, level, until }) => ({
        departmentId,
        departmentName,
        level,
        until,
      })),
      exclusiveGroup: exclusiveGroupOf(catalog, tag),
      customers: await this.customers(catalog, id),
      removable: flows.every(({ draft, published, shadow }) => !draft && !published && !shadow),
    };
  }

  async lineage(context: ActorContext, id: number, depth: number): Promise<Lineage> {
    const catalog = await this.views.fresh(context);
    const tag = requireTag(catalog, id, 'exists');
    const { tagByKey, metricByKey, rfmModels, eventTypeByName, catalog: facts } = catalog.from('exists');
    const shapes = await this.visibleFlows(context);
    return lineageOf(
      tag.key,
      {
        tags: tagByKey,
        flows: shapes.map(({ id: flow, draft, published }) => ({
          id: flow,
          flow: published ?? draft,
          isPublished: published !== null,
        })),
        metrics: new Map([...metricByKey].map(([key, { definition }]) => [key, definition])),
        rfmModels: [...rfmModels.values()].map(({ definition }) => definition),
        eventTypes: eventTypeByName,
        profileFields: new Map((facts.profileFields ?? []).map(({ key, label }) => [key, label])),
      },
      depth,
    );
  }

  private async visibleFlows(context: ActorContext) {
    const shapes = await this.flows.all();
    const known = await this.visible.among(
      context,
      shapes.map(({ id }) => id),
    );
    return shapes.filter(({ id }) => known.has(id));
  }

  private openSuggestions(context: ActorContext, id: number): Promise<number> {
    return this.reads.read(context, async (client, filter) => {
      const values: unknown[] = [id];
      const seen = filter('read', 'tag_id', (value) => values.push(value));
      const { rows } = await client.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM suggestions WHERE tag_id = $1 AND status = 'open' AND ${seen}`,
        values,
      );
      return rows[0].n;
    });
  }

  private async customers({ view }: CatalogView, id: number): Promise<number | null> {
    if (!view.can('masked', id)) return null;
    const count = await this.numbers.customersOf(id);
    return view.can('read', id) ? count : suppress(count, SMALL_GROUP);
  }
}

function exclusiveGroupOf(catalog: CatalogView, { id, groupId }: LoadedTag): TagUses['exclusiveGroup'] {
  const known = catalog.from('exists');
  const group = groupId === null ? undefined : known.groups.get(groupId);
  if (!group?.exclusive) return null;
  const others = [...known.tags.values()].filter((other) => other.groupId === groupId && other.id !== id);
  return {
    id: String(group.id),
    name: group.name,
    tags: others.map((other) => ({ id: String(other.id), name: other.name })),
  };
}
