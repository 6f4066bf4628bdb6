import type { FactType } from '@tagloom/contracts';
import { isDate } from '../time/calendar.js';

/** Whether a value is one of the type. A fact whose value is of another type counts as unknown. */
export const IS_OF_TYPE: Record<FactType, (value: unknown) => boolean> = {
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  text: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  date: isDate,
  set: (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
};
