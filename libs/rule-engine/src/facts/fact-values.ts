import type { FactType } from '@tagloom/contracts';
import { isDate } from '../time/calendar.js';

function isSet(value: unknown): boolean {
  if (!Array.isArray(value)) return false;
  for (let at = 0; at < value.length; at++) if (typeof value[at] !== 'string') return false;
  return true;
}

/** Whether a value is one of the type. A fact whose value is of another type counts as unknown. */
export const IS_OF_TYPE: Record<FactType, (value: unknown) => boolean> = {
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  text: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  date: isDate,
  set: isSet,
};
