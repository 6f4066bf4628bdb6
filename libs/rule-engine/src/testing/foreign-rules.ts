import fc, { type Arbitrary } from 'fast-check';

type Json = Record<string, unknown>;
/** A set of rules as json-rules-engine documents them, and the named conditions they use. */
export interface RuleSet {
  rules: Json[];
  conditions: Record<string, Json>;
}

const number = fc.constantFrom(-1, 0, 1, 2, 3, 10);
const text = fc.constantFrom('', 'a', 'b', 'ab', '2', '12abc');
const numbers = fc.array(number, { maxLength: 3 });
const texts = fc.array(text, { maxLength: 3 });
const NUMERIC = ['lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive'] as const;
const EQUAL = ['equal', 'notEqual'] as const;
const IN = ['in', 'notIn'] as const;
const CONTAINS = ['contains', 'doesNotContain'] as const;

/** Facts by name; `account` is asked with paths, `price` with params. */
export const foreignFacts: Arbitrary<Json> = fc.record({
  age: number,
  limit: number,
  name: text,
  other: text,
  isMember: fc.boolean(),
  scores: numbers,
  tags: texts,
  price: number,
  account: fc.record({
    level: number,
    company: fc.record({ name: text, sizes: numbers }),
    'vat-id': text,
  }),
});

interface Operands {
  operators: readonly string[];
  fact: Arbitrary<Json>;
  value: Arbitrary<unknown>;
}
const factOf = (...names: string[]) => fc.constantFrom(...names).map((fact): Json => ({ fact }));
const numberFact: Arbitrary<Json> = fc.oneof(
  factOf('age', 'limit'),
  fc.constantFrom<Json>(
    { fact: 'account', path: '$.level' },
    { fact: 'account', path: 'level' },
    { fact: 'price', params: { productId: 'widget', options: { vat: true } } },
  ),
);
const textFact: Arbitrary<Json> = fc.oneof(
  factOf('name', 'other'),
  fc.constantFrom<Json>({ fact: 'account', path: '$.company.name' }, { fact: 'account', path: '$.vat-id' }),
);
const numbersFact = fc.constantFrom<Json>({ fact: 'scores' }, { fact: 'account', path: '$.company.sizes' });
const textsFact = factOf('tags');
/** Facts compared with facts stand where values do, with the same helpers. */
const orFact = (value: Arbitrary<unknown>, fact: Arbitrary<Json>) =>
  fc.oneof({ weight: 3, arbitrary: value }, { weight: 1, arbitrary: fact });

const plain: Operands[] = [
  { operators: [...NUMERIC, ...EQUAL], fact: numberFact, value: orFact(number, numberFact) },
  { operators: EQUAL, fact: textFact, value: orFact(text, textFact) },
  { operators: NUMERIC, fact: textFact, value: fc.oneof(number, text) },
  { operators: EQUAL, fact: factOf('isMember'), value: fc.boolean() },
  { operators: IN, fact: numberFact, value: orFact(numbers, numbersFact) },
  { operators: IN, fact: textFact, value: orFact(texts, textsFact) },
  { operators: CONTAINS, fact: numbersFact, value: orFact(number, numberFact) },
  { operators: CONTAINS, fact: textsFact, value: orFact(text, textFact) },
  { operators: EQUAL, fact: fc.oneof(numberFact, textFact), value: fc.constant(null) },
];
const decorated: Operands[] = [
  ...plain.slice(0, 8).map((operands) => ({ ...operands, operators: operands.operators.map((name) => `not:${name}`) })),
  {
    operators: [...NUMERIC, ...EQUAL].flatMap((name) => [`someFact:${name}`, `everyFact:${name}`]),
    fact: numbersFact,
    value: orFact(number, numberFact),
  },
  {
    operators: EQUAL.flatMap((name) => [`someFact:${name}`, `everyFact:not:${name}`, `not:someFact:${name}`]),
    fact: textsFact,
    value: orFact(text, textFact),
  },
  {
    operators: [...NUMERIC, ...EQUAL].flatMap((name) => [`someValue:${name}`, `everyValue:${name}`]),
    fact: numberFact,
    value: orFact(numbers, numbersFact),
  },
  { operators: IN.flatMap((name) => [`someFact:${name}`, `everyFact:${name}`]), fact: numbersFact, value: numbers },
  {
    operators: CONTAINS.flatMap((name) => [`everyValue:${name}`, `not:someValue:${name}`]),
    fact: textsFact,
    value: orFact(texts, textsFact),
  },
  { operators: NUMERIC.map((name) => `swap:${name}`), fact: numberFact, value: orFact(number, numberFact) },
  { operators: CONTAINS.map((name) => `swap:${name}`), fact: textFact, value: orFact(texts, textsFact) },
  { operators: IN.map((name) => `swap:${name}`), fact: textsFact, value: orFact(text, textFact) },
  {
    operators: NUMERIC.flatMap((name) => [`someFact:everyValue:${name}`, `everyFact:not:someValue:${name}`]),
    fact: numbersFact,
    value: orFact(numbers, numbersFact),
  },
];

