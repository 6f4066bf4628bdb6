import {
  defaultFieldLevel,
  PROFILE_FIELDS,
  type FieldLevel,
  type FieldRule,
  type ProfileKey,
} from '@tagloom/contracts';
import type { ActorContext } from '@tagloom/access';

export type FieldLevels = ReadonlyMap<ProfileKey, FieldLevel>;

/** Acts for the whole organisation as one who answers for it: no rule takes a field away. */
export const seesAllFields = ({ role, departmentId }: Pick<ActorContext, 'role' | 'departmentId'>): boolean =>
  departmentId === null && (role === 'admin' || role === 'compliance');

/**
 * What a role has of every field: by the rule of the nearest department, then by the one for everywhere, else by default.
 * `departments` is where one acts and those above it, the nearest first. Pure.
 */
export function fieldLevels(
  rules: readonly FieldRule[],
  { role, departmentId }: Pick<ActorContext, 'role' | 'departmentId'>,
  departments: readonly string[],
): FieldLevels {
  const levelOf = (key: ProfileKey): FieldLevel => {
    if (seesAllFields({ role, departmentId })) return 'shown';
    const mine = rules.filter((rule) => rule.field === key && rule.role === role);
    for (const place of [...departments, null]) {
      const rule = mine.find((candidate) => candidate.departmentId === place);
      if (rule) return rule.level;
    }
    return defaultFieldLevel(key, role);
  };
  return new Map(PROFILE_FIELDS.map(({ key }) => [key, levelOf(key)]));
}
