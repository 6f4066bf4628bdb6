import type { Comparison, Condition } from '@tagloom/contracts';
import { isHeldFact } from '../facts/held-fact.js';
import { nameSegments, pathSegments } from '../facts/safe-path.js';
import { OPERATORS } from '../operators/index.js';
import type { Operator } from '../operators/operator.js';
import { checkComparison } from '../validate/check-comparison.js';
import type { Place } from './place.js';
import { isRecord, type RuleContext } from './rule-context.js';
import { NOW } from './runtime-facts.js';

type Json = Record<string, unknown>;

function safePath(path: unknown, place: Place): { path?: string } {
  if (path === undefined || path === null || path === '') return {};
  if (typeof path === 'string' && pathSegments(path)) return { path };
  return place
    .in('path')
    .refuse(
      'unsafe_path',
      '路径只能是用点分隔的名称，如 $.company.name；不支持 JSONPath 的筛选、下标和通配。',
      'a path must be plain names separated by dots, such as $.company.name; filters, indexes and wildcards of JSONPath are not supported.',
    );
}

function safeFact(fact: unknown, place: Place): string {
  if (typeof fact === 'string' && fact.length <= 200 && nameSegments(fact)) return fact;
  return place.in('fact').refuse('unsafe_path', '数据项名称不被允许。', 'this fact name is not allowed.');
}

function safeParams(params: unknown, place: Place): { params?: Json } {
  if (params === undefined || params === null) return {};
  return isRecord(params)
    ? { params }
    : place.in('params').refuse('malformed', '参数（params）应当是一个对象。', 'params must be an object.');
}

const operand = (json: Json, place: Place) => ({
  fact: safeFact(json.fact, place),
  ...safePath(json.path, place),
  ...safeParams(json.params, place),
});

function valueOf(value: unknown, place: Place): unknown {
  if (!isRecord(value)) return value;
  if (value.fact === NOW) return isRecord(value.params) ? value.params.days : undefined;
  if (Object.hasOwn(value, 'fact')) return operand(value, place);
  return place.refuse(
    'unsupported_rule',
    '不支持与对象比较，请改为数字、文字或列表。',
    'comparing with an object is not supported; use a number, text or list.',
  );
}

function operatorAt(name: unknown, place: Place): Operator {
  if (typeof name !== 'string')
    return place.refuse('malformed', '缺少比较方式（operator）。', 'the operator is missing.');
  const operator = name.length <= 100 ? OPERATORS.get(name) : undefined;
  if (operator) return operator;
  const shown = name.slice(0, 100);
  return place
    .in('operator')
    .refuse(
      'unknown_operator',
      name.includes(':')
        ? `没有「${shown}」这个比较方式：修饰词只能是 someFact、everyFact、someValue、everyValue、swap、not，后面接一个比较数值、文字或列表的方式。`
        : `没有「${shown}」这个比较方式。`,
      name.includes(':')
        ? `there is no operator “${shown}”: decorators are someFact, everyFact, someValue, everyValue, swap and not, before an operator that compares values or lists.`
        : `there is no operator “${shown}”.`,
    );
}

/** `null` among the items of `in` and `notIn` stands for «unknown» there; here that is asked apart. */
function withNulls(name: string, value: unknown, base: Omit<Comparison, 'operator'>): Condition | undefined {
  if ((name !== 'in' && name !== 'notIn') || !Array.isArray(value) || !value.includes(null)) return undefined;
  const rest = { ...base, operator: name, value: value.filter((item) => item !== null) as unknown[] };
  return name === 'in'
    ? { any: [{ ...base, operator: 'isUnknown' }, rest] }
    : { all: [{ ...base, operator: 'isKnown' }, rest] };
}

/**
 * Reads one comparison. What json-rules-engine compares in JavaScript's own way (`null`, values of a wrong type) is either
 * put in our words or refused with the place; a fact that the catalog does not know is kept.
 */
export function jsonToComparison(json: Json, place: Place, { index }: RuleContext): Condition {
  const operator = operatorAt(json.operator, place);
  const { name } = operator;
  const base = operand(json, place);
  if (operator.onUnknown) return { ...base, operator: name };
  if (json.value === null && (name === 'equal' || name === 'notEqual'))
    return { ...base, operator: name === 'equal' ? 'isUnknown' : 'isKnown' };
  const value = valueOf(json.value, place.in('value'));
  if (value === undefined || value === null)
    return place.in('value').refuse('incomplete', '缺少要比较的值。', 'the value is missing.');
  const nullable = withNulls(name, value, base);
  if (nullable) return nullable;
  const comparison: Comparison = { ...base, operator: name, value };
  // held facts are known to belong where they are, or refused, by the reader of the rule
  if (isHeldFact(base.fact)) return comparison;
  const wrong = checkComparison(comparison, index.fact(base.fact) && index).find(
    ({ severity, code }) => severity === 'error' && code !== 'unknown_fact',
  );
  if (wrong) place.refuse(wrong.code, wrong.zh, wrong.en);
  return comparison;
}
