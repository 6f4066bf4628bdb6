export { abilityFor, abilityList, can, type AppAbility } from './ability.js';
export { AccessError } from './access-error.js';
export { includesLevel, rankOf } from './levels.js';
export { ACTIONS, SUBJECTS, isPolicy, isRole, type Action, type Policy, type Subject } from './policy.js';
export { raisesBetween, type Raise, type SharedUnder } from './raises.js';
export { requireScope, type Actor, type ActorContext, type Scope } from './scope.js';
export {
  chainOf,
  Sharing,
  type Decision,
  type LiveShare,
  type SharedTag,
  type SharingFacts,
  type Viewer,
} from './sharing.js';
export { TagView, tagViewOf } from './tag-view.js';
