import type { Condition, FlipSet, NeededChange } from '@tagloom/contracts';
import type { CatalogIndex } from '../../catalog/catalog-index.js';
import { ownFacts, type Facts } from '../../facts/read-fact.js';
import { isReference } from '../../flow/condition-tree.js';
import type { Decision } from '../../plan/compile-flow.js';
import type { Moment } from '../../time/local-day.js';
import { FactChoices } from './fact-choices.js';
import { WayFinder } from './find-ways.js';
import { changesOf } from './way.js';

const PER_ACTION = 5;
/** A larger set is left as it was found. */
const MAX_REDUCED = 40;

type Changes = [fact: string, place: number][];

/** The set without the changes that it can do without. */
function smallest(changes: Changes, flips: (changes: Changes) => boolean): Changes {
  if (changes.length > MAX_REDUCED) return changes;
  for (const change of changes) {
    const rest = changes.filter((other) => other !== change);
    if (rest.length > 0 && flips(rest)) return smallest(rest, flips);
  }
  return changes;
}

function needed([fact, place]: Changes[number], after: [string, unknown][], choices: FactChoices): NeededChange {
  const { values } = choices.of(fact);
  const reads = choices.comparisons.filter(
    (comparison) => comparison.fact === fact || (isReference(comparison.value) && comparison.value.fact === fact),
  );
  const turned =
    reads.find((comparison) => choices.holds(comparison) !== choices.holds(comparison, after)) ?? reads[0]!;
  return {
    ...(turned.id !== undefined && { nodeId: turned.id }),
    fact,
    operator: turned.operator,
    actual: values[0],
    needed: values[place],
  };
}

function setsOf(condition: Condition, facts: Facts, moment: Moment, index: CatalogIndex | undefined): NeededChange[][] {
  const choices = new FactChoices(condition, facts, moment, index);
  const wish = !choices.holds(condition);
  const valued = (changes: Changes): [string, unknown][] =>
    changes.map(([fact, place]) => [fact, choices.of(fact).values[place]]);
  const flips = (changes: Changes) => choices.holds(condition, valued(changes)) === wish;
  const costOf = (changes: Changes) => changes.reduce((sum, [fact, place]) => sum + choices.of(fact).costs[place]!, 0);
  // one fact alone is always tried in full, whatever the search up the tree has left aside
  const alone = choices.names().flatMap((fact): Changes[] => {
    const place = choices.of(fact).values.findIndex((_, at) => at > 0 && flips([[fact, at]]));
    return place > 0 ? [[[fact, place]]] : [];
  });
  const joint = new WayFinder(choices).find(condition, wish).map(changesOf).filter(flips);
  const found = new Map<string, Changes>();
  for (const changes of [...alone, ...joint.map((set) => smallest(set, flips))]) {
    const facts = changes.map(([fact]) => fact).sort();
    const known = found.get(facts.join());
    if (changes.length > 0 && (!known || costOf(changes) < costOf(known))) found.set(facts.join(), changes);
  }
  return [...found.values()]
    .map((changes) => ({ changes, cost: costOf(changes) }))
    .sort((a, b) => a.changes.length - b.changes.length || a.cost - b.cost)
    .slice(0, PER_ACTION)
    .map(({ changes }) => changes.map((change) => needed(change, valued(changes), choices)));
}

/**
 * The smallest sets of changes that would flip each action together, fewest changes first, then the least distance: for a gate
 * the cheapest of its children as it needs them, and one fact alone wherever that is enough. Each set was tried on the compiled
 * condition. Whether an action holds already is taken as it is; facts that nobody can change (a birthday) are listed all the
 * same. At most five per action.
 */
export function flipSets(
  decisions: readonly Decision[],
  facts: Facts,
  moment: Moment,
  index: CatalogIndex | undefined,
): FlipSet[] {
  const own = ownFacts(facts);
  const known = new Map<Condition, NeededChange[][]>();
  return decisions.flatMap(({ action, condition }) => {
    const sets = known.get(condition) ?? setsOf(condition, own, moment, index);
    known.set(condition, sets);
    return sets.map((changes) => ({ actionNodeId: action.nodeId, changes }));
  });
}
