export { AskLink } from './ask-link';
export { AskDialog } from './ask-dialog';
export { dayOf, endOfDay, isPast } from './end-of-day';
export { LevelMark, WordedLevel } from './level-mark';
export { includesLevel, levelsAbove, rankOf } from './levels';
export { MaskedMark } from './masked-mark';
export { useAsk, useAsking, type AskedTag } from './use-ask';
export { useHasLevel, useTooLow } from './use-tag-levels';
