import type { Catalog, Comparison, Condition, FactDefinition } from '@tagloom/contracts';
import { indexOf, type CatalogIndex } from '../catalog/catalog-index.js';
import { refuse } from '../errors/flow-error.js';
import { isReference } from '../flow/condition-tree.js';
import { SQL_TYPE } from '../operators/operator.js';
import { operatorOf } from '../plan/compile-comparison.js';
import { localDay, type Moment } from '../time/local-day.js';
import { factSql } from './fact-sql.js';

export interface SqlOptions {
  /** Alias of the customers table; `c` by default. */
  alias?: string;
  /** Number of the first placeholder; 1 by default. */
  startIndex?: number;
}
export interface SqlCondition {
  sql: string;
  params: unknown[];
}

/** Writes one condition. Every literal is a bound parameter; every comparison is TRUE or FALSE, never NULL. */
class SqlWriter {
  readonly params: unknown[] = [];

  constructor(
    private readonly index: CatalogIndex,
    private readonly today: number,
    private readonly alias: string,
    private readonly startIndex: number,
  ) {}

  write(condition: Condition): string {
    if ('all' in condition) return this.join(condition.all, ' AND ', 'TRUE');
    if ('any' in condition) return this.join(condition.any, ' OR ', 'FALSE');
    if ('not' in condition) return `NOT ${this.write(condition.not)}`;
    if ('atLeast' in condition) {
      const terms = condition.atLeast.of.map((child) => `(${this.write(child)})::int`);
      return `(${terms.join(' + ')} >= ${this.bind(condition.atLeast.k, 'int')})`;
    }
    if ('score' in condition) return this.score(condition.score);
    return this.comparison(condition);
  }

  private bind(value: unknown, type: string): string {
    return `$${this.startIndex + this.params.push(value) - 1}::${type}`;
  }

  private join(children: Condition[], word: string, empty: string): string {
    return children.length === 0 ? empty : `(${children.map((child) => this.write(child)).join(word)})`;
  }

  /** In float8 and from left to right, as the other executors add. */
  private score({ threshold, of }: { threshold: number; of: { weight: number; condition: Condition }[] }): string {
    const terms = of.map(
      ({ weight, condition }) =>
        `CASE WHEN ${this.write(condition)} THEN ${this.bind(weight, 'float8')} ELSE 0::float8 END`,
    );
    const total = of.reduce((sum, { weight }) => sum + weight, 0);
    return `(100::float8 * (${terms.join(' + ')}) / ${this.bind(total, 'float8')} >= ${this.bind(threshold, 'float8')})`;
  }

  private fact(name: string, ids: string[]): FactDefinition {
    return (
      this.index.fact(name) ??
      refuse(
        'unknown_fact',
        ids,
        `找不到数据项「${name}」，请重新选择。`,
        `The fact “${name}” does not exist; choose another.`,
      )
    );
  }

  private comparison(comparison: Comparison): string {
    const operator = operatorOf(comparison);
    const ids = comparison.id === undefined ? [] : [comparison.id];
    const fact = this.fact(comparison.fact, ids);
    if (!operator.types.includes(fact.type))
      refuse('wrong_operator', ids, '这个比较方式不适合这个数据项。', 'This operator does not suit the fact.');
    if (!operator.sql)
      refuse(
        'not_countable',
        ids,
        `「${operator.label['zh-CN']}」只能在规则运行时判断，无法统计人数。`,
        `“${operator.label.en}” can only be decided while a rule runs, so customers cannot be counted by it.`,
      );
    const { value: expected } = comparison;
    if (operator.value !== 'none' && (expected === undefined || expected === null)) return 'FALSE';
    const valueType = operator.value === 'element' ? 'text' : SQL_TYPE[fact.type];
    const sql = operator.sql!({
      actual: factSql(fact, this.alias, this.today),
      type: fact.type,
      expected,
      today: this.today,
      value: () =>
        isReference(expected)
          ? factSql(this.fact(expected.fact, ids), this.alias, this.today)
          : this.bind(expected, valueType),
      bind: (value, type) => this.bind(value, type),
    });
    return `coalesce(${sql}, FALSE)`;
  }
}

/**
 * The condition as a boolean SQL expression over the customers table with `$n` placeholders, for WHERE or a count with
 * FILTER. Means exactly what the compiled plan means: a comparison with an unknown fact is false. Validate the condition
 * first. Throws FlowError `not_countable` for facts of events and for patterns.
 */
export function conditionToSql(
  condition: Condition,
  catalog: Catalog,
  moment: Moment,
  options: SqlOptions = {},
): SqlCondition {
  const writer = new SqlWriter(indexOf(catalog), localDay(moment), options.alias ?? 'c', options.startIndex ?? 1);
  const sql = writer.write(condition);
  return { sql, params: writer.params };
}
