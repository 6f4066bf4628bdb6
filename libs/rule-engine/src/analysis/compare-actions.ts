import type { Condition } from '@tagloom/contracts';
import { canonical } from '../bundle/canonical.js';
import type { CatalogIndex } from '../catalog/catalog-index.js';
import { holdsTag } from '../flow/audience.js';
import { factsInCondition } from '../flow/condition-tree.js';
import { finding, type Finding } from './finding.js';
import { Logic, type Budget } from './logic.js';
import {
  canBeAwakeTogether,
  countAlike,
  eventsForBoth,
  isAwakeWith,
  lastsAsLong,
  priorityOf,
  sameWakes,
  wishOf,
  type RuleAction,
  type TagWish,
} from './rule-action.js';
import * as sentences from './sentences.js';

/** Two actions beside each other, and a logic over the conditions of both. */
interface Pair {
  one: RuleAction;
  other: RuleAction;
  logic: Logic;
  /** What no customer can do: hold two tags of an exclusive group. */
  possible: Condition[];
  index: CatalogIndex;
}

/** Tags of one exclusive group are never held together, so a rule for one of them never meets a rule for another. */
function exclusions(conditions: readonly Condition[], index: CatalogIndex): Condition[] {
  const groups = new Map<string, string[]>();
  for (const name of factsInCondition({ all: [...conditions] })) {
    const tag = name.startsWith('tag.') ? index.tag(name.slice('tag.'.length)) : undefined;
    if (tag?.exclusiveGroup) groups.set(tag.exclusiveGroup, [...(groups.get(tag.exclusiveGroup) ?? []), tag.key]);
  }
  return [...groups.values()]
    .filter((keys) => keys.length > 1)
    .map((keys) => ({ not: { atLeast: { k: 2, of: keys.map((key) => holdsTag(key, index)) } } }));
}

/** Facts that are worked out from others cannot be thought of as independent. */
function areIndependent(conditions: readonly Condition[], index: CatalogIndex): boolean {
  const sources = factsInCondition({ all: [...conditions] }).map((name) => index.fact(name)?.source);
  const derived = sources.filter((source) => source === 'rfm').length;
  return derived === 0 || (derived === 1 && !sources.includes('metric'));
}

function findConflict(pair: Pair, mine: TagWish, theirs: TagWish): Finding[] {
  const { one, other, logic, possible, index } = pair;
  if (mine.data.tag !== theirs.data.tag) return [];
  const isOpposed = mine.stance !== theirs.stance;
  const differ = mine.stance === 'assert' && mine.value !== theirs.value && priorityOf(one) === priorityOf(other);
  if (!isOpposed && !differ) return [];
  const both = [one.enter, other.enter];
  if (!canBeAwakeTogether(one, other) || !areIndependent(both, index)) return [];
  if (!logic.isMeetable({ all: [...both, ...possible] })) return [];
  const words = isOpposed ? sentences.opposed(one, other, mine, index) : sentences.differing(other, mine, index);
  return [finding('conflict', nodeIds(one, other), words, { ...exampleOf(pair, { all: both }), flow: other.flow })];
}

/** The finding lies with `one`: `other` makes it superfluous, or outdoes it. */
function findShadow(pair: Pair, mine: TagWish, theirs: TagWish): Finding[] {
  const { one, other, logic, index } = pair;
  const tag = index.tag(mine.data.tag);
  const isSame = mine.data.tag === theirs.data.tag && mine.stance === theirs.stance && mine.value === theirs.value;
  const isSameTag = mine.data.tag === theirs.data.tag && mine.stance === theirs.stance;
  const isRival =
    mine.stance === 'assert' &&
    theirs.stance === 'assert' &&
    (isSameTag ||
      (tag?.exclusiveGroup !== undefined && index.tag(theirs.data.tag)?.exclusiveGroup === tag.exclusiveGroup));
  const isStronger = isSame ? priorityOf(other) >= priorityOf(one) : isRival && priorityOf(other) > priorityOf(one);
  // a claim that follows its condition leaves when its flow is woken: both must be woken by the same
  const isThere = theirs.data.membership === 'while' ? sameWakes(one, other) : isAwakeWith(other, one);
  if (!isStronger || !lastsAsLong(theirs.data, mine.data) || !isThere) return [];
  if (!logic.implies(one.enter, other.enter)) return [];
  if (theirs.data.membership === 'while' && one.leave !== one.enter && !logic.implies(one.leave, other.leave))
    return [];
  if (logic.canHold(one.enter) !== 'found') return [];
  const words = isSame ? sentences.superfluous(other, mine, index) : sentences.outdone(other, mine, theirs, index);
  return [finding('shadowed', nodeIds(one, other), words, { ...exampleOf(pair, one.enter), flow: other.flow })];
}

function findDuplicate(pair: Pair): Finding[] {
  const { one, other, logic, index } = pair;
  if (one.data.action === 'emit' || canonical(one.data) !== canonical(other.data) || !sameWakes(one, other)) return [];
  const areAlike = (a: Condition, b: Condition) => logic.implies(a, b) && logic.implies(b, a);
  if (!areAlike(one.enter, other.enter) || !areAlike(one.leave, other.leave)) return [];
  if (logic.canHold(one.enter) !== 'found') return [];
  const words = sentences.repeated(other, index);
  return [finding('duplicate', nodeIds(one, other), words, { ...exampleOf(pair, one.enter), flow: other.flow })];
}

/** Whom the finding concerns, and with which events. */
function exampleOf({ one, other }: Pair, example: Condition): { example: Condition; events?: readonly string[] } {
  const events = eventsForBoth(one, other);
  return { example, ...(events && { events }) };
}

/** Nodes of another flow are not on this canvas. */
const nodeIds = (one: RuleAction, other: RuleAction) => (other.flow ? [one.node.id] : [one.node.id, other.node.id]);

/** Beside what the questions themselves take. */
const STEPS_PER_PAIR = 300;

/** What `other` means for `one`, which is the action that the findings lie with. */
export function compareActions(one: RuleAction, other: RuleAction, index: CatalogIndex, budget: Budget): Finding[] {
  if (one.concern !== other.concern || budget.left <= 0) return [];
  budget.left -= STEPS_PER_PAIR;
  if (!countAlike(one, other)) return [];
  const possible = exclusions([one.enter, other.enter], index);
  const logic = new Logic([one.enter, one.leave, other.enter, other.leave, ...possible], index, budget);
  const pair: Pair = { one, other, logic, possible, index };
  const same = findDuplicate(pair);
  const [mine, theirs] = [wishOf(one), wishOf(other)];
  if (same.length > 0 || !mine || !theirs) return same;
  return [...findConflict(pair, mine, theirs), ...findShadow(pair, mine, theirs)];
}
