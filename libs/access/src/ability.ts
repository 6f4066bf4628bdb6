import { AbilityBuilder, createMongoAbility, type MongoAbility } from '@casl/ability';
import { ROLES, type Role } from '@tagloom/contracts';
import { AccessError } from './access-error.js';
import { GRANTS } from './grants.js';
import { ACTIONS, SUBJECTS, isPolicy, isRole, type Action, type Policy, type Subject } from './policy.js';

export type AppAbility = MongoAbility<[Action, Subject]>;

function build(role: Role): AppAbility {
  const { can, build } = new AbilityBuilder<AppAbility>(createMongoAbility);
  for (const { actions, subjects } of GRANTS.get(role) ?? []) can([...actions], [...subjects]);
  return build();
}

const abilities: ReadonlyMap<Role, AppAbility> = new Map(ROLES.map((role) => [role, build(role)]));

/**
 * The CASL ability of a role, built once.
 * @throws AccessError for anything that is not one of ROLES.
 */
export function abilityFor(role: Role): AppAbility {
  const ability = isRole(role) ? abilities.get(role) : undefined;
  if (!ability) throw new AccessError('unknown role');
  return ability;
}

/** May this role do it? An unknown role, action or subject gets no. */
export function can(role: Role, policy: Policy): boolean {
  return isRole(role) && isPolicy(policy) && abilityFor(role).can(policy.action, policy.subject);
}

/**
 * Everything the role may do as `action:subject`, so that a client hides what would be refused.
 * @throws AccessError for an unknown role.
 */
export function abilityList(role: Role): string[] {
  const ability = abilityFor(role);
  return SUBJECTS.flatMap((subject) =>
    ACTIONS.filter((action) => ability.can(action, subject)).map((action) => `${action}:${subject}`),
  );
}
