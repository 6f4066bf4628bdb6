import { SHARE_LEVELS, type ShareLevel } from '@tagloom/contracts';
import { AccessError } from './access-error.js';
import { includesLevel, rankOf } from './levels.js';
import type { Sharing, Viewer } from './sharing.js';

/**
 * What one viewer may see of the tags: the one object behind the check in memory ({@link TagView.can}), the filter in SQL
 * ({@link TagView.idsFrom}, as `tag_id = ANY (…)`) and the keys of caches ({@link TagView.key}).
 */
export class TagView {
  private readonly levels: ReadonlyMap<number, ShareLevel>;
  private readonly ids = new Map<ShareLevel, readonly number[]>();
  /** Two viewers with the same key see the same; the key of a view differs whenever any level does. */
  readonly key: string;
  /** Whoever has `edit` on all: nothing needs filtering. */
  readonly isComplete: boolean;

  constructor(levels: ReadonlyMap<number, ShareLevel>) {
    this.levels = levels;
    const visible = [...levels].filter(([, level]) => level !== 'hidden').sort(([a], [b]) => a - b);
    this.key = visible.map(([id, level]) => `${id}${LETTERS[rankOf(level)]}`).join('');
    this.isComplete = visible.length === levels.size && visible.every(([, level]) => level === 'edit');
  }

  /** `hidden` for a tag that is not known, which is how a hidden and an absent tag get the same answer. */
  levelOf(tagId: number): ShareLevel {
    return this.levels.get(tagId) ?? 'hidden';
  }

  can(wanted: ShareLevel, tagId: number): boolean {
    return this.levels.has(tagId) && includesLevel(this.levelOf(tagId), wanted);
  }

  /**
   * The ids of the tags with at least this level, in ascending order.
   * @throws AccessError when the level is none: a filter is never built from nothing.
   */
  idsFrom(wanted: ShareLevel): readonly number[] {
    if (!SHARE_LEVELS.includes(wanted)) throw new AccessError('unknown level');
    const known = this.ids.get(wanted);
    if (known) return known;
    const ids = [...this.levels]
      .flatMap(([id, level]) => (includesLevel(level, wanted) ? [id] : []))
      .sort((a, b) => a - b);
    this.ids.set(wanted, ids);
    return ids;
  }
}

const LETTERS = 'hemruad';

/**
 * The view of a viewer at `now` (milliseconds since 1970).
 * @throws AccessError when the viewer is missing or its department is neither null nor a filled text.
 */
export function tagViewOf(sharing: Sharing, viewer: Viewer | null | undefined, now: number): TagView {
  if (typeof viewer !== 'object' || viewer === null) throw new AccessError('no viewer');
  for (const part of [viewer.departmentId, viewer.userId])
    if (part !== null && (typeof part !== 'string' || part.trim() === ''))
      throw new AccessError('an incomplete viewer');
  return new TagView(new Map(sharing.tags.map((tag) => [tag.id, sharing.decide(tag, viewer, now).level])));
}
