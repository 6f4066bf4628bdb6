import type { Catalog, Comparison, Condition, Flow, FlowNode, FlowNodeOf, Problem } from '@tagloom/contracts';
import { indexOf, type CatalogIndex } from '../catalog/catalog-index.js';
import { comparisonsIn, isReference } from '../flow/condition-tree.js';
import { ConditionBuilder } from '../flow/condition-builder.js';
import { Graph } from '../flow/graph.js';
import { checkAction } from './check-action.js';
import { checkComparison } from './check-comparison.js';
import { checkGraph, checkSize } from './check-graph.js';
import { checkPatterns } from './check-patterns.js';
import { checkLeaves } from './check-leave.js';
import { checkSettings } from './check-setting.js';
import { findContradictions } from './contradictions.js';
import { conditionName } from './node-names.js';
import { Problems } from './problems.js';

function checkCondition(node: FlowNodeOf<'condition'>, events: string[], problems: Problems): void {
  for (const { code, severity, zh, en } of checkComparison(node.data, problems.index))
    problems.at(
      node,
      code,
      (name) => `${name.zh}：${zh}`,
      (name) => `${name.en}: ${en}`,
      severity,
    );
  const { fact, value } = node.data;
  const names = isReference(value) ? [fact, value.fact] : [fact];
  for (const name of names) checkEventFact(node, name, events, problems);
}

/** An event's property is only there when that event wakes the flow. */
function checkEventFact(node: FlowNode, name: string, events: string[], problems: Problems): void {
  if (!name.startsWith('event.')) return;
  const carriers = problems.index?.fact(name)?.eventTypes;
  const carried = carriers ? events.some((type) => carriers.includes(type)) : events.length > 0;
  if (carried || (problems.index && !problems.index.fact(name))) return;
  problems.at(
    node,
    'fact_not_in_event',
    ({ zh }) => `${zh}读取的是事件的属性，但触发这个流程的事件没有它。请选择带有这个属性的事件作为触发。`,
    ({ en }) => `${en} reads a property that no event of the trigger has; choose an event that carries it.`,
  );
}

function checkTrigger(node: FlowNodeOf<'trigger'>, problems: Problems): void {
  if (node.data.on !== 'event') return;
  if (node.data.eventTypes.length === 0)
    problems.at(
      node,
      'incomplete',
      ({ zh }) => `${zh}还没有选择事件。`,
      ({ en }) => `${en} has no event yet; choose one.`,
    );
  for (const type of node.data.eventTypes) {
    if (!problems.index || problems.index.eventType(type)) continue;
    problems.at(
      node,
      'unknown_event_type',
      ({ zh }) => `${zh}等待的事件「${type}」不存在，请重新选择。`,
      ({ en }) => `${en} waits for “${type}”, which is no event of this system; choose another.`,
    );
  }
}

function checkScores(flow: Flow, problems: Problems): void {
  for (const node of flow.nodes) {
    if (node.kind !== 'score' || node.data.threshold > 0) continue;
    problems.at(
      node,
      'always_true',
      ({ zh }) => `${zh}的及格线是 0%，总是成立。请提高及格线。`,
      ({ en }) => `${en} has a threshold of 0%, so it always holds; raise it.`,
      'warning',
    );
  }
}

function checkMeaning(flow: Flow, graph: Graph, problems: Problems): void {
  const builder = new ConditionBuilder(graph);
  const seen = new Set<Condition>();
  for (const node of flow.nodes) if (node.kind === 'action') findContradictions(builder.of(node), problems, seen);
}

/**
 * Everything that is wrong (errors) or doubtful (warnings) about a flow, each in a plain sentence in both languages with the
 * nodes concerned. Without a catalog only what needs no catalog is checked. Linear in the size of the flow.
 */
export function validateFlow(flow: Flow, catalog?: Catalog): Problem[] {
  const problems = new Problems(catalog && indexOf(catalog));
  if (!checkSize(flow, problems) || !checkPatterns(flow, problems)) return problems.found;
  const graph = new Graph(flow);
  const events = flow.nodes.flatMap((node) =>
    node.kind === 'trigger' && node.data.on === 'event' ? node.data.eventTypes : [],
  );
  for (const node of flow.nodes) {
    if (node.kind === 'condition') checkCondition(node, events, problems);
    if (node.kind === 'trigger') checkTrigger(node, problems);
    if (node.kind === 'action') checkAction(node, problems);
  }
  checkSettings(flow, problems);
  checkScores(flow, problems);
  checkLeaves(flow, problems);
  if (checkGraph(flow, graph, problems)) checkMeaning(flow, graph, problems);
  return problems.found;
}

/**
 * What is wrong with a condition that stands alone (customer search, metric filters); `nodeIds` are the ids in the tree.
 * Facts that nobody provides are only warned of (`foreign_fact`).
 */
export function validateCondition(condition: Condition, catalog: Catalog): Problem[] {
  const index: CatalogIndex = indexOf(catalog);
  return comparisonsIn(condition).flatMap((comparison: Comparison) =>
    checkComparison(comparison, index).map(({ code, severity, zh, en }) => ({
      code,
      severity,
      nodeIds: comparison.id ? [comparison.id] : [],
      message: {
        'zh-CN': `${conditionName(comparison.fact, index).zh}：${zh}`,
        en: `${conditionName(comparison.fact, index).en}: ${en}`,
      },
    })),
  );
}
