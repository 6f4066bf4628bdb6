import { describe, expect, it } from '@jest/globals';
import { PROFILE_FIELDS } from '@tagloom/contracts';
import fc from 'fast-check';
import { defaultMask, MASK_KINDS, MASKED, maskValue, type MaskKind, type MaskRule } from '../index.js';

const METHODS = ['full', 'partial', 'magnitude', 'month', 'year'] as const;
const range = (...bounds: number[]): MaskRule => ({ method: 'range', bounds });
const MASKING_RULES: MaskRule[] = [...METHODS.map((method) => ({ method })), range(0, 100, 1000)];

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.stringMatching(/^[+0-9 -]{0,20}$/),
  fc.stringMatching(/^[a-z0-9]{1,12}@[a-z0-9]{1,12}\.[a-z0-9]{2,8}$/),
  fc.stringMatching(/^[1-6]\d{16}[\dX]$/),
  fc.stringMatching(/^(19|20)\d\d-[01]\d-[0-3]\d$/),
);
const anyValue = fc.oneof(
  anyText,
  fc.double(),
  fc.integer(),
  fc.bigInt(),
  fc.boolean(),
  fc.array(anyText),
  fc.object(),
);
const anyKind = fc.constantFrom(...MASK_KINDS);
const anyRule = fc.constantFrom(...MASKING_RULES);

describe('masking a value', () => {
  it.each<readonly [MaskKind, unknown, MaskRule['method'], unknown]>([
    ['text', '张三丰', 'partial', '张**'],
    ['name', '张三', 'partial', '张**'],
    ['name', '👨‍👩‍👧一家', 'partial', '👨‍👩‍👧**'],
    ['name', '张', 'partial', MASKED],
    ['text', '', 'partial', MASKED],
    ['phone', '13812341234', 'partial', '138****1234'],
    ['phone', '+86 138 1234 1234', 'partial', '138****1234'],
    ['phone', '１３８-1234-1234', 'partial', '138****1234'],
    ['phone', '010-62345678', 'partial', '****78'],
    ['phone', '+1 415 555 2671', 'partial', '****71'],
    ['phone', '12345', 'partial', MASKED],
    ['phone', '找王经理', 'partial', MASKED],
    ['email', 'zhangsan@x.com', 'partial', 'z***@x.com'],
    ['email', 'z@x.com', 'partial', '***@x.com'],
    ['email', 'zhang@123456.com', 'partial', MASKED],
    ['email', 'zhangsan', 'partial', MASKED],
    ['id_number', '11010519491231002x', 'partial', '1****************X'],
    ['id_number', '1101051949', 'partial', MASKED],
    ['bank_card', '4111 1111 1111 1111', 'partial', '**** 1111'],
    ['address', '广东省深圳市南山区科技路1号', 'partial', '广东省深圳市***'],
    ['address', '上海市徐汇区漕溪北路100弄', 'partial', '上海市***'],
    ['address', '科技路1号', 'partial', MASKED],
    ['number', 12345, 'magnitude', '1万 至 10万'],
    ['number', 12345, 'partial', '1万 至 10万'],
    ['number', 100, 'magnitude', '100 至 1000'],
    ['number', 99.9, 'magnitude', '10 至 100'],
    ['number', 0, 'magnitude', '0 至 1'],
    ['number', 0.3, 'magnitude', '0 至 1'],
    ['number', -100, 'magnitude', '-1000 至 -100'],
    ['number', -0.5, 'magnitude', '-1 至 0'],
    ['number', 3e12, 'magnitude', '1万亿 及以上'],
    ['number', -3e12, 'magnitude', '低于 -1万亿'],
    ['number', Number.NaN, 'magnitude', MASKED],
    ['number', '12345', 'magnitude', MASKED],
    ['date', '2024-06-18', 'month', '2024-06'],
    ['date', '2024-06-18', 'year', '2024'],
    ['date', '2024-06-18T23:30:00Z', 'partial', '2024-06'],
    ['date', '2024-02-30', 'month', MASKED],
    ['date', '18 June', 'year', MASKED],
    ['one_of', '金卡', 'partial', MASKED],
    ['many_of', ['a', 'b'], 'partial', MASKED],
    ['flag', true, 'partial', MASKED],
    ['boolean', false, 'full', MASKED],
    ['text', '张三', 'full', MASKED],
    ['text', '张三', 'month', MASKED],
    ['phone', '13812341234', 'none', '13812341234'],
    ['many_of', null, 'full', null],
    ['text', undefined, 'none', null],
  ])('shows of a %s %j by the rule %s: %j', (kind, value, method, shown) => {
    expect(maskValue(kind, value, { method } as MaskRule)).toBe(shown);
  });

  it.each([
    [99, '低于 100', 'under 100'],
    [100, '100 至 500', '100 to 500'],
    [499.9, '100 至 500', '100 to 500'],
    [15_000, '500 至 12.5万', '500 to 125k'],
    [125_000, '12.5万 及以上', '125k or more'],
  ])('shows of %d in which range it is', (value, zh, en) => {
    expect(maskValue('number', value, range(100, 500, 125_000))).toBe(zh);
    expect(maskValue('number', value, range(100, 500, 125_000), 'en')).toBe(en);
  });

  it.each([[[]], [[2, 1]], [[1, 1]], [[Number.NaN]], [[0, Infinity]]])(
    'masks in full by bounds that are none: %j',
    (bounds) => {
      expect(maskValue('number', 5, range(...bounds))).toBe(MASKED);
    },
  );

  it('masks in full by what is no rule', () => {
    for (const rule of [null, undefined, {}, { method: 'show' }, { method: '__proto__' }, 'none', { method: 'range' }])
      expect(maskValue('number', 5, rule as unknown as MaskRule)).toBe(MASKED);
    expect(maskValue('__proto__' as MaskKind, 'abc', { method: 'partial' })).toBe(MASKED);
  });
});

