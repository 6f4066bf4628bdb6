import type { FieldLevel, FieldRule, ProfileKey, Role } from '@tagloom/contracts';

/** One cell of the matrix: a field for a role, in a department or (null) everywhere. */
export interface FieldCell {
  field: ProfileKey;
  role: Role;
  departmentId: string | null;
}

const isOf = (cell: FieldCell) => (rule: FieldRule) =>
  rule.field === cell.field && rule.role === cell.role && rule.departmentId === cell.departmentId;

/** What the rules say of a cell; null where they say nothing. */
export const levelAt = (rules: readonly FieldRule[], cell: FieldCell): FieldLevel | null =>
  rules.find(isOf(cell))?.level ?? null;

/** The rules with another level in one cell; null takes the rule away. */
export function withLevel(rules: readonly FieldRule[], cell: FieldCell, level: FieldLevel | null): FieldRule[] {
  const others = rules.filter((rule) => !isOf(cell)(rule));
  return level === null ? others : [...others, { ...cell, level }];
}

/** The same rules, in whatever order. */
export function isSameRules(one: readonly FieldRule[], other: readonly FieldRule[]): boolean {
  return one.length === other.length && one.every((rule) => levelAt(other, rule) === rule.level);
}
