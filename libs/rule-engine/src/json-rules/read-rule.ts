import { FLOW_LIMITS, type ActionData, type Condition } from '@tagloom/contracts';
import { expandedSize } from '../flow/flow-condition.js';
import { parseJson } from '../flow/parse-flow.js';
import { checkJson } from './check-json.js';
import { jsonToAction } from './json-to-action.js';
import { ConditionReader } from './json-to-condition.js';
import { Place } from './place.js';
import { audienceIn, splitAudience, type Audience } from './read-audience.js';
import { readThresholds } from './read-thresholds.js';
import { isRecord, type RuleContext } from './rule-context.js';
import { simplify } from './simplify.js';

/** Gates and comparisons of one rule, with every named condition written out. */
const MAX_PARTS = FLOW_LIMITS.nodes * 4;

/** One rule, ready to be drawn. Without a condition it always holds. */
export interface ReadRule {
  name?: string;
  condition: Condition | undefined;
  leave: ReadonlyMap<Condition, number>;
  audience?: { condition: Condition; tags: Audience };
  action: ActionData;
  /** What an export said about the flow. */
  eventTypes?: string[];
  timeZone?: string;
}

function nameOf(rule: unknown): string | undefined {
  const name = isRecord(rule) ? rule.name : undefined;
  const text =
    typeof name === 'number' ? String(name) : typeof name === 'string' ? name.replaceAll('\0', '').trim() : '';
  return text === '' ? undefined : text.slice(0, 80);
}

/** As json-rules-engine: whatever counts as nothing is the usual priority, texts are read as numbers. */
function priorityOf(priority: unknown, place: Place): { priority?: number } {
  if (!priority) return {};
  const number = Number.parseInt(String(priority), 10);
  return number > 0 && Number.isSafeInteger(number)
    ? { priority: number }
    : place.refuse(
        'malformed',
        '优先级（priority）必须是大于零的整数。',
        'the priority must be a whole number above zero.',
      );
}

function refuseHandlers(rule: Record<string, unknown>, place: Place): void {
  for (const key of ['onSuccess', 'onFailure'])
    if (rule[key] !== undefined && rule[key] !== null)
      place
        .in(key)
        .refuse(
          'unsupported_rule',
          '不支持随规则带来的代码，请改用动作（例如 webhook）。',
          'code that comes with a rule is not supported; use an action instead, such as a webhook.',
        );
}

function conditionOf(value: unknown, reader: ConditionReader, place: Place): Condition {
  const condition = reader.root(value, place);
  if (expandedSize(condition, MAX_PARTS + 1) > MAX_PARTS)
    place.refuse(
      'too_large',
      '把命名条件写开之后太大，请拆分规则。',
      'with its named conditions written out this is too large; split the rule.',
    );
  return condition;
}

function drawable(condition: Condition, place: Place): Condition | undefined {
  const simple = simplify(condition);
  if (simple === false)
    place.refuse(
      'unsupported_rule',
      '条件永远不会成立，无法画成流程。',
      'the conditions can never hold, so there is nothing to draw.',
    );
  return typeof simple === 'boolean' ? undefined : simple;
}

/** What an export of ours said about the flow beside its rules. */
function exported(event: unknown): Pick<ReadRule, 'eventTypes' | 'timeZone'> & { nodeId?: string } {
  const params = isRecord(event) && isRecord(event.params) ? event.params : {};
  if (typeof params.nodeId !== 'string') return {};
  const { nodeId, eventTypes, timeZone } = params;
  const isList = Array.isArray(eventTypes) && eventTypes.every((type) => typeof type === 'string');
  return { nodeId, ...(isList && { eventTypes }), ...(typeof timeZone === 'string' && { timeZone }) };
}

/** Reads one rule, an object or its JSON text. Throws FlowError with the rule, the place in it and the reason. */
export function readRule(value: unknown, at: number, context: RuleContext): ReadRule {
  const rule = typeof value === 'string' ? parseJson(value) : value;
  if (typeof value === 'string') checkJson(rule);
  const name = nameOf(rule);
  const place = new Place({
    zh: `第 ${at + 1} 条规则${name ? `「${name}」` : ''}`,
    en: `Rule ${at + 1}${name ? ` “${name}”` : ''}`,
  });
  if (!isRecord(rule)) return place.refuse('malformed', '这不是一条规则。', 'this is no rule.');
  refuseHandlers(rule, place);
  const conditions = place.in('conditions');
  const reader = new ConditionReader(context);
  const parts = splitAudience(rule.conditions);
  const around = parts.audience === undefined ? undefined : reader.root(parts.audience, conditions);
  const tags = around && audienceIn(around);
  const { nodeId, ...flow } = exported(rule.event);
  const whole = conditionOf(around && tags ? parts.own : rule.conditions, reader, conditions);
  const { condition, leave } = readThresholds(whole, nodeId, conditions);
  return {
    ...(name !== undefined && { name }),
    condition: leave.size > 0 ? condition : drawable(condition, conditions),
    leave,
    ...(around && tags && { audience: { condition: around, tags } }),
    action: jsonToAction(rule.event, priorityOf(rule.priority, place.in('priority')), place.in('event')),
    ...flow,
  };
}
