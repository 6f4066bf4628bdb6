import { includesLevel } from '@tagloom/access';
import type { Flow, ShareLevel } from '@tagloom/contracts';
import type { LoadedCatalog, LoadedTag } from './loaded-catalog.js';

/** A tag that a flow mentions, and the level that whoever the flow belongs to must have of it. */
export interface TagNeed {
  key: string;
  /** `use` to ask about it, `assign` to give it or take it. */
  needed: Extract<ShareLevel, 'use' | 'assign'>;
  nodeIds: string[];
}

/** Every mention, in the order of the nodes; those of the audience have no node. Pure. */
export function tagNeeds({ nodes, audience }: Flow): TagNeed[] {
  const ofNodes = nodes.flatMap(({ id, kind, data }): TagNeed[] => {
    if (kind === 'action') return 'tag' in data ? [{ key: data.tag, needed: 'assign', nodeIds: [id] }] : [];
    if (kind !== 'condition') return [];
    const { fact, value } = data;
    const other: unknown = typeof value === 'object' && value !== null && 'fact' in value ? value.fact : null;
    return [fact, other].flatMap((name): TagNeed[] =>
      typeof name === 'string' && name.startsWith('tag.')
        ? [{ key: name.slice('tag.'.length), needed: 'use', nodeIds: [id] }]
        : [],
    );
  });
  const { include = [], exclude = [] } = audience ?? {};
  return [...ofNodes, ...[...include, ...exclude].map((key): TagNeed => ({ key, needed: 'use', nodeIds: [] }))];
}

/** Keys of the tags that the actions give, take or propose. Pure. */
export const tagsSet = (flow: Flow): string[] => [
  ...new Set(tagNeeds(flow).flatMap(({ key, needed }) => (needed === 'assign' ? [key] : []))),
];

/** Below what a flow needs. */
export interface LackingTag {
  tag: LoadedTag;
  /** What the department has of it. */
  level: ShareLevel;
  needed: TagNeed['needed'];
  nodeIds: string[];
}

const RANK = { use: 0, assign: 1 };

/**
 * The tags of which a department has less than its flow needs, each once, at `now` (milliseconds since 1970). A flow of the whole
 * enterprise (null) lacks nothing. Personal tags are nobody's to lend, so no share can end: they are left to whoever publishes.
 * Pure.
 */
export function lackingTags(flow: Flow, departmentId: string | null, loaded: LoadedCatalog, now: number): LackingTag[] {
  if (departmentId === null) return [];
  const lacking = new Map<string, LackingTag>();
  for (const { key, needed, nodeIds } of tagNeeds(flow)) {
    const tag = loaded.tagByKey.get(key);
    if (!tag || tag.scope === 'personal') continue;
    const { level } = loaded.sharing.decide(tag, { departmentId, userId: null }, now);
    if (includesLevel(level, needed)) continue;
    const known = lacking.get(key);
    const most = known && RANK[known.needed] > RANK[needed] ? known.needed : needed;
    lacking.set(key, { tag, level, needed: most, nodeIds: [...(known?.nodeIds ?? []), ...nodeIds] });
  }
  return [...lacking.values()];
}
