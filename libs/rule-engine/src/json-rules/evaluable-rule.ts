import { type Almanac, Engine, Rule, type RuleResult, type TopLevelCondition } from 'json-rules-engine';
import { decorated } from '../operators/decorators/decorate.js';
import { OPERATORS } from '../operators/index.js';
import type { Operator } from '../operators/operator.js';
import { resolvePath } from '../facts/safe-path.js';
import { isRelativeDays } from './runtime-facts.js';

/**
 * json-rules-engine's rule with the methods that its types leave out. Rules are evaluated one by one instead of by
 * `Engine.run`, whose status is shared: a run that ends would stop another that is still going on.
 */
interface EvaluableRule {
  setEngine(engine: Engine): void;
  evaluate(almanac: Almanac): Promise<RuleResult>;
}

function callback(operator: Operator): (actual: unknown, expected: unknown) => boolean {
  if (operator.onUnknown) return (actual) => operator.holds(actual ?? undefined, undefined, 0);
  return (actual, expected) => {
    if (actual === undefined || actual === null || expected === undefined || expected === null) return false;
    return isRelativeDays(expected)
      ? operator.holds(actual, expected.days, expected.today)
      : operator.holds(actual, expected, 0);
  };
}

/** An engine whose operators are ours, also those of native names, so that unknown facts answer false. */
function engineWithOperators(operators: Iterable<Operator>): Engine {
  const engine = new Engine([], { allowUndefinedFacts: true, pathResolver: resolvePath });
  for (const operator of operators) engine.addOperator(operator.name, callback(operator));
  return engine;
}

/** Names of decorated operators in a condition of the engine. Conditions inside `params` are rules of their own. */
function decoratedNames(condition: object): string[] {
  if ('operator' in condition) return String(condition.operator).includes(':') ? [String(condition.operator)] : [];
  const { all, any, not } = condition as { all?: object[]; any?: object[]; not?: object };
  return [...(all ?? []), ...(any ?? []), ...(not ? [not] : [])].flatMap(decoratedNames);
}

/** Makes rules that share one set of operators. */
export class RuleFactory {
  private readonly engine: Engine;
  private readonly operators: Map<string, Operator>;

  constructor(operators: Iterable<Operator> = OPERATORS.values()) {
    this.operators = new Map([...operators].map((operator) => [operator.name, operator]));
    this.engine = engineWithOperators(this.operators.values());
  }

  /** A rule of json-rules-engine, ready to be evaluated with any almanac, also many at a time. */
  create(conditions: TopLevelCondition): (almanac: Almanac) => Promise<RuleResult> {
    this.addDecorated(conditions);
    const rule = new Rule({ conditions, event: { type: 'decision' } }) as unknown as EvaluableRule;
    rule.setEngine(this.engine);
    return (almanac) => rule.evaluate(almanac);
  }

  /** Registered under their whole name, so that unknown facts answer false: the engine's own `not:` would say yes to them. */
  private addDecorated(conditions: TopLevelCondition): void {
    for (const name of decoratedNames(conditions)) {
      const operator = this.operators.has(name) ? undefined : decorated(name, (plain) => this.operators.get(plain));
      if (!operator) continue;
      this.operators.set(name, operator);
      this.engine.addOperator(name, callback(operator));
    }
  }
}