const optional = fc.record(
  { priority: fc.integer({ min: 1, max: 9 }), name: fc.constantFrom('Bedingung', '条件') },
  { requiredKeys: [] },
);
const leaf: Arbitrary<Json> = fc
  .oneof({ weight: 1, arbitrary: fc.constantFrom(...plain) }, { weight: 1, arbitrary: fc.constantFrom(...decorated) })
  .chain(({ operators, fact, value }) =>
    fc
      .tuple(fact, fc.constantFrom(...operators), value, optional)
      .map(([operand, operator, compared, rest]) => ({ ...operand, operator, value: compared, ...rest })),
  );

/** Conditions nested three deep; `names` may be referred to. */
const treeOf = (names: string[]): Arbitrary<Json> =>
  fc.letrec<{ tree: Json }>((tie) => {
    const children = fc.array(tie('tree'), { maxLength: 3 });
    return {
      tree: fc.oneof(
        { maxDepth: 3, depthSize: 'small' },
        leaf,
        ...(names.length > 0 ? [fc.constantFrom(...names).map((condition): Json => ({ condition }))] : []),
        fc.tuple(children, optional).map(([all, rest]): Json => ({ ...rest, all })),
        fc.tuple(children, optional).map(([any, rest]): Json => ({ ...rest, any })),
        tie('tree').map((not): Json => ({ not })),
      ),
    };
  }).tree;
const rootOf = (names: string[]): Arbitrary<Json> =>
  treeOf(names).map((tree) => ('fact' in tree ? { all: [tree] } : tree));

const event = fc.constantFrom<Json>(
  { type: 'fouledOut', params: { message: '出局', nested: { list: [1, 'b', null] } } },
  { type: 'notify' },
  { type: '问候', params: { to: 'sales' } },
);
const ruleOf = (names: string[]): Arbitrary<Json> =>
  fc
    .tuple(
      rootOf(names),
      event,
      fc.record(
        { priority: fc.constantFrom(1, 2, 50, '7', 3.5), name: fc.constantFrom('规则', 7, { id: 1 }) },
        { requiredKeys: [] },
      ),
    )
    .map(([conditions, fired, rest]) => ({ conditions, event: fired, ...rest }));

/** Rule sets with every documented feature of rules: gates, names, priorities, references, params, paths, decorators. */
export const ruleSets: Arbitrary<RuleSet> = fc
  .record({ isVip: rootOf([]), isOld: rootOf([]), both: rootOf(['isVip', 'isOld']) })
  .chain((conditions) =>
    fc.array(ruleOf(Object.keys(conditions)), { minLength: 1, maxLength: 3 }).map((rules) => ({ rules, conditions })),
  );
