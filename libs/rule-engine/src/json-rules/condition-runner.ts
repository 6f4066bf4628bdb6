import type { Condition } from '@tagloom/contracts';
import { Almanac, type RuleResult } from 'json-rules-engine';
import type { CatalogIndex } from '../catalog/catalog-index.js';
import { factReader, ownFacts, type FactReader, type Facts } from '../facts/read-fact.js';
import { resolvePath } from '../facts/safe-path.js';
import { factsInCondition } from '../flow/condition-tree.js';
import { localDay, type Moment } from '../time/local-day.js';
import { asRoot, conditionToJson, type JsonCondition } from './condition-to-json.js';
import type { RuleFactory } from './evaluable-rule.js';
import { COUNT, NOW, SCORE, type RelativeDays } from './runtime-facts.js';

type Evaluate = (almanac: Almanac) => Promise<RuleResult>;
interface Nested {
  rules: Evaluate[];
  weights: number[];
}
/** The results of json-rules-engine for one condition: the tree, and those of nested `$count` and `$score` by slot. */
export interface ConditionRun {
  result: RuleResult;
  nested: Map<number, RuleResult[]>;
  weights(slot: number): number[];
}

/**
 * Runs conditions of one flow in json-rules-engine. Built once; safe to run for many customers at a time, as everything
 * that belongs to one evaluation is in its almanac.
 */
export class ConditionRunner {
  private readonly rules: Evaluate[];
  private readonly readers: [string, FactReader][];
  private readonly nested: Nested[] = [];

  constructor(
    conditions: Condition[],
    index: CatalogIndex | undefined,
    private readonly factory: RuleFactory,
  ) {
    this.readers = factsInCondition({ all: conditions }).map((name) => [
      name,
      factReader(name, index?.fact(name)?.type),
    ]);
    this.rules = conditions.map((condition) => factory.create(asRoot(this.withSlots(conditionToJson(condition)))));
  }

  /** One result per condition, in order. */
  async run(facts: Facts, moment: Moment): Promise<ConditionRun[]> {
    const nested = new Map<number, RuleResult[]>();
    const almanac = this.almanac(facts, moment, nested);
    const weights = (slot: number) => this.nested[slot]!.weights;
    return Promise.all(this.rules.map(async (evaluate) => ({ result: await evaluate(almanac), nested, weights })));
  }

  /** Nested conditions become rules of their own; the leaf keeps only a number, as the engine copies params on each run. */
  private withSlots(json: JsonCondition): JsonCondition {
    if ('all' in json) return { ...json, all: json.all.map((child) => this.withSlots(child)) };
    if ('any' in json) return { ...json, any: json.any.map((child) => this.withSlots(child)) };
    if ('not' in json) return { ...json, not: this.withSlots(json.not) };
    if (json.fact === COUNT) {
      const conditions = json.params?.conditions as JsonCondition[];
      return {
        ...json,
        params: {
          slot: this.nest(
            conditions,
            conditions.map(() => 1),
          ),
        },
      };
    }
    if (json.fact === SCORE) {
      const inputs = json.params?.inputs as { weight: number; condition: JsonCondition }[];
      return {
        ...json,
        params: {
          slot: this.nest(
            inputs.map(({ condition }) => condition),
            inputs.map(({ weight }) => weight),
          ),
        },
      };
    }
    return json;
  }

  private nest(conditions: JsonCondition[], weights: number[]): number {
    const rules = conditions.map((condition) => this.factory.create(asRoot(this.withSlots(condition))));
    return this.nested.push({ rules, weights }) - 1;
  }

  private almanac(facts: Facts, moment: Moment, results: Map<number, RuleResult[]>): Almanac {
    const almanac = new Almanac({ allowUndefinedFacts: true, pathResolver: resolvePath });
    const own = ownFacts(facts);
    for (const [name, read] of this.readers) almanac.addFact(name, read(own));
    const evaluate = async (slot: number, running: Almanac): Promise<RuleResult[]> => {
      const found = await Promise.all(this.nested[slot]!.rules.map((rule) => rule(running)));
      results.set(slot, found);
      return found;
    };
    const uncached = { cache: false };
    almanac.addFact(
      COUNT,
      async ({ slot }, running) => (await evaluate(slot as number, running)).filter(({ result }) => result).length,
      uncached,
    );
    almanac.addFact(
      SCORE,
      async ({ slot }, running) =>
        scoreOf(this.nested[slot as number]!.weights, await evaluate(slot as number, running)),
      uncached,
    );
    almanac.addFact(NOW, ({ days }): RelativeDays => ({ today: localDay(moment), days }), uncached);
    return almanac;
  }
}

/** Percent of the weight that holds; the same sums in the same order as the compiled plan. */
function scoreOf(weights: number[], results: RuleResult[]): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return (100 * results.reduce((sum, { result }, at) => (result ? sum + weights[at]! : sum), 0)) / total;
}
