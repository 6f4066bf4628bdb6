import { effectiveTags, isLive, type Claim, type EffectiveTag, type TagRule } from '@tagloom/claims';
import type { ClaimView, EffectiveTagView } from '@tagloom/contracts';
import type { CatalogView } from '../catalog/catalog-views.js';
import type { LoadedCatalog, LoadedTag } from '../catalog/loaded-catalog.js';
import type { ClaimRow } from './customers.repository.js';
import { maskedValue } from './masked-value.js';

/**
 * The effective tags of a customer with every claim behind them, as a reader has them. What is `held` is decided by all claims,
 * those on hidden tags too: a tag that would hold by what the reader sees, and does not, is left out, because what beats it is
 * not the reader's to know; and so is whatever would give way to it. Pure.
 */
export function effectiveTagViews(
  rows: readonly ClaimRow[],
  catalog: CatalogView,
  held: readonly number[],
  now: Date,
): EffectiveTagView[] {
  const loaded = catalog.from('masked');
  const claims = new Map(rows.map((row) => [toClaim(row), row]));
  const effective = effectiveTags(claims.keys(), tagRules(loaded), now.getTime());
  const isHeld = new Set(held);
  const isLeftOut = (tagId: number): boolean =>
    !catalog.isOrganisation && effective.get(tagId)?.state === 'held' && !isHeld.has(tagId);
  return [...effective.values()].flatMap((state) => {
    const tag = loaded.tags.get(state.tagId);
    if (!tag || isLeftOut(tag.id) || (state.beatenBy !== null && isLeftOut(state.beatenBy))) return [];
    const own = [...claims].filter(([claim]) => claim.tagId === tag.id && isLive(claim, now.getTime()));
    const view = viewOf(tag, state, own, loaded);
    return [catalog.view.can('read', tag.id) ? view : masked(view)];
  });
}

function masked(view: EffectiveTagView): EffectiveTagView {
  const claims = view.claims.map((claim) => ({
    ...claim,
    value: maskedValue(view.kind, claim.value).value,
    reason: null,
  }));
  return {
    ...view,
    ...maskedValue(view.kind, view.value),
    claims,
  };
}

function viewOf(
  tag: LoadedTag,
  state: EffectiveTag,
  own: [Claim, ClaimRow][],
  loaded: LoadedCatalog,
): EffectiveTagView {
  const winner = state.beatenBy === null ? undefined : loaded.tags.get(state.beatenBy);
  return {
    ...tagPart(tag),
    state: state.state,
    beatenBy: winner ? { tagId: String(winner.id), name: winner.name } : null,
    value: state.value,
    claims: own.map(([claim, row]) => claimView(row, claim === state.deciding)),
  };
}

/** What a tag view says of the tag itself. */
export function tagPart(
  tag: Pick<LoadedTag, 'id' | 'key' | 'name' | 'kind' | 'category'>,
): Pick<EffectiveTagView, 'tagId' | 'key' | 'name' | 'kind' | 'category'> {
  return { tagId: String(tag.id), key: tag.key, name: tag.name, kind: tag.kind, category: tag.category };
}

function claimView(row: ClaimRow, deciding: boolean): ClaimView {
  return {
    source: row.source,
    sourceId: row.source_id,
    sourceName: row.source_name,
    flowVersion: row.flow_version,
    stance: row.stance,
    value: row.value ?? null,
    since: row.since.toISOString(),
    expiresAt: row.expires_at?.toISOString() ?? null,
    reason: row.reason,
    deciding,
  };
}

const toClaim = (row: ClaimRow): Claim => ({
  id: row.id,
  tagId: row.tag_id,
  source: row.source,
  sourceId: row.source_id,
  stance: row.stance,
  value: row.value ?? null,
  priority: row.priority,
  since: row.since.getTime(),
  expiresAt: row.expires_at?.getTime() ?? null,
});

function tagRules(loaded: LoadedCatalog): Map<number, TagRule> {
  return new Map(
    [...loaded.tags.values()].map(({ id, kind, groupId, position }) => {
      const exclusive = groupId !== null && loaded.groups.get(groupId)?.exclusive === true;
      return [id, { id, kind, groupId, exclusive, position }];
    }),
  );
}
