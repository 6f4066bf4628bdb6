import type { Condition, FactDefinition, FactType } from '@tagloom/contracts';
import fc, { type Arbitrary } from 'fast-check';
import type { Facts } from '../facts/read-fact.js';
import { operatorsFor } from '../operators/index.js';
import type { Operator } from '../operators/operator.js';
import { catalog } from './catalog.js';
import { countablePatterns } from './patterns.js';

/** Small pools, so that comparisons hit, miss and touch their boundaries equally often. */
const numbers = fc.constantFrom(-1, 0, 1, 2, 2.5, 3, 30, 31);
const texts = fc.constantFrom('', '北京', '上海', '北', '京', 'a.b', '金', 'champions', 'active_low');
const dates = fc.constantFrom(
  '2026-11-22',
  '2026-11-15',
  '2026-11-14',
  '2026-11-29',
  '1992-02-29',
  '1990-11-25',
  '2027-01-01',
);
const sets = fc.uniqueArray(fc.constantFrom('护肤', '母婴', '跑步'), { maxLength: 3 });
const POOL: Record<FactType, Arbitrary<unknown>> = {
  number: numbers,
  text: texts,
  boolean: fc.boolean(),
  date: dates,
  set: sets,
};
const patterns = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom('^北', '京$', '.', 'a.b', '[上北]') },
  { weight: 1, arbitrary: countablePatterns },
);
const wrong = fc.constantFrom<unknown>('x', 7, true, [], ['a', 1], {}, '2026-02-30', Number.NaN, () => 1);

function valueOf({ value }: Operator, fact: FactDefinition, facts: FactDefinition[]): Arbitrary<unknown> {
  const [scalar, list] = [POOL[fact.type].filter((literal) => literal !== ''), { minLength: 1, maxLength: 3 }];
  switch (value) {
    case 'same': {
      const others = facts.filter((other) => other.type === fact.type).map((other) => ({ fact: other.name }));
      return fc.oneof({ weight: 4, arbitrary: scalar }, { weight: 1, arbitrary: fc.constantFrom(...others) });
    }
    case 'list':
      return fc.array(scalar, list);
    case 'range':
      return fc.tuple(scalar, scalar).map(([a, b]) => ((a as number) <= (b as number) ? [a, b] : [b, a]));
    case 'element':
      return fc.constantFrom('护肤', '母婴', '跑步');
    case 'elements':
    case 'words':
      return fc.array(fc.constantFrom('护肤', '跑步', '北', 'b'), list);
    case 'duration':
      return fc.constantFrom(
        ...[
          { amount: 1, unit: 'day' },
          { amount: 1, unit: 'week' },
          { amount: 1, unit: 'month' },
        ],
        ...[
          { amount: 3, unit: 'month' },
          { amount: 1, unit: 'year' },
          { amount: 18, unit: 'year' },
        ],
      );
    case 'days':
      return fc.constantFrom(0, 1, 7, 30, 366);
    case 'pattern':
      return patterns;
    case 'none':
      return fc.constant(undefined);
  }
}

const foreign: Arbitrary<Condition> = fc
  .tuple(
    fc.constantFrom('equal', 'notEqual', 'lessThan', 'greaterThanInclusive', 'isKnown'),
    fc.oneof(numbers, texts),
    fc.constantFrom(undefined, 'inner', '$.inner.deep'),
  )
  .map(([operator, value, path]) => ({
    fact: 'account',
    operator,
    ...(operator !== 'isKnown' && { value }),
    ...(path && { path }),
  }));

/** What conditions are made of: anything; only what has SQL; or also patterns that have none. */
export type Material = 'anything' | 'countable' | 'patterns';

function leavesOf(material: Material): Arbitrary<Condition> {
  const facts = catalog.facts.filter(({ column }) => material === 'anything' || column);
  const ours = fc.constantFrom(...facts).chain((fact) => {
    const operators = operatorsFor(fact.type).filter(({ sql }) => material !== 'countable' || sql);
    return fc.constantFrom(...operators).chain((operator) =>
      valueOf(operator, fact, facts).map((value) => ({
        fact: fact.name,
        operator: operator.name,
        ...(value !== undefined && { value }),
      })),
    );
  });
  const onlyRun = fc
    .constantFrom('^\\p{Han}', '(?i)A', '\\bb', '(?s)a.b', '\\Qa.b\\E', '(?:^北)+')
    .map((value) => ({ fact: 'profile.city', operator: 'matches', value }));
  if (material === 'patterns') return fc.oneof({ weight: 1, arbitrary: ours }, { weight: 1, arbitrary: onlyRun });
  if (material === 'countable') return ours;
  return fc.oneof({ weight: 1, arbitrary: foreign }, { weight: 9, arbitrary: ours });
}

/** Any condition over the test catalog, gates and scores nested up to three deep. */
export function conditionsOf(material: Material): Arbitrary<Condition> {
  const leaf = leavesOf(material);
  return fc.letrec<{ tree: Condition }>((tie) => {
    const children = fc.array(tie('tree'), { minLength: 1, maxLength: 4 });
    return {
      tree: fc.oneof(
        { maxDepth: 3, depthSize: 'small' },
        leaf,
        children.map((all) => ({ all })),
        children.map((any) => ({ any })),
        tie('tree').map((not) => ({ not })),
        children.chain((of) => fc.integer({ min: 1, max: of.length }).map((k) => ({ atLeast: { k, of } }))),
        fc
          .tuple(
            fc.constantFrom(0, 25, 33.3, 50, 60, 100),
            fc.array(fc.record({ weight: fc.constantFrom(0.1, 0.2, 0.3, 1, 2, 3), condition: tie('tree') }), {
              minLength: 1,
              maxLength: 4,
            }),
          )
          .map(([threshold, of]) => ({ score: { threshold, of } })),
      ),
    };
  }).tree;
}
export const conditions = conditionsOf('anything');

const valueFor = (type: FactType) =>
  fc.oneof(
    { weight: 6, arbitrary: POOL[type] },
    { weight: 1, arbitrary: fc.constantFrom(null, undefined) },
    { weight: 1, arbitrary: wrong },
  );
const account = fc.oneof(
  numbers,
  texts,
  fc.constant('12abc'),
  fc.record({ inner: fc.oneof(numbers, texts, fc.record({ deep: numbers })) }, { requiredKeys: [] }),
);

/** Facts of the test catalog: known, unknown, missing and of wrong types. */
export const factSets: Arbitrary<Facts> = fc.record(
  Object.fromEntries([
    ...catalog.facts.map(({ name, type }) => [name, valueFor(type)] as const),
    ['account', account] as const,
  ]),
  { requiredKeys: [] },
) as Arbitrary<Facts>;
