import { localize, type ActionData, type Condition, type Flow, type Locale } from '@tagloom/contracts';
import type { CatalogIndex } from '../catalog/catalog-index.js';
import { ConditionBuilder } from '../flow/condition-builder.js';
import { Graph } from '../flow/graph.js';
import { ConditionWriter } from './describe-condition.js';
import { ActionWriter } from './describe-action.js';
import { settingParts } from './describe-settings.js';
import { listed, plain, type Segment } from './segments.js';
import { wordsOf } from './words.js';

function triggerPart(flow: Flow, locale: Locale, index: CatalogIndex | undefined): Segment[] {
  const words = wordsOf(locale);
  const names = new Set<string>();
  for (const node of flow.nodes) {
    if (node.kind !== 'trigger') continue;
    if (node.data.on === 'change') names.add(words.change);
    else for (const type of node.data.eventTypes) names.add(eventName(type, locale, index));
  }
  if (names.size === 0) return [];
  return [
    plain(words.when),
    ...listed(
      [...names].map((name) => [plain(name)]),
      words.eventOr,
    ),
    plain(words.happens),
  ];
}

/** In Chinese an event reads as a verb (当点击链接时); in English its label is quoted. */
function eventName(type: string, locale: Locale, index: CatalogIndex | undefined): string {
  const label = index?.eventType(type);
  const name = label ? localize(label, locale) : type;
  return locale === 'zh-CN' ? name : `“${name}”`;
}

/** The easier thresholds by which nodes are left. */
function leavesOf(flow: Flow): Map<string, number> {
  const leaves = new Map<string, number>();
  for (const { id, kind, data } of flow.nodes) {
    const leave = kind === 'score' ? data.leaveThreshold : kind === 'condition' ? data.leaveValue : undefined;
    if (leave !== undefined) leaves.set(id, leave);
  }
  return leaves;
}

/** Actions behind the same condition are said together. */
function groupsOf(flow: Flow): { condition: Condition; actions: ActionData[] }[] {
  const conditions = new ConditionBuilder(new Graph(flow));
  const groups = new Map<Condition, ActionData[]>();
  for (const node of flow.nodes) {
    if (node.kind !== 'action') continue;
    const condition = conditions.of(node);
    groups.set(condition, [...(groups.get(condition) ?? []), node.data]);
  }
  return [...groups].map(([condition, actions]) => ({ condition, actions }));
}

/** A whole flow as one sentence; unfinished flows read as far as they go. */
export function flowSegments(flow: Flow, locale: Locale, index: CatalogIndex | undefined): Segment[] {
  const words = wordsOf(locale);
  if (new Graph(flow).order().stuck.length > 0) return [];
  const writer = new ConditionWriter(locale, index, leavesOf(flow));
  const actionWriter = new ActionWriter(locale, index);
  const trigger = triggerPart(flow, locale, index);
  const groups = groupsOf(flow).map(({ condition, actions }) => {
    const isAlways = 'all' in condition && condition.all.length === 0;
    const [before, after] = words.condition;
    const asked = isAlways ? [plain(words.always)] : [plain(before), ...writer.clause(condition), plain(after)];
    const leave = isAlways ? [] : actionWriter.sharedLeave(actions);
    return [
      ...asked,
      ...listed(
        actions.map((data) => actionWriter.action(data, leave !== undefined)),
        words.actionAnd,
      ),
      ...(leave ?? []),
    ];
  });
  if (groups.length === 0) return [...trigger, plain(words.empty)];
  return [...trigger, ...listed(groups, words.next), plain(words.end), ...settingParts(flow, locale, actionWriter)];
}
