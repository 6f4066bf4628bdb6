import { Inject, Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import type { RetirementReason, TagHealth, TagHealthReport } from '@tagloom/contracts';
import { dayToIso, localDay } from '@tagloom/metrics';
import { missingFields, suppress } from '@tagloom/tag-library';
import { Clock } from '../../platform/clock/clock.js';
import type { Settings } from '../../platform/settings/settings.js';
import { SETTINGS } from '../../platform/settings/settings.token.js';
import { CatalogViews } from '../catalog/catalog-views.js';
import type { LoadedTag } from '../catalog/loaded-catalog.js';
import { VisibleFlows } from '../catalog/visible-flows.js';
import { readingOf } from './flow-reading.js';
import { FlowShapesRepository, type FlowShape } from './flow-shapes.repository.js';
import { overlapsAmong, type Overlap } from './overlaps.js';
import { TagNumbersRepository, type TagNumbers } from './tag-numbers.repository.js';

const SMALL_GROUP = 10;
const DAY_MS = 24 * 3_600_000;
/** From here on two tags say the same of nearly everybody. */
const DUPLICATE = 0.9;

/** Which tags earn their place, and which may go without breaking anything. */
@Injectable()
export class TagHealthService {
  constructor(
    private readonly views: CatalogViews,
    private readonly flows: FlowShapesRepository,
    private readonly visible: VisibleFlows,
    private readonly numbers: TagNumbersRepository,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async report(context: ActorContext, staleDays: number): Promise<TagHealthReport> {
    const catalog = await this.views.fresh(context);
    const { view } = catalog;
    const [numbers, shapes] = await Promise.all([this.numbers.all(), this.flows.all()]);
    const known = await this.visible.among(
      context,
      shapes.map(({ id }) => id),
    );
    const usersOf = usersByTag(shapes);
    const overlaps = overlapsAmong((id) => view.can('read', id), numbers.sampled, numbers.pairs);
    const now = this.clock.now();
    const today = dayToIso(localDay(now.getTime(), this.settings.timeZone));
    const staleBefore = now.getTime() - staleDays * DAY_MS;
    const tags = [...catalog.from('exists').tags.values()].map((tag): TagHealth => {
      const users = usersOf.get(tag.key) ?? new Set<number>();
      const flows = [...users].filter((id) => known.has(id)).length;
      const definition = numbers.definitions.get(tag.id) ?? { purpose: '', stewardId: null, reviewAt: null };
      const base = {
        id: String(tag.id),
        key: tag.key,
        name: tag.name,
        groupId: tag.groupId === null ? null : String(tag.groupId),
        flows,
        pastReview: isPast(definition.reviewAt, today),
        missing: missingFields({ scope: tag.scope, ...definition }),
      };
      const count = numbers.customers.get(tag.id) ?? 0;
      if (!view.can('read', tag.id)) {
        const told = view.can('masked', tag.id) || tag.scope === 'personal' ? suppress(count, SMALL_GROUP) : null;
        return { ...base, ...shareOf(told, numbers), lastChangeAt: null, overlap: null, stale: false, retirement: [] };
      }
      const last = numbers.lastChange.get(tag.id);
      const overlap = overlaps.get(tag.id);
      const stale = last !== undefined && last.getTime() < staleBefore;
      return {
        ...base,
        ...shareOf(count, numbers),
        lastChangeAt: last?.toISOString() ?? null,
        overlap: overlap ? { ...named(overlap, catalog.whole.tags), jaccard: round(overlap.jaccard) } : null,
        stale,
        retirement:
          view.can('edit', tag.id) && users.size === 0 ? reasons(tag, numbers, { overlap, stale, today }) : [],
      };
    });
    const incomplete = tags.filter(({ missing }) => missing.length > 0).length;
    const { population, sample } = numbers;
    return { at: now.toISOString(), population, staleDays, incomplete, sample, tags };
  }
}

/** Why it may go: nothing runs on it, nobody was lent it, nobody waits for an answer about it, and there is a reason. */
function reasons(
  { id }: LoadedTag,
  numbers: TagNumbers,
  { overlap, stale, today }: { overlap: Overlap | undefined; stale: boolean; today: string },
): RetirementReason[] {
  if (numbers.shared.has(id) || numbers.suggested.has(id)) return [];
  const isHeld = (numbers.customers.get(id) ?? 0) > 0;
  return [
    ...(isHeld ? [] : [numbers.lastChange.has(id) ? ('nobody_has_it' as const) : ('never_used' as const)]),
    ...(stale ? ['stale' as const] : []),
    ...(overlap && overlap.jaccard >= DUPLICATE ? ['duplicate' as const] : []),
    ...(isPast(numbers.definitions.get(id)?.reviewAt ?? null, today) ? ['past_review' as const] : []),
  ];
}

/** Flows by the key of the tags that they name, as drawn, as they run, or in shadow. */
function usersByTag(flows: readonly FlowShape[]): Map<string, Set<number>> {
  const users = new Map<string, Set<number>>();
  for (const { id, draft, published, shadow } of flows)
    for (const flow of [draft, published, shadow])
      for (const key of flow ? readingOf(flow).tags.keys() : []) users.set(key, (users.get(key) ?? new Set()).add(id));
  return users;
}

/** Local days, YYYY-MM-DD: on the day itself there is still time. */
const isPast = (day: string | null, today: string): boolean => day !== null && day < today;

const shareOf = (customers: number | null, { population }: TagNumbers) => ({
  customers,
  share: customers === null || population === 0 ? null : round(customers / population),
});
const named = ({ id }: Overlap, tags: ReadonlyMap<number, LoadedTag>) => ({
  id: String(id),
  name: tags.get(id)?.name ?? { 'zh-CN': '' },
});
const round = (value: number): number => Math.round(value * 10_000) / 10_000;
