/** A fact that is a tag, wherever in a text it stands: in a condition, a value to compare with, or what a message fills in. */
const TAG_FACT = /\btag\.([A-Za-z0-9_]+)/g;

/**
 * Keys of the tags that a flow or a golden customer speaks of, connected or not. Rather too many than too few: a key that is
 * merely typed into a text counts as well. Pure.
 */
export function tagsNamed(said: unknown): Set<string> {
  const keys = new Set<string>();
  collect(said, null, keys);
  return keys;
}

/** Lists whose texts are keys of tags. */
const LISTS: ReadonlySet<string> = new Set(['include', 'exclude']);

function collect(part: unknown, name: string | null, keys: Set<string>): void {
  if (typeof part === 'string') {
    if (name === 'tag' || (name !== null && LISTS.has(name))) keys.add(part);
    for (const [, key] of part.matchAll(TAG_FACT)) keys.add(key);
  } else if (Array.isArray(part)) {
    for (const each of part) collect(each, name, keys);
  } else if (typeof part === 'object' && part !== null) {
    for (const [own, value] of Object.entries(part)) {
      for (const [, key] of own.matchAll(TAG_FACT)) keys.add(key);
      collect(value, own, keys);
    }
  }
}
