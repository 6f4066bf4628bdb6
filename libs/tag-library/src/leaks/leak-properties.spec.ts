import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { leakMessage, scanForLeaks } from '../index.js';
import { idCheckDigit, passesLuhn } from './numbers.js';

const digitString = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((digits) => digits.join(''));
const mobile = fc
  .tuple(fc.constantFrom('3', '4', '5', '6', '7', '8', '9'), digitString(9))
  .map((parts) => `1${parts.join('')}`);
const WORDS = [
  '客户',
  '高价值',
  '北京',
  '参加过',
  '微信',
  '电话',
  '手机',
  '订单',
  ' VIP ',
  '会员',
  '满',
  '第',
  'Active ',
  ' users ',
];
const word = fc.constantFrom(...WORDS);
const SEPARATORS = ['', ' ', '-', '–', '.', '·', '_', '/', '|', '、', '~', ' - ', '\u200b', '\u3000', '…', '★', '*'];

/** The digits in groups of any size, with one separator between them. */
const grouped = (digits: fc.Arbitrary<string>) =>
  fc
    .tuple(
      digits,
      fc.constantFrom(...SEPARATORS),
      fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 11, maxLength: 11 }),
    )
    .map(([number, separator, sizes]) => {
      const groups: string[] = [];
      for (let at = 0, rest = number; rest; at++) {
        groups.push(rest.slice(0, sizes[at]));
        rest = rest.slice(sizes[at]);
      }
      return groups.join(separator);
    });
const SCRIPTS = [
  '0123456789',
  '零一二三四五六七八九',
  '〇幺二叁肆伍六七八玖',
  '０１２３４５６７８９',
  '𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗',
].map((text) => [...text]);
/** Each digit in a script of its own. */
const disguised = (text: fc.Arbitrary<string>) =>
  fc
    .tuple(text, fc.array(fc.constantFrom(...SCRIPTS), { minLength: 40, maxLength: 40 }))
    .map(([plain, scripts]) =>
      [...plain].map((sign, at) => (/\d/.test(sign) ? scripts[at]![Number(sign)]! : sign)).join(''),
    );

describe('what cannot be hidden', () => {
  it('finds every mobile number, whatever separates and disguises its digits', () => {
    const text = disguised(grouped(mobile));
    fc.assert(
      fc.property(word, text, word, (before, number, after) => {
        const name = `${before}${number}${after}`;
        const leak = scanForLeaks(name).find(({ kind }) => kind === 'mobile' || kind === 'phone');
        expect(leak && name.slice(leak.start, leak.end)).toBe(number);
      }),
      // Round numbers that rise from group to group are prices; random digits do not happen to be that.
      { numRuns: 1000, seed: 7 },
    );
  });

  it('finds every valid identity card number', () => {
    const body = fc
      .tuple(
        fc.constantFrom('110105', '440524', '310101'),
        fc.date({ min: new Date('1930-01-01'), max: new Date('2020-01-01'), noInvalidDate: true }),
        digitString(3),
      )
      .map(([region, day, order]) => region + day.toISOString().slice(0, 10).replaceAll('-', '') + order);
    fc.assert(
      fc.property(word, body, word, (before, digits, after) => {
        const kinds = scanForLeaks(before + digits + idCheckDigit(digits) + after).map(({ kind }) => kind);
        expect(kinds).toContain('id_number');
      }),
    );
  });

  it('finds every card number that passes the check, and none that fails it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 14, max: 17 }).chain(digitString), (rest) => {
        const number = `62${rest}`;
        const isFound = scanForLeaks(`客户${number}`).some(({ kind }) => kind === 'bank_card');
        expect(isFound).toBe(passesLuhn(number));
      }),
    );
  });

  it('never shows five digits in a row in an excerpt or a message', () => {
    fc.assert(
      fc.property(grouped(mobile), (number) => {
        const [leak] = scanForLeaks(`张三${number}`);
        expect(leak!.excerpt).not.toMatch(/\d{5}/);
        const message = leakMessage(leak!);
        expect(message['zh-CN']).toContain(leak!.excerpt);
        expect(message.en).toContain(leak!.excerpt);
        expect(message.en).not.toMatch(/\p{Script=Han}/u);
      }),
      { seed: 8 },
    );
  });
});

describe('what is no leak', () => {
  it('finds nothing in words and small numbers in any order', () => {
    const part = fc.tuple(
      word,
      fc.integer({ min: 0, max: 9999 }),
      fc.constantFrom('', ' ', '-', '天', '元', '次', '%'),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), word, (parts, end) => {
        expect(scanForLeaks(parts.map((each) => each.join('')).join('') + end)).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it('gives finds in order, without overlap and within the text, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), grouped(mobile), (noise, number) => {
        const text = `${noise}${number} a@b.com ${noise}`;
        let end = 0;
        for (const leak of scanForLeaks(text)) {
          expect(leak.start).toBeGreaterThanOrEqual(end);
          expect(leak.end).toBeGreaterThan(leak.start);
          end = leak.end;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it.each(['1 ', '1', 'a@', 'a.', '12-', '路1号', '微信', 'a at ', '单元', '一', 'Oo1 '])(
    'stays fast on %j again and again',
    (part) => {
      // CPU time, as other work shares the machine.
      const start = process.cpuUsage();
      scanForLeaks(part.repeat(2000 / part.length));
      expect(process.cpuUsage(start).user / 1000).toBeLessThan(1000);
    },
  );
});
