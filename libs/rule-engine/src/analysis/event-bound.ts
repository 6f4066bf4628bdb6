import type { CatalogIndex } from '../catalog/catalog-index.js';
import { isHeldFact } from '../facts/held-fact.js';
import { leafOf } from '../flow/condition-builder.js';
import { factsInCondition } from '../flow/condition-tree.js';
import { nodeName, type BothNames } from '../validate/node-names.js';
import type { DrawnRule } from './drawn-rule.js';
import { finding, type Finding } from './finding.js';
import { ruleActions, type RuleAction } from './rule-action.js';

/** Names of nodes after what they are: 动作「打标签」、「通知同事」. */
function listed(names: readonly BothNames[]): BothNames {
  const zh = [...new Set(names.map((name) => name.zh))];
  const en = [...new Set(names.map((name) => name.en))];
  return {
    zh: zh.map((name, at) => (at === 0 ? name : name.slice(name.indexOf('「')))).join('、'),
    en: en.map((name, at) => (at === 0 ? name : name.slice(name.indexOf('“')))).join(' and '),
  };
}

/** What it asks for can come to hold, or end, without an event. `every` beside events alone means each of them. */
function isMissed({ enter, leave, readsEvent, data, wakes }: RuleAction): boolean {
  const isPerEvent = data.action !== 'emit' && data.membership === 'every' && !wakes.change;
  if (readsEvent || isPerEvent) return false;
  return factsInCondition({ all: [enter, leave] }).some((name) => !isHeldFact(name));
}

/**
 * A flow that reads `event.*` anywhere is asked only while an event is at hand: not at night, not when a profile or tag changes,
 * not in a run over everyone. Actions that do not read the event themselves then wait in vain.
 */
export function findEventBound(rule: DrawnRule, index: CatalogIndex | undefined): Finding[] {
  const readers = rule.flow.nodes.filter(
    (node) => node.kind === 'condition' && factsInCondition(leafOf(node)).some((name) => name.startsWith('event.')),
  );
  const missed = readers.length > 0 ? ruleActions(rule, undefined, index).filter(isMissed) : [];
  if (missed.length === 0) return [];
  const actions = missed.map(({ node }) => node);
  const reader = listed(readers.map((node) => nodeName(node, index)));
  const action = listed(actions.map((node) => nodeName(node, index)));
  const plural = { reads: readers.length > 1 ? 'read' : 'reads', happens: missed.length > 1 ? 'happen' : 'happens' };
  return [
    finding(
      'event_bound',
      [...actions, ...readers].map(({ id }) => id),
      {
        zh: `${reader.zh}读取触发事件的属性，所以整个流程只在事件到来时判断：${action.zh}不会随时间、资料或标签的变化执行，也不会给现有客户补打。请把它移到另一个不读取事件属性的流程。`,
        en: `${reader.en} ${plural.reads} the event, so the whole flow is only decided when one arrives: ${action.en.charAt(0).toLowerCase()}${action.en.slice(1)} never ${plural.happens} as time passes, when a profile or tag changes, or for customers who are here already. Move what does not need the event to a flow of its own.`,
      },
    ),
  ];
}
