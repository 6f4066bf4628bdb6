import {
  localize,
  localizeUnit,
  type Comparison,
  type Condition,
  type Duration,
  type Locale,
} from '@tagloom/contracts';
import type { CatalogIndex } from '../catalog/catalog-index.js';
import { isReference } from '../flow/condition-tree.js';
import { OPERATORS } from '../operators/index.js';
import type { ValueKind } from '../operators/operator.js';
import { actionWordsOf } from './action-words.js';
import { listed, plain, tag, value, type Segment } from './segments.js';
import { wordsOf, type Words } from './words.js';

/** A birthday comes every year by its name; nobody speaks of its anniversary. */
const isBirthday = (operator: string, label: string) =>
  operator === 'anniversaryInDays' && /生日$|birthday$/i.test(label);

/** Writes conditions as clauses. */
export class ConditionWriter {
  private readonly words: Words;

  constructor(
    private readonly locale: Locale,
    private readonly index: CatalogIndex | undefined,
    /** The easier thresholds by which nodes are left, by node id. */
    private readonly leaves: ReadonlyMap<string, number> = new Map(),
  ) {
    this.words = wordsOf(locale);
  }

  clause(condition: Condition, isNested = false): Segment[] {
    const { words } = this;
    if ('all' in condition) return this.join(condition.all, words.and, isNested);
    if ('any' in condition) return this.join(condition.any, words.or, isNested);
    if ('not' in condition)
      return [plain(words.not), plain(words.open), ...this.clause(condition.not), plain(words.close)];
    if ('atLeast' in condition) {
      const [before, after] = words.atLeast(condition.atLeast.of.length);
      const items = condition.atLeast.of.map((child) => this.clause(child, true));
      return this.nest(
        [plain(before), value(String(condition.atLeast.k)), plain(after), ...listed(items, words.items)],
        isNested,
      );
    }
    if ('score' in condition) {
      const [before, after] = words.score;
      const items = condition.score.of.map(({ weight, condition: child }) => [
        ...this.clause(child, true),
        plain(words.weight(weight)),
      ]);
      return this.nest(
        [
          plain(before),
          value(`${condition.score.threshold}%`),
          ...this.leave(condition.id, words.leaveScore, (leave) => `${leave}%`),
          plain(after),
          ...listed(items, words.items),
        ],
        isNested,
      );
    }
    const { id, fact, operator } = condition;
    return [
      ...this.comparison(condition),
      ...this.leave(id, words.leaveValue[operator], (leave) => this.literal(fact, leave)),
    ];
  }

  /** «Once it holds, it goes on until …» */
  private leave(
    id: string | undefined,
    words: [string, string] | undefined,
    say: (leave: number) => string,
  ): Segment[] {
    const leave = id === undefined ? undefined : this.leaves.get(id);
    return leave === undefined || !words ? [] : [plain(words[0]), value(say(leave)), plain(words[1])];
  }

  private nest(segments: Segment[], isNested: boolean): Segment[] {
    return isNested ? [plain(this.words.open), ...segments, plain(this.words.close)] : segments;
  }

  private join(children: Condition[], word: string, isNested: boolean): Segment[] {
    if (children.length === 0) return [plain(this.words.nothing)];
    if (children.length === 1) return this.clause(children[0]!, isNested);
    return this.nest(
      listed(
        children.map((child) => this.clause(child, true)),
        word,
      ),
      isNested,
    );
  }

  private factLabel(name: string): string {
    const label = this.index?.fact(name)?.label;
    return label ? localize(label, this.locale) : name;
  }

  private comparison(comparison: Comparison): Segment[] {
    const { fact, operator: name, value: expected } = comparison;
    const tagKey = fact.startsWith('tag.') ? fact.slice(4) : undefined;
    if (tagKey !== undefined && typeof expected === 'boolean' && (name === 'equal' || name === 'notEqual'))
      return this.hasTag(tagKey, (name === 'equal') === expected);
    const operator = OPERATORS.get(isBirthday(name, this.factLabel(fact)) ? 'inNextDays' : name);
    const isAnswer = name === 'equal' && typeof expected === 'boolean';
    const words = expected === 0 && operator?.today ? operator.today.sentence : operator?.sentence;
    const sentence = words ? localize(words, this.locale) : `{fact} ${name} {value}`;
    const template = isAnswer ? this.words.answer : sentence;
    const range = Array.isArray(expected) ? (expected as unknown[]) : [];
    return template.split(/(\{\w+\})/).flatMap((part): Segment[] => {
      if (part === '{fact}')
        return [
          plain(comparison.path === undefined ? this.factLabel(fact) : `${this.factLabel(fact)} ${comparison.path}`),
        ];
      if (part === '{value}') return this.value(fact, expected, operator?.value);
      if (part === '{from}') return this.value(fact, range[0]);
      if (part === '{to}') return this.value(fact, range[1]);
      return [plain(part)];
    });
  }

  private hasTag(key: string, has: boolean): Segment[] {
    const name = tag(this.words.quote(this.factLabel(`tag.${key}`)));
    const text =
      this.locale === 'zh-CN'
        ? has
          ? '已有标签'
          : '没有标签'
        : has
          ? 'the customer has '
          : 'the customer does not have ';
    return [plain(text), name];
  }

  private value(fact: string, expected: unknown, kind?: ValueKind): Segment[] {
    if (isReference(expected)) return [value(this.factLabel(expected.fact))];
    if (expected === undefined || expected === null) return [value('…')];
    if (kind === 'days') return [value(this.words.days(String(expected)))];
    if (kind === 'duration') return [value(actionWordsOf(this.locale).duration(expected as Duration))];
    const items = Array.isArray(expected) ? (expected as unknown[]) : [expected];
    return listed(
      items.map((item) => [value(this.literal(fact, item))]),
      this.words.comma,
    );
  }

  /** A value as the fact has it, for tables: «3 orders», «“Shanghai”»; undefined when it is unknown. */
  actual(fact: string, item: unknown): string | undefined {
    if (item === null || item === undefined) return undefined;
    const items = Array.isArray(item) ? (item as unknown[]) : [item];
    return items.map((part) => this.literal(fact, part)).join(this.words.comma);
  }

  private literal(fact: string, item: unknown): string {
    if (typeof item === 'boolean') return item ? this.words.yes : this.words.no;
    const definition = this.index?.fact(fact);
    if (typeof item === 'number') {
      const number = new Intl.NumberFormat(this.locale, { maximumFractionDigits: 10 }).format(item);
      return definition?.unit ? `${number} ${localizeUnit(definition.unit, item, this.locale)}` : number;
    }
    const option = definition?.options?.find((known) => known.value === item);
    if (definition?.type === 'date') return String(item);
    return this.words.quote(option ? localize(option.label, this.locale) : String(item));
  }
}
