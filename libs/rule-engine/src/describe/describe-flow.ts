import { localize, type Condition, type Flow, type FlowNodeOf, type Locale } from '@tagloom/contracts';
import type { CatalogIndex } from '../catalog/catalog-index.js';
import { ConditionBuilder } from '../flow/flow-condition.js';
import { Graph } from '../flow/graph.js';
import { ConditionWriter } from './describe-condition.js';
import { listed, plain, tag, value, type Segment } from './segments.js';
import { wordsOf } from './words.js';

type ActionData = FlowNodeOf<'action'>['data'];

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

function actionPart(data: ActionData, locale: Locale, index: CatalogIndex | undefined): Segment[] {
  const words = wordsOf(locale);
  if (data.action === 'emit') return [plain(words.emit), value(words.quote(data.type))];
  const known = index?.tag(data.tag);
  const name = tag(words.quote(known ? localize(known.name, locale) : data.tag || '…'));
  if (data.action !== 'setTag') return [plain(words[data.action]), name];
  const [before, between] = words.setTag;
  const items = Array.isArray(data.value) ? (data.value as unknown[]) : [data.value ?? '…'];
  return [plain(before), name, plain(between), value(items.map((item) => words.quote(String(item))).join(words.comma))];
}

/** «; remove it when…», said once when every action of the group leaves with its condition. */
function leavePart(actions: ActionData[], locale: Locale): Segment[] {
  const leaving = actions.filter((data) => data.action !== 'emit' && data.membership === 'while');
  const first = leaving[0];
  if (!first || first.action === 'emit' || leaving.length !== actions.length) return [];
  return [plain(wordsOf(locale).leave[first.action])];
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
  const writer = new ConditionWriter(locale, index);
  const trigger = triggerPart(flow, locale, index);
  const groups = groupsOf(flow).map(({ condition, actions }) => {
    const isAlways = 'all' in condition && condition.all.length === 0;
    const [before, after] = words.condition;
    const asked = isAlways ? [plain(words.always)] : [plain(before), ...writer.clause(condition), plain(after)];
    return [
      ...asked,
      ...listed(
        actions.map((data) => actionPart(data, locale, index)),
        words.actionAnd,
      ),
      ...(isAlways ? [] : leavePart(actions, locale)),
    ];
  });
  if (groups.length === 0) return [...trigger, plain(words.empty)];
  return [...trigger, ...listed(groups, words.next), plain(words.end)];
}
