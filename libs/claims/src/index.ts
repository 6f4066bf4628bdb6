export { personAddition, personRemoval, type PersonAddition, type PersonRemoval } from './by-hand.js';
export { isLive, type Claim, type TagRule } from './claim.js';
export { diffEffective, sameTagValue, type EffectiveChange } from './diff.js';
export { effectiveTags, heldTagIds, type EffectiveTag, type EffectiveTags } from './effective-tags.js';
export { MAX_TAG_TEXT, validateTagValue, type TagValueCheck } from './tag-value.js';
