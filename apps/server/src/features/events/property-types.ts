import type { FactType } from '@tagloom/contracts';

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** The type that a property has when seen for the first time. */
export function typeOfValue(value: unknown): FactType {
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'boolean';
  if (Array.isArray(value)) return 'set';
  return typeof value === 'string' && DAY.test(value) ? 'date' : 'text';
}

/** A day may stand where text is expected, not the other way round. */
export function fitsType(value: unknown, type: FactType): boolean {
  return type === 'text' ? typeof value === 'string' : typeOfValue(value) === type;
}
