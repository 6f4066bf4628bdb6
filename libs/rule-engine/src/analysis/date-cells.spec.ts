import { describe, expect, it } from '@jest/globals';
import type { Condition } from '@tagloom/contracts';
import { indexOf } from '../catalog/catalog-index.js';
import { catalog } from '../testing/catalog.js';
import { Logic } from './logic.js';

const month = { amount: 1, unit: 'month' };
const born = (operator: string, value: unknown): Condition => ({ fact: 'profile.birthday', operator, value });
const canHold = (condition: Condition) =>
  new Logic([condition], indexOf(catalog), { left: 100_000 }).canHold(condition);

describe('a date that is judged on whatever day it may be', () => {
  it.each<[string, Condition[], 'found' | 'none']>([
    ['is 29 days and more than a month ago in March', [born('inLastDays', 29), born('olderThan', month)], 'found'],
    [
      'is 30 days and not yet a month ago in August',
      [{ not: born('inLastDays', 29) }, born('newerThan', month)],
      'found',
    ],
    ['is never 32 days and within the last month', [{ not: born('inLastDays', 31) }, born('newerThan', month)], 'none'],
    ['is never 28 days and more than a month ago', [born('inLastDays', 28), born('olderThan', month)], 'none'],
    ['is never both within and beyond one month', [born('newerThan', month), born('olderThan', month)], 'none'],
    ['may be fixed and recent', [born('before', '2000-01-01'), born('inLastDays', 7)], 'found'],
    [
      'has its anniversary soon sooner than later',
      [born('anniversaryInDays', 3), { not: born('anniversaryInDays', 7) }],
      'none',
    ],
  ])('%s', (_, all, expected) => {
    expect(canHold({ all })).toBe(expected);
  });
});
