import { FLOW_LIMITS, type Condition } from '@tagloom/contracts';
import { jsonToComparison } from './json-to-comparison.js';
import type { Place } from './place.js';
import { isRecord, type RuleContext } from './rule-context.js';
import { COUNT, SCORE } from './runtime-facts.js';

type Json = Record<string, unknown>;

function recordAt(value: unknown, place: Place): Json {
  return isRecord(value) ? value : place.refuse('malformed', '这里应当是一个条件。', 'a condition is expected here.');
}
function listAt(value: unknown, place: Place): unknown[] {
  return Array.isArray(value)
    ? value
    : place.refuse('malformed', '这里应当是一组条件。', 'a list of conditions is expected here.');
}
function numberAt(value: unknown, place: Place): number {
  return typeof value === 'number' && Number.isFinite(value)
    ? value
    : place.refuse('malformed', '这里应当是一个数字。', 'a number is expected here.');
}

/** Our own leaves compare with «at least»; any other operator on them has no counterpart on the canvas. */
function assertAtLeast(json: Json, place: Place): void {
  if (json.operator !== 'greaterThanInclusive')
    place
      .in('operator')
      .refuse(
        'unsupported_rule',
        '计数和得分只支持「至少」（greaterThanInclusive）。',
        'counts and scores support “greaterThanInclusive” only.',
      );
}

const ROOTS = ['any', 'all', 'not', 'condition'];

/** Reads conditions of json-rules-engine; refuses with the place what has no counterpart. */
export class ConditionReader {
  constructor(private readonly context: RuleContext) {}

  /** The root of a rule or a named condition, which must be a gate or a name. */
  root(value: unknown, place: Place, depth = 0): Condition {
    const json = recordAt(value, place);
    if (!ROOTS.some((key) => Object.hasOwn(json, key)))
      place.refuse(
        'malformed',
        '最外层必须是 all、any、not 或 condition。',
        'the outermost must be “all”, “any”, “not” or “condition”.',
      );
    return this.read(json, place, depth);
  }

  private read(value: unknown, place: Place, depth: number): Condition {
    if (depth > FLOW_LIMITS.depth)
      place.refuse(
        'too_large',
        `条件嵌套超过 ${FLOW_LIMITS.depth} 层。`,
        `conditions are nested more than ${FLOW_LIMITS.depth} deep.`,
      );
    const json = recordAt(value, place);
    if (Object.hasOwn(json, 'condition')) return this.named(json, place, depth);
    // in the order in which json-rules-engine looks for them
    if (Object.hasOwn(json, 'any')) {
      const any = this.list(json.any, place.in('any'), depth);
      return any.length > 0 ? { any } : { all: [] }; // an empty `any` holds in json-rules-engine
    }
    if (Object.hasOwn(json, 'all')) return { all: this.list(json.all, place.in('all'), depth) };
    if (Object.hasOwn(json, 'not')) return { not: this.read(json.not, place.in('not'), depth + 1) };
    if (json.fact === COUNT) return this.count(json, place, depth);
    if (json.fact === SCORE) return this.score(json, place, depth);
    return jsonToComparison(json, place, this.context);
  }

  private list(items: unknown, place: Place, depth: number): Condition[] {
    return listAt(items, place).map((item, at) => this.read(item, place.in(`[${at}]`), depth + 1));
  }

  /** A name stands for its condition; it is read once, however often it is used. */
  private named(json: Json, place: Place, depth: number): Condition {
    const { condition: name } = json;
    const { named, read, open } = this.context;
    if (typeof name !== 'string' || ['any', 'all', 'not', 'fact'].some((key) => Object.hasOwn(json, key)))
      return place.refuse(
        'malformed',
        '引用命名条件时只能写它的名称。',
        'a reference to a named condition has its name and nothing else.',
      );
    const at = place.in(`condition(${name.slice(0, 60)})`);
    const known = read.get(name);
    if (known) return known;
    if (!named.has(name))
      at.refuse(
        'unsupported_rule',
        '没有给出这个名称的条件，请在 conditions 中补上。',
        'no condition of this name was given; add it to “conditions”.',
      );
    if (open.has(name))
      at.refuse('loop', '命名条件引用了自己。', 'the named condition refers to itself, directly or through others.');
    open.add(name);
    const condition = this.root(named.get(name), at, depth + 1);
    open.delete(name);
    read.set(name, condition);
    return condition;
  }

  private count(json: Json, place: Place, depth: number): Condition {
    assertAtLeast(json, place);
    const at = place.in('params.conditions');
    const of = this.list(isRecord(json.params) ? json.params.conditions : undefined, at, depth);
    return { atLeast: { k: Math.ceil(numberAt(json.value, place.in('value'))), of } };
  }

  private score(json: Json, place: Place, depth: number): Condition {
    assertAtLeast(json, place);
    const at = place.in('params.inputs');
    const of = listAt(isRecord(json.params) ? json.params.inputs : undefined, at).map((item, n) => {
      const input = recordAt(item, at.in(`[${n}]`));
      return {
        weight: numberAt(input.weight, at.in(`[${n}].weight`)),
        condition: this.read(input.condition, at.in(`[${n}].condition`), depth + 1),
      };
    });
    return { score: { threshold: numberAt(json.value, place.in('value')), of } };
  }
}
