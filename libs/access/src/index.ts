export { abilityFor, abilityList, can, type AppAbility } from './ability.js';
export { AccessError } from './access-error.js';
export { ACTIONS, SUBJECTS, isPolicy, isRole, type Action, type Policy, type Subject } from './policy.js';
export { requireScope, type Actor, type ActorContext, type Scope } from './scope.js';
