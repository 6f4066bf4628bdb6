import type { Lineage, LineageNode } from '@tagloom/contracts';

export const NODE = { width: 168, height: 48 };
const GAP = { x: 40, y: 16 };
const SWEEPS = 4;

export interface Placed {
  node: LineageNode;
  x: number;
  y: number;
}

/**
 * Columns from where it comes to where it goes, the tag itself in between. A node stands left of everything that is made of
 * it, also where a shorter way leads there; within a column beside its neighbours, so that few links cross.
 */
export function layoutLineage({ nodes, edges }: Pick<Lineage, 'nodes' | 'edges'>): Placed[] {
  const columns = columnsOf(nodes, edges);
  const at = new Map<string, number>();
  const number = () =>
    columns.forEach((column) => column.forEach(({ id }, index) => at.set(id, index - column.length / 2)));
  number();
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const column of columns) {
      const wish = new Map(column.map(({ id }) => [id, wishOf(id, edges, at)]));
      column.sort((one, other) => (wish.get(one.id) ?? 0) - (wish.get(other.id) ?? 0));
    }
    number();
  }
  return columns.flatMap((column, x) =>
    column.map((node, y) => ({
      node,
      x: x * (NODE.width + GAP.x),
      y: (y - column.length / 2) * (NODE.height + GAP.y),
    })),
  );
}

function wishOf(id: string, edges: Lineage['edges'], at: ReadonlyMap<string, number>): number {
  const near = edges.flatMap(({ from, to }) => (from === id ? [to] : to === id ? [from] : []));
  const places = near.flatMap((other) => at.get(other) ?? []);
  if (places.length === 0) return at.get(id) ?? 0;
  return places.reduce((sum, place) => sum + place, 0) / places.length;
}

/** By the longest way from the tag, so that no link runs within a column or backwards but in a circle. */
function columnsOf(nodes: readonly LineageNode[], edges: Lineage['edges']): LineageNode[][] {
  const distance = new Map(nodes.map((node) => [node.id, node.distance]));
  // In a circle there is no longest way: it never comes to rest, and the shortest one is as good.
  for (let step = 0; step < nodes.length; step++) {
    let moved = false;
    for (const { from, to } of edges) {
      const [start, end] = [distance.get(from), distance.get(to)];
      if (start === undefined || end === undefined || start < end) continue;
      if (end <= 0 && start < 0) distance.set(from, end - 1);
      else if (start >= 0 && end > 0) distance.set(to, start + 1);
      else continue;
      moved = true;
    }
    if (!moved) return byDistance(nodes, ({ id }) => distance.get(id) ?? 0);
  }
  return byDistance(nodes, ({ distance: own }) => own);
}

function byDistance(nodes: readonly LineageNode[], of: (node: LineageNode) => number): LineageNode[][] {
  const columns = new Map<number, LineageNode[]>();
  for (const node of nodes) columns.set(of(node), [...(columns.get(of(node)) ?? []), node]);
  return [...columns].sort(([one], [other]) => one - other).map(([, column]) => column);
}
