import { describe, expect, it } from '@jest/globals';
import { missingFields, type AnsweredFor } from './missing-fields.js';

const full: AnsweredFor = { scope: 'department', purpose: '活动回访', stewardId: '7', reviewAt: '2026-06-01' };

describe('a definition that is answered for', () => {
  it('has a purpose, a steward and a review date', () => {
    expect(missingFields(full)).toEqual([]);
    expect(missingFields({ ...full, scope: 'enterprise' })).toEqual([]);
  });

  it.each([
    ['purpose', { purpose: ' ' }],
    ['steward', { stewardId: null }],
    ['reviewAt', { reviewAt: null }],
  ])('lacks its %s', (field, change) => {
    expect(missingFields({ ...full, ...change })).toEqual([field]);
  });

  it('lacks them in the order of the form', () => {
    expect(missingFields({ scope: 'enterprise', purpose: '', stewardId: null, reviewAt: null })).toEqual([
      'purpose',
      'steward',
      'reviewAt',
    ]);
  });

  it('is asked of nobody’s own tags', () => {
    expect(missingFields({ scope: 'personal', purpose: '', stewardId: null, reviewAt: null })).toEqual([]);
  });
});
