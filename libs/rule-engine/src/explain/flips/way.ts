import type { FactChoices } from './fact-choices.js';

/** What must be so for a condition to answer as wished: per fact the places of the choices that do, nearest first. */
export type Way = ReadonlyMap<string, readonly number[]>;

/** As many ways as are followed at a time. */
export const MAX_WAYS = 32;
export const NO_CHANGE: Way = new Map();

/** Both at once; undefined when a fact would have to be two things. */
function both(one: Way, other: Way): Way | undefined {
  const merged = new Map(one);
  for (const [fact, places] of other) {
    const known = merged.get(fact);
    const shared = known ? known.filter((place) => places.includes(place)) : places;
    if (shared.length === 0) return undefined;
    merged.set(fact, shared);
  }
  return merged;
}

/** The changes that a way takes at the least. */
export function changesOf(way: Way): [fact: string, place: number][] {
  return [...way].flatMap(([fact, places]): [string, number][] => (places[0] === 0 ? [] : [[fact, places[0]!]]));
}

export function costOf(way: Way, choices: FactChoices): { changes: number; distance: number } {
  const changes = changesOf(way);
  return {
    changes: changes.length,
    distance: changes.reduce((sum, [fact, place]) => sum + choices.of(fact).costs[place]!, 0),
  };
}

/** The cheapest ones: fewest changes, then the nearest. */
export function cheapest(ways: readonly Way[], choices: FactChoices, limit = MAX_WAYS): Way[] {
  if (ways.length <= 1) return [...ways];
  return ways
    .map((way) => ({ way, ...costOf(way, choices) }))
    .sort((a, b) => a.changes - b.changes || a.distance - b.distance)
    .slice(0, limit)
    .map(({ way }) => way);
}

/** One of `some` and one of `others` at once, in every combination that can be. */
export function together(some: readonly Way[], others: readonly Way[], choices: FactChoices): Way[] {
  const ways = some.flatMap((one) => others.flatMap((other) => both(one, other) ?? []));
  return cheapest(ways, choices);
}
