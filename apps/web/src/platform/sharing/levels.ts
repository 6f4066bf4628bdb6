import { SHARE_LEVELS, type ShareLevel } from '@tagloom/contracts';

/** 0 for `hidden`; as many bars of the ladder are filled. */
export const rankOf = (level: ShareLevel): number => SHARE_LEVELS.indexOf(level);

/** Does `level` include `wanted`? */
export const includesLevel = (level: ShareLevel, wanted: ShareLevel): boolean => rankOf(level) >= rankOf(wanted);

/** What may be asked for beyond what one has. */
export const levelsAbove = (level: ShareLevel): ShareLevel[] =>
  SHARE_LEVELS.filter((other) => rankOf(other) > Math.max(rankOf(level), rankOf('exists')));
