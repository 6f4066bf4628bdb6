import { FLOW_LIMITS, type Comparison, type Condition } from '@tagloom/contracts';
import { nameSegments, pathSegments } from '../facts/safe-path.js';
import { OPERATORS } from '../operators/index.js';
import type { Place } from './place.js';
import { COUNT, NOW, SCORE } from './runtime-facts.js';

type Json = Record<string, unknown>;
export const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

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

function safePath(path: unknown, place: Place): { path?: string } {
  if (path === undefined || path === null || path === '') return {};
  if (typeof path === 'string' && pathSegments(path)) return { path };
  return place
    .in('path')
    .refuse(
      'unsafe_path',
      '路径只能是用点分隔的名称，如 $.company.name。',
      'a path must be plain names separated by dots, such as $.company.name.',
    );
}

function safeFact(fact: unknown, place: Place): string {
  if (typeof fact === 'string' && fact.length <= 200 && nameSegments(fact)) return fact;
  return place.in('fact').refuse('unsafe_path', '数据项名称不被允许。', 'this fact name is not allowed.');
}

const safeParams = (params: unknown): { params?: Json } => (isRecord(params) ? { params } : {});

function valueOf(value: unknown, place: Place): unknown {
  if (isRecord(value)) {
    if (value.fact === NOW) return isRecord(value.params) ? value.params.days : undefined;
    if (!Object.hasOwn(value, 'fact'))
      return place.refuse(
        'unsupported_rule',
        '不支持与对象比较，请改为数字、文字或列表。',
        'comparing with an object is not supported; use a number, text or list.',
      );
    return { fact: safeFact(value.fact, place), ...safePath(value.path, place), ...safeParams(value.params) };
  }
  const items = Array.isArray(value) ? value : [value];
  if (items.some((item) => typeof item === 'object' && item !== null))
    return place.refuse('unsupported_rule', '列表里只能有数字和文字。', 'a list may hold numbers and texts only.');
  return value;
}

function comparison(json: Json, place: Place): Comparison {
  const { operator: name } = json;
  if (typeof name !== 'string')
    return place.refuse('malformed', '缺少比较方式（operator）。', 'the operator is missing.');
  const operator = OPERATORS.get(name);
  if (!operator && name.includes(':'))
    return place
      .in('operator')
      .refuse(
        'unsupported_rule',
        `不支持修饰过的比较方式「${name}」，请改用 not 或列表比较。`,
        `decorated operators such as “${name}” are not supported; use “not” or a list operator.`,
      );
  if (!operator)
    return place
      .in('operator')
      .refuse('unknown_operator', `没有「${name}」这个比较方式。`, `there is no operator “${name}”.`);
  const base = { fact: safeFact(json.fact, place), ...safePath(json.path, place), ...safeParams(json.params) };
  if (operator.onUnknown) return { ...base, operator: name };
  if (json.value === null && (name === 'equal' || name === 'notEqual'))
    return { ...base, operator: name === 'equal' ? 'isUnknown' : 'isKnown' };
  const value = valueOf(json.value, place.in('value'));
  if (value === undefined || value === null)
    return place.in('value').refuse('incomplete', '缺少要比较的值。', 'the value is missing.');
  return { ...base, operator: name, value };
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

/** Reads one json-rules-engine condition; refuses with the place what has no counterpart. */
export function jsonToCondition(value: unknown, place: Place, depth = 0): Condition {
  if (depth > FLOW_LIMITS.depth)
    place.refuse(
      'too_large',
      `条件嵌套超过 ${FLOW_LIMITS.depth} 层。`,
      `conditions are nested more than ${FLOW_LIMITS.depth} deep.`,
    );
  const json = recordAt(value, place);
  const list = (items: unknown, at: Place) =>
    listAt(items, at).map((item, n) => jsonToCondition(item, at.in(`[${n}]`), depth + 1));
  // in the order in which json-rules-engine looks for them
  if (Object.hasOwn(json, 'any')) {
    const any = list(json.any, place.in('any'));
    return any.length > 0 ? { any } : { all: [] }; // an empty `any` holds in json-rules-engine
  }
  if (Object.hasOwn(json, 'all')) return { all: list(json.all, place.in('all')) };
  if (Object.hasOwn(json, 'not')) return { not: jsonToCondition(json.not, place.in('not'), depth + 1) };
  if (Object.hasOwn(json, 'condition'))
    return place.refuse(
      'unsupported_rule',
      '不支持按名称引用条件，请把被引用的条件写在这里。',
      'named conditions are not supported; write the condition out here.',
    );
  if (json.fact === COUNT) {
    assertAtLeast(json, place);
    const of = list(isRecord(json.params) ? json.params.conditions : undefined, place.in('params.conditions'));
    return { atLeast: { k: Math.ceil(numberAt(json.value, place.in('value'))), of } };
  }
  if (json.fact === SCORE) {
    assertAtLeast(json, place);
    const at = place.in('params.inputs');
    const of = listAt(isRecord(json.params) ? json.params.inputs : undefined, at).map((item, n) => {
      const input = recordAt(item, at.in(`[${n}]`));
      return {
        weight: numberAt(input.weight, at.in(`[${n}].weight`)),
        condition: jsonToCondition(input.condition, at.in(`[${n}].condition`), depth + 1),
      };
    });
    return { score: { threshold: numberAt(json.value, place.in('value')), of } };
  }
  return comparison(json, place);
}
