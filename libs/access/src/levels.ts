import { SHARE_LEVELS, type ShareLevel } from '@tagloom/contracts';

const RANKS: ReadonlyMap<string, number> = new Map(SHARE_LEVELS.map((level, rank) => [level, rank]));

/**
 * The rank of a level, 0 for `hidden`. Whatever is not a level ranks as hidden: an unknown word never opens anything.
 */
export function rankOf(level: ShareLevel): number {
  return (typeof level === 'string' && RANKS.get(level)) || 0;
}

/** Does `level` include `wanted`? An unknown wish is never met. */
export function includesLevel(level: ShareLevel, wanted: ShareLevel): boolean {
  return typeof wanted === 'string' && RANKS.has(wanted) && rankOf(level) >= rankOf(wanted);
}
