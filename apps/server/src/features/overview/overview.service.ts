import { Injectable } from '@nestjs/common';
import { type ActorContext, requireScope } from '@tagloom/access';
import type { Overview } from '@tagloom/contracts';
import { Clock } from '../../platform/clock/clock.js';
import { CatalogViews } from '../catalog/catalog-views.js';
import type { LoadedCatalog, LoadedTag } from '../catalog/loaded-catalog.js';
import { OverviewRepository } from './overview.repository.js';

/** The home page: what runs, and how the customers spread over the lifecycle. */
@Injectable()
export class OverviewService {
  constructor(
    private readonly repository: OverviewRepository,
    private readonly views: CatalogViews,
    private readonly clock: Clock,
  ) {}

  async read(context: ActorContext): Promise<Overview> {
    requireScope(context);
    const catalog = await this.views.of(context);
    const stages = lifecycleStages(catalog.from('read'));
    const [numbers, holders] = await Promise.all([
      this.repository.numbers(
        context,
        catalog.view.isComplete ? null : catalog.view.idsFrom('masked'),
        this.clock.now(),
      ),
      this.repository.holders(stages.map(({ id }) => id)),
    ]);
    const { latency, ...counts } = numbers;
    return {
      ...counts,
      latencyMs: latency && { p50: tenth(latency.p50), p95: tenth(latency.p95) },
      lifecycle: stages.map(({ id, name }) => ({ tagId: String(id), name, customers: holders.get(id) ?? 0 })),
    };
  }
}

/** The tags of the exclusive group `lifecycle`, in their order; without such a group, those of the first exclusive one. */
function lifecycleStages(loaded: LoadedCatalog): LoadedTag[] {
  const exclusive = [...loaded.groups.values()].filter((group) => group.exclusive);
  const group = exclusive.find(({ key }) => key === 'lifecycle') ?? exclusive[0];
  return [...loaded.tags.values()]
    .filter((tag) => group && tag.groupId === group.id)
    .sort((a, b) => a.position - b.position);
}

const tenth = (ms: number) => Math.round(ms * 10) / 10;
