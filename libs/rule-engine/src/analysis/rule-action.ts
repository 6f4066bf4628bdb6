import {
  isTagAction,
  type ActionData,
  type Condition,
  type Flow,
  type FlowNodeOf,
  type TagActionData,
} from '@tagloom/contracts';
import { canonical } from '../bundle/canonical.js';
import type { CatalogIndex } from '../catalog/catalog-index.js';
import { comparisonsIn, isReference } from '../flow/condition-tree.js';
import { OPERATORS } from '../operators/index.js';
import { wakesOf, type Wakes } from '../plan/compile-flow.js';
import { isAction, within, type DrawnRule } from './drawn-rule.js';
import type { OtherFlow } from './finding.js';

/** One action with everything that decides when it happens. */
export interface RuleAction {
  /** The flow that it belongs to; undefined for the draft. */
  flow: OtherFlow | undefined;
  node: FlowNodeOf<'action'>;
  data: ActionData;
  /** Equal for actions that can have anything to do with each other: on one tag or exclusive group, or the very same. */
  concern: string;
  /** What must hold for it to come, within the audience. */
  enter: Condition;
  /** What must hold for it to stay. */
  leave: Condition;
  wakes: Wakes;
  readsEvent: boolean;
  /** The calendar it counts on; undefined when no day matters to it. */
  zone: string | undefined;
}

function readsDays(condition: Condition, index: CatalogIndex | undefined): boolean {
  return comparisonsIn(condition).some(({ fact, operator, value }) => {
    const names = isReference(value) ? [fact, value.fact] : [fact];
    return OPERATORS.get(operator)?.changesDaily === true || names.some((name) => index?.fact(name)?.changesDaily);
  });
}

function zoneOf({ timeZone = 'organisation' }: Flow, flow: OtherFlow | undefined): string {
  // two departments may have two calendars
  return timeZone === 'department' ? `department of ${flow?.id ?? 'draft'}` : timeZone;
}

/** See {@link RuleAction.concern}. */
export function concernOf(data: ActionData, index: CatalogIndex | undefined): string {
  if (!isTagAction(data)) return canonical(data);
  const group = index?.tag(data.tag)?.exclusiveGroup;
  return group === undefined ? `tag ${data.tag}` : `group ${group}`;
}

/** The actions of a flow whose conditions can be understood. */
export function ruleActions(
  rule: DrawnRule,
  flow: OtherFlow | undefined,
  index: CatalogIndex | undefined,
): RuleAction[] {
  const wakes = wakesOf(rule.flow);
  return rule.nodes.filter(isAction).map((node) => {
    const enter = within(rule.audience, rule.enter.of(node));
    const leave = within(rule.audience, rule.leave.of(node));
    const both: Condition = { all: [enter, leave] };
    const facts = comparisonsIn(both).flatMap(({ fact, value }) => (isReference(value) ? [fact, value.fact] : [fact]));
    return {
      ...{ flow, node, data: node.data, concern: concernOf(node.data, index), enter, leave, wakes },
      readsEvent: facts.some((name) => name.startsWith('event.')),
      zone: readsDays(both, index) ? zoneOf(rule.flow, flow) : undefined,
    };
  });
}

/** What a claim has that names none is 0. */
export const priorityOf = ({ data }: Pick<RuleAction, 'data'>): number => data.priority ?? 0;

/** Whether one flow is awake whenever the other is. */
export function isAwakeWith(one: RuleAction, other: RuleAction): boolean {
  if (one.wakes.change) return !one.readsEvent || !other.wakes.change || sameWakes(one, other);
  const events = one.wakes.eventTypes ?? [];
  return other.wakes.eventTypes?.every((type) => events.includes(type)) ?? false;
}

export const sameWakes = (one: RuleAction, other: RuleAction): boolean =>
  one.wakes.change === other.wakes.change &&
  canonical([...(one.wakes.eventTypes ?? [])].sort()) === canonical([...(other.wakes.eventTypes ?? [])].sort());

/** The types of events that wake those of the two that read one; undefined when any will do. */
export function eventsForBoth(one: RuleAction, other: RuleAction): readonly string[] | undefined {
  const lists = [one, other]
    .filter(({ readsEvent }) => readsEvent)
    .flatMap(({ wakes }) => (wakes.eventTypes ? [wakes.eventTypes] : []));
  return lists.length === 0 ? undefined : lists[0]!.filter((type) => lists.every((list) => list.includes(type)));
}

/** Whether one event can wake both; without facts of events any two flows meet sooner or later. */
export function canBeAwakeTogether(one: RuleAction, other: RuleAction): boolean {
  if (!one.readsEvent || !other.readsEvent) return true;
  const events = other.wakes.eventTypes;
  return events === null || (one.wakes.eventTypes?.some((type) => events.includes(type)) ?? true);
}

/** Their days are counted on one calendar, or no day matters. */
export const countAlike = (one: RuleAction, other: RuleAction): boolean =>
  one.zone === undefined || other.zone === undefined || one.zone === other.zone;

/** What a tag action makes of its tag; undefined for everything else. */
export interface TagWish {
  data: TagActionData;
  stance: 'assert' | 'forbid';
  /** Of `setTag`, as text. */
  value: string;
}
export function wishOf({ data }: Pick<RuleAction, 'data'>): TagWish | undefined {
  if (!isTagAction(data)) return undefined;
  const value = data.action === 'setTag' ? data.value : null;
  // a list of values is a set
  const text = canonical(Array.isArray(value) ? [...(value as unknown[])].sort() : (value ?? null));
  return { data, stance: data.action === 'removeTag' ? 'forbid' : 'assert', value: text };
}

/** Whether what one action gives is there at least as long as what the other gives, when both conditions come to hold at once. */
export function lastsAsLong(one: TagActionData, other: TagActionData): boolean {
  if (one.membership !== 'while' && !one.validFor) return true;
  if (one.membership !== other.membership || one.membership === 'once') return false;
  if (one.membership === 'every') return canonical(one.validFor) === canonical(other.validFor);
  return other.hold === undefined || canonical(one.hold) === canonical(other.hold);
}
