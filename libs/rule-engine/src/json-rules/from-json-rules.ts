import type { Catalog, Condition, FlowNodeOf, Flow } from '@tagloom/contracts';
import { FLOW_LIMITS } from '@tagloom/contracts';
import { indexOf, type CatalogIndex } from '../catalog/catalog-index.js';
import { refuse } from '../errors/flow-error.js';
import { comparisonsIn, factsInCondition } from '../flow/condition-tree.js';
import { FlowBuilder } from '../flow/flow-builder.js';
import { layoutFlow } from '../flow/layout-flow.js';
import { parseFlow, parseJson } from '../flow/parse-flow.js';
import { checkJson } from './check-json.js';
import { isRecord, jsonToCondition } from './json-to-condition.js';
import { Place } from './place.js';
import { simplify } from './simplify.js';

type ActionData = FlowNodeOf<'action'>['data'];
interface ReadRule {
  name?: string;
  condition: Condition | undefined;
  action: ActionData;
}

const DEFAULT_NAME = '导入的规则';
const TAG_ACTIONS = ['addTag', 'removeTag', 'setTag'] as const;

function nameOf(rule: unknown): string | undefined {
  const name = isRecord(rule) ? rule.name : undefined;
  const text =
    typeof name === 'number' ? String(name) : typeof name === 'string' ? name.replaceAll('\0', '').trim() : '';
  return text === '' ? undefined : text.slice(0, 80);
}

function actionOf(event: unknown, priority: number | undefined, place: Place): ActionData {
  if (!isRecord(event) || typeof event.type !== 'string' || event.type === '')
    return place.refuse('malformed', '缺少事件类型（event.type）。', 'the event type is missing.');
  const params = isRecord(event.params) ? event.params : undefined;
  const common = priority === undefined ? {} : { priority };
  const action = TAG_ACTIONS.find((known) => known === event.type);
  if (!action || typeof params?.tag !== 'string')
    return { action: 'emit', type: event.type, ...(params && { params }), ...common };
  const membership = params.membership === 'once' ? 'once' : 'while';
  if (action === 'setTag') return { action, tag: params.tag, value: params.value, membership, ...common };
  return { action, tag: params.tag, membership, ...common };
}

function priorityOf(priority: unknown, place: Place): number | undefined {
  if (priority === undefined || priority === null) return undefined;
  const number = Number.parseInt(String(priority), 10);
  return number > 0
    ? number
    : place.refuse(
        'malformed',
        '优先级（priority）必须是大于零的整数。',
        'the priority must be a whole number above zero.',
      );
}

function readRule(value: unknown, at: number): ReadRule {
  const rule = typeof value === 'string' ? parseJson(value) : value;
  if (typeof value === 'string') checkJson(rule);
  const name = nameOf(rule);
  const place = new Place({
    zh: `第 ${at + 1} 条规则${name ? `「${name}」` : ''}`,
    en: `Rule ${at + 1}${name ? ` “${name}”` : ''}`,
  });
  if (!isRecord(rule)) return place.refuse('malformed', '这不是一条规则。', 'this is no rule.');
  const conditions = simplify(jsonToCondition(rule.conditions, place.in('conditions')));
  if (conditions === false)
    place.refuse(
      'unsupported_rule',
      '条件永远不会成立，无法画成流程。',
      'the conditions can never hold, so there is nothing to draw.',
    );
  return {
    ...(name !== undefined && { name }),
    condition: typeof conditions === 'boolean' ? undefined : conditions,
    action: actionOf(rule.event, priorityOf(rule.priority, place.in('priority')), place.in('event')),
  };
}

/** Rules about an event's properties wait for the events that carry them; all others for any change. */
function triggerOf(rules: ReadRule[], index: CatalogIndex): FlowNodeOf<'trigger'>['data'] {
  const facts = rules.flatMap(({ condition }) => (condition ? factsInCondition(condition) : []));
  const eventTypes = new Set(
    facts.filter((name) => name.startsWith('event.')).flatMap((name) => index.fact(name)?.eventTypes ?? []),
  );
  return eventTypes.size > 0 ? { on: 'event', eventTypes: [...eventTypes] } : { on: 'change' };
}

/**
 * Draws json-rules-engine rules as one laid-out flow: a rule, a list of them, or JSON text of either. Events that name an
 * action of ours become it, others stay as `emit`. Facts that the catalog does not know are kept (`validateFlow` reports
 * them). Throws FlowError naming the rule, the place and the reason when something has no counterpart.
 */
export function fromJsonRules(rules: unknown, catalog: Catalog): Flow {
  const value = typeof rules === 'string' ? parseJson(rules) : rules;
  checkJson(value);
  const list = Array.isArray(value) ? value : [value];
  if (list.length === 0) refuse('malformed', [], '没有可导入的规则。', 'There are no rules to import.');
  const read = list.map(readRule);
  const size = read.reduce((sum, { condition }) => sum + 1 + (condition ? comparisonsIn(condition).length : 0), 1);
  if (size > FLOW_LIMITS.nodes)
    refuse(
      'too_large',
      [],
      `规则太多，一个流程最多 ${FLOW_LIMITS.nodes} 个节点，请分批导入。`,
      `Too many rules: a flow has at most ${FLOW_LIMITS.nodes} nodes; import them in parts.`,
    );
  const builder = new FlowBuilder(triggerOf(read, indexOf(catalog)));
  for (const { condition, action } of read) builder.rule(condition, action);
  return parseFlow(layoutFlow(builder.build(read.find(({ name }) => name)?.name ?? DEFAULT_NAME)));
}
