import type { Comparison, Condition } from '@tagloom/contracts';
import type { CatalogIndex } from '../../catalog/catalog-index.js';
import { isHeldFact } from '../../facts/held-fact.js';
import { factReader, type Facts } from '../../facts/read-fact.js';
import { comparisonsIn, isReference } from '../../flow/condition-tree.js';
import { compileTree } from '../../plan/compile-condition.js';
import type { Test } from '../../plan/compile-comparison.js';
import { localDay, type Moment } from '../../time/local-day.js';
import { distanceOf } from './distance.js';
import { valuesNear, type Asked } from './values-near.js';

/** The values that a fact could have instead: nearest first, the actual one at 0. */
export interface Choices {
  values: unknown[];
  costs: number[];
}

/** The facts of one customer, of which some can be tried with other values. */
export class FactChoices {
  private readonly facts: Record<string, unknown>;
  private readonly choices = new Map<string, Choices>();
  private readonly tests = new Map<Condition, Test>();
  readonly comparisons: readonly Comparison[];

  constructor(
    condition: Condition,
    facts: Facts,
    private readonly moment: Moment,
    private readonly index: CatalogIndex | undefined,
  ) {
    this.facts = { ...facts };
    this.comparisons = comparisonsIn(condition);
    for (const [fact, asked] of this.askedByFact()) this.choices.set(fact, this.choicesOf(fact, asked));
  }

  names(): string[] {
    return [...this.choices.keys()];
  }

  /** Those of a fact; whether an action holds already is no one's choice. */
  of(fact: string): Choices {
    return this.choices.get(fact)!;
  }

  /** Whether a condition holds with other values of some facts. */
  holds(condition: Condition, changes: readonly (readonly [fact: string, value: unknown])[] = []): boolean {
    const before = changes.map(([fact]) => [fact, Object.hasOwn(this.facts, fact), this.facts[fact]] as const);
    for (const [fact, value] of changes) this.facts[fact] = value;
    const answer = compileTree(condition, this.index, this.tests)(this.facts, this.moment);
    for (const [fact, was, value] of before) {
      if (was) this.facts[fact] = value;
      else delete this.facts[fact];
    }
    return answer;
  }

  private read(fact: string, path?: string): unknown {
    return factReader(fact, this.index?.fact(fact)?.type, path)(this.facts) ?? null;
  }

  /** Every fact that could be another, with whoever compares it. A path into a value cannot be given alone. */
  private askedByFact(): Map<string, Asked[]> {
    const asked = new Map<string, Asked[]>();
    const add = (fact: string, comparison: Comparison, expected: unknown) => {
      if (!isHeldFact(fact)) asked.set(fact, [...(asked.get(fact) ?? []), { comparison, expected }]);
    };
    for (const comparison of this.comparisons) {
      const { fact, path, value } = comparison;
      const other = isReference(value) ? value : undefined;
      if (path === undefined) add(fact, comparison, other ? this.read(other.fact, other.path) : value);
      if (other && other.path === undefined) add(other.fact, comparison, this.read(fact, path));
    }
    return asked;
  }

  private choicesOf(fact: string, asked: readonly Asked[]): Choices {
    const definition = this.index?.fact(fact);
    const actual = this.read(fact);
    const options = (definition?.options ?? []).map(({ value }) => value);
    const near = valuesNear(definition?.type, asked, actual, options, localDay(this.moment));
    const isWhole = [actual, ...asked.map(({ expected }) => expected)]
      .flat()
      .every((item) => typeof item !== 'number' || Number.isInteger(item));
    const seen = new Set([JSON.stringify(actual)]);
    const others = near
      .filter((value) => !seen.has(JSON.stringify(value)) && seen.add(JSON.stringify(value)))
      .map((value) => ({ value, cost: distanceOf(actual, value, isWhole) }))
      .sort((a, b) => a.cost - b.cost);
    return {
      values: [actual, ...others.map(({ value }) => value)],
      costs: [0, ...others.map(({ cost }) => cost)],
    };
  }
}
