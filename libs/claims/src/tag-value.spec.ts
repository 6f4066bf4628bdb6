import { describe, expect, it } from '@jest/globals';
import { TAG_KINDS, type TagKind } from '@tagloom/contracts';
import { validateTagValue } from './index.js';

const VALUES = ['金', '银'];
const ACCEPTED: Record<TagKind, unknown[]> = {
  flag: [null, undefined, true],
  one_of: ['金'],
  many_of: [['金'], ['银', '金']],
  number: [0, -1.5, 1e20],
  date: ['2024-02-29', '1999-12-31'],
  text: ['x', '茶'.repeat(500)],
};
const REFUSED: Record<TagKind, unknown[]> = {
  flag: [false, 'true', 1, {}],
  one_of: ['铜', '', null, undefined, ['金'], 0],
  many_of: [[], ['铜'], ['金', '金'], '金', null, [['金']], { 0: '金', length: 1 }],
  number: ['1', NaN, Infinity, null, undefined, true],
  date: ['2025-02-29', '2025-13-01', '2025-1-1', '20250101', '2025-01-01T00:00:00Z', 20250101, null, ''],
  text: ['', '   ', '茶'.repeat(501), 'a\0b', 5, null],
};

describe('the value of a tag', () => {
  it.each(TAG_KINDS.map((kind) => [kind]))('of kind %s is accepted as the kind says, and stored as given', (kind) => {
    for (const value of ACCEPTED[kind])
      expect(validateTagValue(kind, VALUES, value)).toEqual({ ok: true, value: kind === 'flag' ? null : value });
  });

  it.each(TAG_KINDS.map((kind) => [kind]))('of kind %s is refused otherwise, and told what is expected', (kind) => {
    for (const value of REFUSED[kind]) {
      const check = validateTagValue(kind, VALUES, value, 'en');
      expect([value, check.ok]).toEqual([value, false]);
      expect(check).toHaveProperty('message', expect.stringMatching(/^[\x20-\x7e]+$/));
    }
  });

  it('is explained in Chinese unless asked otherwise', () => {
    expect(validateTagValue('number', [], 'x')).toEqual({ ok: false, message: '请填写数字' });
  });
});
