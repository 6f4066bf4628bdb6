import type { Operator } from '../operator.js';

type Holds = Operator['holds'];
interface Words {
  'zh-CN': string;
  en: string;
}

/**
 * What json-rules-engine writes before an operator (`someFact:equal`): it changes how the operator is asked. Their meaning is
 * that of version 7.3.1, with one difference: a comparison with an unknown fact or value is false, whatever decorates it.
 */
export interface Decorator {
  name: string;
  holds(next: Holds): Holds;
  /** Put before the operator's label. */
  label: Words;
  /** The operator's sentence, said anew. */
  sentence(inner: string): Words;
  /** It takes the values one by one, so the value is a list of what the operator takes. */
  listsValue?: true;
  /** It takes the items of a fact one by one. */
  listsFact?: true;
  /** The value is compared as the fact, and the fact as the value. */
  swaps?: true;
}

const within = (zh: string, en: string, operand: 'fact' | 'value') => (inner: string) => ({
  'zh-CN': inner.replace(`{${operand}}`, `{${operand}}${zh}`),
  en: inner.replace(`{${operand}}`, `${en} {${operand}}`),
});

/** By name, as written in a rule. */
export const DECORATORS: ReadonlyMap<string, Decorator> = new Map(
  (
    [
      {
        name: 'someFact',
        listsFact: true,
        holds: (next) => (actual, expected, today) =>
          Array.isArray(actual) && actual.some((item) => next(item, expected, today)),
        label: { 'zh-CN': '任一项', en: 'any item' },
        sentence: within('中的任一项', 'any item of', 'fact'),
      },
      {
        name: 'everyFact',
        listsFact: true,
        holds: (next) => (actual, expected, today) =>
          Array.isArray(actual) && actual.every((item) => next(item, expected, today)),
        label: { 'zh-CN': '每一项', en: 'every item' },
        sentence: within('中的每一项', 'every item of', 'fact'),
      },
      {
        name: 'someValue',
        listsValue: true,
        holds: (next) => (actual, expected, today) =>
          Array.isArray(expected) && expected.some((item) => next(actual, item, today)),
        label: { 'zh-CN': '对任一值', en: 'for any value' },
        sentence: within('中的任一个', 'any of', 'value'),
      },
      {
        name: 'everyValue',
        listsValue: true,
        holds: (next) => (actual, expected, today) =>
          Array.isArray(expected) && expected.every((item) => next(actual, item, today)),
        label: { 'zh-CN': '对每个值', en: 'for every value' },
        sentence: within('中的每一个', 'each of', 'value'),
      },
      {
        name: 'swap',
        swaps: true,
        holds: (next) => (actual, expected, today) => next(expected, actual, today),
        label: { 'zh-CN': '反过来', en: 'the other way round' },
        sentence: (inner) => {
          const swapped = inner.replace(/\{(fact|value)\}/g, (_, name) => (name === 'fact' ? '{value}' : '{fact}'));
          return { 'zh-CN': swapped, en: swapped };
        },
      },
      {
        name: 'not',
        holds: (next) => (actual, expected, today) => !next(actual, expected, today),
        label: { 'zh-CN': '并非', en: 'not' },
        sentence: (inner) => ({ 'zh-CN': `并非${inner}`, en: `it is not so that ${inner}` }),
      },
    ] satisfies Decorator[]
  ).map((decorator) => [decorator.name, decorator]),
);
