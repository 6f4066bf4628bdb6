import type { Catalog, Condition, Flow, FlowNodeOf } from '@tagloom/contracts';
import { FLOW_LIMITS } from '@tagloom/contracts';
import { indexOf } from '../catalog/catalog-index.js';
import { refuse } from '../errors/flow-error.js';
import { comparisonsIn, factsInCondition } from '../flow/condition-tree.js';
import { FlowBuilder } from '../flow/flow-builder.js';
import { layoutFlow } from '../flow/layout-flow.js';
import { parseFlow, parseJson } from '../flow/parse-flow.js';
import { checkJson } from './check-json.js';
import { readRule, type ReadRule } from './read-rule.js';
import type { Audience } from './read-audience.js';
import { isRecord, type RuleContext } from './rule-context.js';

const DEFAULT_NAME = '导入的规则';

function tooMany(): never {
  return refuse(
    'too_large',
    [],
    `规则太多，一个流程最多 ${FLOW_LIMITS.nodes} 个节点，请分批导入。`,
    `Too many rules: a flow has at most ${FLOW_LIMITS.nodes} nodes; import them in parts.`,
  );
}

/** A rule, a list of rules, or rules with the named conditions that they use. */
function rulesIn(value: unknown): { rules: unknown[]; named: Map<string, unknown> } {
  const isSet = isRecord(value) && Object.hasOwn(value, 'rules');
  const rules = isSet ? value.rules : value;
  const named = isSet ? (value.conditions ?? {}) : {};
  if (!isRecord(named) || (isSet && !Array.isArray(rules)))
    return refuse(
      'malformed',
      [],
      '规则集应当是 { rules: 规则列表, conditions: 按名称给出的条件 }。',
      'A rule set is { rules: a list of rules, conditions: conditions by name }.',
    );
  return { rules: Array.isArray(rules) ? rules : [rules], named: new Map(Object.entries(named)) };
}

/**
 * What wakes the flow: the events that an export of ours named; else, for rules about an event's properties, the events that
 * carry them; else any change.
 */
function triggerOf(rules: ReadRule[], { index }: RuleContext): FlowNodeOf<'trigger'>['data'] {
  const named = rules.flatMap(({ eventTypes }) => eventTypes ?? []);
  const facts = rules.flatMap(({ condition }) => (condition ? factsInCondition(condition) : []));
  const carriers = facts
    .filter((name) => name.startsWith('event.'))
    .flatMap((name) => index.fact(name)?.eventTypes ?? []);
  const eventTypes = [...new Set(named.length > 0 ? named : carriers)];
  return eventTypes.length > 0 ? { on: 'event', eventTypes } : { on: 'change' };
}

/** The audience that all rules share. Rules for different people keep theirs as conditions. */
function sharedAudience(rules: ReadRule[]): Audience | undefined {
  const [first] = rules;
  const text = JSON.stringify(first?.audience?.tags);
  return rules.every(({ audience }) => audience && JSON.stringify(audience.tags) === text)
    ? first?.audience?.tags
    : undefined;
}

/** The conditions of a rule to draw, with its audience when the flow does not have it. */
function drawn({ condition, audience }: ReadRule, isShared: boolean): Condition | undefined {
  if (!audience || isShared) return condition;
  return condition ? { all: [audience.condition, condition] } : audience.condition;
}

/**
 * Draws json-rules-engine rules as one laid-out flow: a rule, a list of them, `{ rules, conditions }` with named conditions,
 * or JSON text of any of these. Everything that version 7.3.1 documents for rules is drawn with the same outcome, except that a
 * comparison with an unknown fact is always false. Events that name an action of ours become it, others stay as `emit`. Facts
 * that the catalog does not know are kept (`validateFlow` reports them). Throws FlowError naming the rule, the place and the
 * reason when something has no counterpart.
 */
export function fromJsonRules(rules: unknown, catalog: Catalog): Flow {
  const value = typeof rules === 'string' ? parseJson(rules) : rules;
  const list = isRecord(value) && Object.hasOwn(value, 'rules') ? value.rules : value;
  if (Array.isArray(list) && list.length >= FLOW_LIMITS.nodes) tooMany();
  checkJson(value);
  const set = rulesIn(value);
  if (set.rules.length === 0) refuse('malformed', [], '没有可导入的规则。', 'There are no rules to import.');
  const context: RuleContext = { index: indexOf(catalog), named: set.named, read: new Map(), open: new Set() };
  const read = set.rules.map((rule, at) => readRule(rule, at, context));
  const shared = sharedAudience(read);
  const conditions = read.map((rule) => drawn(rule, shared !== undefined));
  const size = conditions.reduce((sum, condition) => sum + 1 + (condition ? comparisonsIn(condition).length : 0), 1);
  if (size > FLOW_LIMITS.nodes) tooMany();
  const builder = new FlowBuilder(triggerOf(read, context));
  read.forEach(({ action, leave }, at) => builder.rule(conditions[at], action, leave));
  const flow = builder.build(read.find(({ name }) => name)?.name ?? DEFAULT_NAME);
  const timeZone = read.find((rule) => rule.timeZone !== undefined)?.timeZone;
  return parseFlow({ ...layoutFlow(flow), ...(shared && { audience: shared }), ...(timeZone && { timeZone }) });
}
