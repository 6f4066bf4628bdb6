import type { Flow } from '@tagloom/contracts';

/** The order in which a simulated path lights up: a node comes one step after the last of those that lead into it. */
export function lightingOrder({ nodes, edges }: Pick<Flow, 'nodes' | 'edges'>): ReadonlyMap<string, number> {
  const steps = new Map(nodes.map(({ id }) => [id, 0]));
  // A rule has no loops, so as many rounds as nodes reach the end; a drawing with a loop still ends.
  for (let round = 0, moved = true; moved && round < nodes.length; round++) {
    moved = false;
    for (const { source, target } of edges) {
      const next = (steps.get(source) ?? 0) + 1;
      if (next > (steps.get(target) ?? 0)) {
        steps.set(target, next);
        moved = true;
      }
    }
  }
  return steps;
}