describe('what masking keeps to itself', () => {
  it('never shows five digits in a row', () => {
    fc.assert(
      fc.property(anyKind, anyValue, anyRule, (kind, value, rule) => {
        expect(String(maskValue(kind, value, rule))).not.toMatch(/\p{Nd}{5}/u);
      }),
      { numRuns: 2000 },
    );
  });

  it('says the same about the same value, every time', () => {
    fc.assert(
      fc.property(anyKind, anyValue, anyRule, (kind, value, rule) => {
        expect(maskValue(kind, value, rule)).toBe(maskValue(kind, structuredClone(value), structuredClone(rule)));
      }),
    );
  });

  it('says the same about all values, when masked in full', () => {
    fc.assert(
      fc.property(anyKind, anyValue, (kind, value) => {
        expect(maskValue(kind, value, { method: 'full' })).toBe(MASKED);
      }),
    );
  });

  it('does not tell texts apart that begin alike', () => {
    const rest = fc.string({ unit: 'grapheme-ascii', minLength: 1 }).filter((text) => text.trim() !== '');
    fc.assert(
      fc.property(rest, rest, (one, other) => {
        const [first, second] = [one, other].map((text) => maskValue('text', `张${text}`, { method: 'partial' }));
        expect(first).toBe(second);
      }),
    );
  });

  it('does not tell mobile numbers apart that differ in the middle', () => {
    const middle = fc.integer({ min: 0, max: 9999 }).map((digits) => String(digits).padStart(4, '0'));
    fc.assert(
      fc.property(middle, middle, (one, other) => {
        const [first, second] = [one, other].map((digits) =>
          maskValue('phone', `138${digits}8000`, { method: 'partial' }),
        );
        expect(first).toBe(second);
      }),
    );
  });

  it('does not tell numbers apart between two bounds, nor days of a month', () => {
    fc.assert(
      fc.property(fc.double({ min: 100, max: 499.99, noNaN: true }), fc.integer({ min: 10, max: 31 }), (value, day) => {
        expect(maskValue('number', value, range(100, 500))).toBe('100 至 500');
        expect(maskValue('number', value, { method: 'magnitude' })).toBe('100 至 1000');
        expect(maskValue('date', `2024-07-${day}`, { method: 'month' })).toBe('2024-07');
      }),
    );
  });
});

describe('masks by default', () => {
  it('masks every profile field', () => {
    const shown = PROFILE_FIELDS.map((field) => [field.key, defaultMask(field).kind, defaultMask(field).rule.method]);
    expect(shown).toEqual([
      ['name', 'name', 'partial'],
      ['gender', 'text', 'full'],
      ['birthday', 'date', 'year'],
      ['city', 'text', 'full'],
      ['phone', 'phone', 'partial'],
      ['occupation', 'text', 'full'],
      ['time_zone', 'text', 'full'],
    ]);
  });

  it.each([
    ['work_email', 'email'],
    ['id_card', 'id_number'],
    ['home_address', 'address'],
    ['mobile_2', 'phone'],
    ['bank_card', 'bank_card'],
    ['nickname', 'name'],
    ['remark', 'text'],
    ['telescope', 'text'],
  ])('takes the field %s for a %s', (key, kind) => {
    expect(defaultMask({ key, type: 'text' }).kind).toBe(kind);
  });

  it('has a rule for every kind, and none that shows everything', () => {
    for (const kind of MASK_KINDS)
      expect(['full', 'partial', 'magnitude', 'month']).toContain(defaultMask(kind).rule.method);
    expect(defaultMask('toString' as MaskKind).rule).toEqual({ method: 'full' });
  });
});
