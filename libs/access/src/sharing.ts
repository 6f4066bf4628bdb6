import { SHARE_LEVELS, type ShareLevel, type TagScopeKind } from '@tagloom/contracts';

/** What decides who may see a tag. Ids are those of the tables; `groupId` leads to the shares of the groups above it. */
export interface SharedTag {
  readonly id: number;
  readonly scope: TagScopeKind;
  /** Null is headquarters. */
  readonly ownerDepartmentId: string | null;
  /** Of a personal tag. */
  readonly ownerUserId: string | null;
  readonly groupId: number | null;
}

/** A share that has not been ended; `until` in milliseconds since 1970, null is open-ended. */
export interface LiveShare {
  readonly id: string;
  readonly tagId: number | null;
  readonly groupId: number | null;
  readonly departmentId: string;
  readonly level: ShareLevel;
  readonly until: number | null;
}

/** Everything that levels depend on, as of one version of the definitions. */
export interface SharingFacts {
  readonly tags: readonly SharedTag[];
  /** Group → the group above it. */
  readonly groupParents: ReadonlyMap<number, number | null>;
  /** Department → the department above it. A department that is not here does not exist. */
  readonly departmentParents: ReadonlyMap<string, string | null>;
  readonly shares: readonly LiveShare[];
}

/** For whom a level is asked. `departmentId` null acts for the whole organisation. */
export interface Viewer {
  readonly departmentId: string | null;
  /** Null for callers that are no person. */
  readonly userId: string | null;
}

/** A level, and what decided it: ownership, a share on the tag, one on a group above it, or the default of the scope. */
export interface Decision {
  readonly level: ShareLevel;
  readonly from: 'owner' | 'share' | 'group' | 'default';
  readonly share: LiveShare | null;
}

/** Enough for any tree that people draw; a longer chain is a cycle in damaged data, and ends without a grant. */
const DEPTH_LIMIT = 64;

/** The id and those above it, nearest first. An id that is not in the map has no chain at all. */
export function chainOf<K>(parents: ReadonlyMap<K, K | null>, id: K | null): K[] {
  const chain: K[] = [];
  for (let at = id; at !== null && parents.has(at) && chain.length < DEPTH_LIMIT; at = parents.get(at) ?? null) {
    if (chain.includes(at)) break;
    chain.push(at);
  }
  return chain;
}

/** Levels of tags for viewers: shares are indexed once, each answer walks the viewer's and the tag's chains. */
export class Sharing {
  private readonly ofTag = new Map<number, Map<string, LiveShare>>();
  private readonly ofGroup = new Map<number, Map<string, LiveShare>>();

  constructor(private readonly facts: SharingFacts) {
    for (const share of facts.shares) {
      const byTarget = share.tagId !== null ? this.ofTag : this.ofGroup;
      const target = share.tagId ?? share.groupId;
      if (target === null) continue;
      const byDepartment = byTarget.get(target) ?? new Map<string, LiveShare>();
      byTarget.set(target, byDepartment.set(share.departmentId, share));
    }
  }

  /**
   * The level of a tag for a viewer at `now` (milliseconds since 1970). In order: the whole organisation, the personal owner,
   * the owner department and those below it, the nearest live share on the tag, then on its groups, then the scope's default.
   */
  decide(tag: SharedTag, viewer: Viewer, now: number): Decision {
    if (tag.scope === 'personal') return this.decidePersonal(tag, viewer);
    if (viewer.departmentId === null) return owned('edit');
    const departments = chainOf(this.facts.departmentParents, viewer.departmentId);
    if (departments.length === 0) return byDefault('hidden');
    if (tag.ownerDepartmentId !== null && departments.includes(tag.ownerDepartmentId)) return owned('edit');
    const onTag = nearest(this.ofTag.get(tag.id), departments, now);
    if (onTag) return lent(onTag, 'share');
    for (const group of chainOf(this.facts.groupParents, tag.groupId)) {
      const onGroup = nearest(this.ofGroup.get(group), departments, now);
      if (onGroup) return lent(onGroup, 'group');
    }
    return byDefault(tag.scope === 'enterprise' ? 'assign' : 'hidden');
  }

  /** Nobody is lent a personal tag; headquarters learns that it exists and how many it concerns. */
  private decidePersonal(tag: SharedTag, viewer: Viewer): Decision {
    if (tag.ownerUserId !== null && viewer.userId === tag.ownerUserId) return owned('edit');
    return byDefault(viewer.departmentId === null ? 'exists' : 'hidden');
  }

  /** The next moment, after `now`, at which a share ends by itself; null when none does. */
  nextEnd(now: number): number | null {
    const ends = this.facts.shares.flatMap(({ until }) => (until !== null && until > now ? [until] : []));
    return ends.length === 0 ? null : Math.min(...ends);
  }

  get tags(): readonly SharedTag[] {
    return this.facts.tags;
  }

  get departments(): Iterable<string> {
    return this.facts.departmentParents.keys();
  }

  /** Is the department `above`, or below it? */
  isWithin(departmentId: string, above: string): boolean {
    return chainOf(this.facts.departmentParents, departmentId).includes(above);
  }

  /** The later moments at which shares of the tag, or of the groups above it, end by themselves. */
  endsOf(tag: SharedTag, now: number): number[] {
    const shares = [
      this.ofTag.get(tag.id),
      ...chainOf(this.facts.groupParents, tag.groupId).map((id) => this.ofGroup.get(id)),
    ];
    return shares
      .flatMap((byDepartment) => [...(byDepartment?.values() ?? [])])
      .flatMap(({ until }) => (until !== null && until > now ? [until] : []));
  }

  /** What it would be with other shares, or with groups in other places. */
  with(change: (facts: SharingFacts) => Partial<Pick<SharingFacts, 'shares' | 'groupParents'>>): Sharing {
    return new Sharing({ ...this.facts, ...change(this.facts) });
  }
}

const owned = (level: ShareLevel): Decision => ({ level, from: 'owner', share: null });
/** A level that is none opens nothing. */
const lent = (share: LiveShare, from: 'share' | 'group'): Decision => ({
  level: SHARE_LEVELS.includes(share.level) ? share.level : 'hidden',
  from,
  share,
});
const byDefault = (level: ShareLevel): Decision => ({ level, from: 'default', share: null });

function nearest(
  shares: ReadonlyMap<string, LiveShare> | undefined,
  departments: readonly string[],
  now: number,
): LiveShare | undefined {
  if (!shares) return undefined;
  for (const department of departments) {
    const share = shares.get(department);
    if (share && (share.until === null || share.until > now)) return share;
  }
  return undefined;
}
