import { describe, expect, it } from '@jest/globals';
import type { Condition } from '@tagloom/contracts';
import fc from 'fast-check';
import { compileCondition } from '../index.js';
import { catalog as plain } from '../testing/catalog.js';
import { exampleEvents } from './example-events.js';

const text = { name: 'event.text', type: 'text', source: 'event', label: { 'zh-CN': '内容' } } as const;
const catalog = { ...plain, facts: [...plain.facts, { ...text, eventTypes: ['link_clicked'] }] };
const moment = { now: new Date('2026-11-22T04:00:00Z'), timeZone: 'Asia/Shanghai' };

const amount = (operator: string, value: number): Condition => ({ fact: 'event.amount', operator, value });
const says = (value: string): Condition => ({ fact: 'event.text', operator: 'textContains', value });
const inShanghai: Condition = { fact: 'profile.city', operator: 'equal', value: '上海' };
const many: Condition = { fact: 'metric.orders_90d', operator: 'greaterThan', value: 3 };
const found = (condition: Condition, events?: string[]) => exampleEvents(condition, catalog, events);

describe('an example event', () => {
  it('has the properties that a condition asks for, and leaves to the customer what is theirs', () => {
    expect(found({ all: [amount('greaterThan', 100), inShanghai] })).toEqual([
      { type: 'order_paid', facts: { 'event.amount': 200 }, rest: { all: [inShanghai] } },
    ]);
  });

  it('leaves as little as possible to ask of the customer', () => {
    const [first] = found({ any: [{ all: [amount('greaterThan', 100), inShanghai] }, many] });
    expect(first?.rest).toEqual({ any: [many] });
    const [easy] = found({ any: [amount('lessThan', 0), { all: [inShanghai, many] }] });
    expect(easy).toMatchObject({ facts: { 'event.amount': -1 }, rest: { all: [] } });
  });

  it('is of a type that carries all properties and wakes the flows', () => {
    expect(found(says('过敏'))).toMatchObject([{ type: 'link_clicked', facts: { 'event.text': '过敏' } }]);
    expect(found({ all: [says('过敏'), amount('greaterThan', 1)] })).toEqual([]);
    expect(found(says('过敏'), ['order_paid'])).toEqual([]);
  });

  it('is not given where there is none, where no event is read, and where another fact decides', () => {
    expect(found({ all: [amount('greaterThan', 5), amount('lessThan', 3)] })).toEqual([]);
    expect(found(inShanghai)).toEqual([]);
    expect(found({ fact: 'event.amount', operator: 'greaterThan', value: { fact: 'metric.spend' } })).toEqual([]);
  });

  it('with any customer who meets the rest meets the whole, however the condition is built', () => {
    const leaf = fc.constantFrom(
      amount('greaterThan', 5),
      amount('lessThan', 3),
      says('急'),
      says('急诊'),
      inShanghai,
      many,
    );
    const tree = fc.letrec<{ tree: Condition }>((tie) => {
      const parts = fc.array(tie('tree'), { minLength: 1, maxLength: 3 });
      return {
        tree: fc.oneof(
          { maxDepth: 3 },
          leaf,
          parts.map((all) => ({ all })),
          parts.map((any) => ({ any })),
          tie('tree').map((not) => ({ not })),
          parts.chain((of) => fc.integer({ min: 1, max: of.length }).map((k) => ({ atLeast: { k, of } }))),
          fc.tuple(fc.constantFrom(1, 50, 100), parts).map(([threshold, of]) => ({
            score: { threshold, of: of.map((condition, at) => ({ weight: at + 1, condition })) },
          })),
        ),
      };
    }).tree;
    const customers = [
      {},
      { 'profile.city': '上海' },
      { 'metric.orders_90d': 9 },
      { 'profile.city': '上海', 'metric.orders_90d': 9 },
    ];
    let met = 0;
    fc.assert(
      fc.property(tree, (condition) => {
        for (const { facts, rest } of exampleEvents(condition, catalog, undefined)) {
          const [whole, left] = [condition, rest].map((each) => compileCondition(each, catalog));
          for (const customer of customers) {
            if (!left!(customer, moment)) continue;
            met++;
            expect(whole!({ ...customer, ...facts }, moment)).toBe(true);
          }
        }
      }),
      { numRuns: 500 },
    );
    expect(met).toBeGreaterThan(100);
  });
});
