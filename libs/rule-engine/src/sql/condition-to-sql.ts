import type { Catalog, Comparison, Condition, FactDefinition } from '@tagloom/contracts';
import { indexOf, type CatalogIndex } from '../catalog/catalog-index.js';
import { refuse } from '../errors/flow-error.js';
import { isReference } from '../flow/condition-tree.js';
import { hasSql } from '../operators/index.js';
import { SQL_TYPE, type Operator } from '../operators/operator.js';
import { operatorOf } from '../plan/compile-comparison.js';
import { heldNodeId, isHeldFact } from '../facts/held-fact.js';
import type { Moment } from '../time/local-day.js';
import { factSql, idSql, quoted } from './fact-sql.js';
import { TodaySql, type ZoneOfCustomer } from './today-sql.js';

export interface SqlOptions {
  /** Alias of the customers table; `c` by default. */
  alias?: string;
  /** Number of the first placeholder; 1 by default. */
  startIndex?: number;
  /** The claim slot of each action node, for `held.<node>`; an action without one is not held. */
  heldSlots?: ReadonlyMap<string, number>;
  /** Days are counted on each customer's own calendar instead of `moment.timeZone`. */
  zoneOfCustomer?: ZoneOfCustomer;
  /** NULL may stand for FALSE: enough for WHERE, FILTER and CASE, and faster. */
  orNull?: boolean;
}
export interface SqlCondition {
  sql: string;
  params: unknown[];
}
export interface WrittenCondition extends SqlCondition {
  /** The patterns that are searched for. PostgreSQL compiles them anew for every row when a statement has more than 32. */
  patterns: ReadonlySet<string>;
}
/** So many patterns in one statement are still cheap. */
export const MAX_SQL_PATTERNS = 30;

const isConstant = (sql: string) => sql === 'TRUE' || sql === 'FALSE';

/** Writes one condition. Every literal is a bound parameter. */
class SqlWriter {
  readonly params: unknown[] = [];
  readonly patterns = new Set<string>();

  private readonly alias: string;
  private readonly today: TodaySql;

  constructor(
    private readonly index: CatalogIndex,
    moment: Moment,
    private readonly options: SqlOptions,
  ) {
    this.alias = options.alias ?? 'c';
    this.today = new TodaySql(
      moment,
      options.zoneOfCustomer,
      (name) => `${this.alias}.${quoted(name)}`,
      (value, type) => this.bind(value, type),
    );
  }

  /** TRUE or FALSE. */
  write(condition: Condition): string {
    const isNeverNull = 'not' in condition || 'atLeast' in condition || 'score' in condition;
    const sql = this.orNull(condition);
    return isNeverNull || isConstant(sql) ? sql : `coalesce(${sql}, FALSE)`;
  }

  /**
   * TRUE when the condition holds, FALSE or NULL when it does not. AND and OR carry a NULL upwards as they would a FALSE, so
   * that one `coalesce` at the top does for a whole tree: one for each comparison took longer than the comparisons.
   */
  orNull(condition: Condition): string {
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
    return `$${(this.options.startIndex ?? 1) + this.params.push(value) - 1}::${type}`;
  }

  private join(children: Condition[], word: string, empty: string): string {
    return children.length === 0 ? empty : `(${children.map((child) => this.orNull(child)).join(word)})`;
  }

  /** In float8 and from left to right, as the other executors add. */
  private score({ threshold, of }: { threshold: number; of: { weight: number; condition: Condition }[] }): string {
    const terms = of.map(
      ({ weight, condition }) =>
        `CASE WHEN ${this.orNull(condition)} THEN ${this.bind(weight, 'float8')} ELSE 0::float8 END`,
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

  private held(name: string): string {
    const slot = this.options.heldSlots?.get(heldNodeId(name));
    return slot === undefined ? 'FALSE' : `(${idSql(slot)} = ANY(${this.alias}.held))`;
  }

  private comparison(comparison: Comparison): string {
    if (isHeldFact(comparison.fact)) return this.held(comparison.fact);
    const operator = operatorOf(comparison);
    const ids = comparison.id === undefined ? [] : [comparison.id];
    const fact = this.fact(comparison.fact, ids);
    if (!operator.types.includes(fact.type))
      refuse('wrong_operator', ids, '这个比较方式不适合这个数据项。', 'This operator does not suit the fact.');
    // a list can be bound, but not be read from another fact
    const isListOfOther = isReference(comparison.value) && operator.value === 'list';
    if (!hasSql(operator, comparison.value) || isListOfOther)
      refuse(
        'not_countable',
        ids,
        `「${operator.label['zh-CN']}」只能在规则运行时判断，无法统计人数。`,
        `“${operator.label.en}” can only be decided while a rule runs, so customers cannot be counted by it.`,
      );
    const { value: expected } = comparison;
    if (operator.value === 'pattern') this.patterns.add(String(expected));
    if (operator.value !== 'none' && (expected === undefined || expected === null)) return 'FALSE';
    const leaf = (leafDay?: number) => `(${this.leaf(operator, fact, comparison, leafDay)})`;
    return operator.changesDaily && this.today.isPerRow ? this.today.perRow(leaf) : leaf();
  }

  /** The comparison itself; `leafDay` is today's day number where every customer has a today of their own. */
  private leaf(operator: Operator, fact: FactDefinition, { id, value }: Comparison, leafDay?: number): string {
    const valueType = operator.value === 'element' ? 'text' : SQL_TYPE[fact.type];
    const column = (of: FactDefinition) => factSql(of, this.alias, (zone) => this.today.dayNumber(zone, leafDay));
    return operator.sql!({
      actual: column(fact),
      type: fact.type,
      expected: value,
      today: leafDay ?? this.today.today,
      value: () =>
        isReference(value) ? column(this.fact(value.fact, id === undefined ? [] : [id])) : this.bind(value, valueType),
      bind: (literal, type) => this.bind(literal, type),
    });
  }
}

/**
 * The condition as a boolean SQL expression over the customers table with `$n` placeholders, for WHERE or a count with
 * FILTER. Means exactly what the compiled plan means: a comparison with an unknown fact is false. Validate the condition
 * first. Throws FlowError `not_countable` for facts of events and for patterns
 * beyond what PostgreSQL reads alike.
 */
export function conditionToSql(
  condition: Condition,
  catalog: Catalog,
  moment: Moment,
  options: SqlOptions = {},
): WrittenCondition {
  const writer = new SqlWriter(indexOf(catalog), moment, options);
  const sql = options.orNull ? writer.orNull(condition) : writer.write(condition);
  return { sql, params: writer.params, patterns: writer.patterns };
}
