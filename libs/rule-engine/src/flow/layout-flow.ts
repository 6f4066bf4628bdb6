import type { Flow, FlowNode, FlowNodeKind } from '@tagloom/contracts';
import { Graph } from './graph.js';

/** Sizes of the cards on the canvas, in px. */
export const NODE_SIZE: Record<FlowNodeKind, { width: number; height: number }> = {
  trigger: { width: 240, height: 80 },
  condition: { width: 240, height: 128 },
  gate: { width: 240, height: 72 },
  score: { width: 304, height: 128 },
  action: { width: 240, height: 104 },
};
const GAP = { x: 48, y: 64 };
const SWEEPS = 4;

/** A place in a row: a card, or the room that an edge needs to pass a row without crossing a card. */
interface Slot {
  node?: FlowNode;
  width: number;
  above: Slot[];
  below: Slot[];
  row: number;
  at: number;
  x: number;
}

const slot = (row: number, node?: FlowNode): Slot => ({
  node,
  row,
  width: node ? NODE_SIZE[node.kind].width : 24,
  above: [],
  below: [],
  at: 0,
  x: 0,
});
const mean = (slots: Slot[], of: (slot: Slot) => number) =>
  slots.reduce((sum, item) => sum + of(item), 0) / slots.length;

/** Rows of slots; edges over several rows are led through each of them. */
function rowsOf(flow: Flow): Slot[][] {
  const graph = new Graph(flow);
  const { nodes, depth, stuck } = graph.order();
  const rows: Slot[][] = [];
  const slots = new Map<string, Slot>();
  const add = (item: Slot) => (rows[item.row] ??= []).push(item);
  const last = Math.max(-1, ...depth.values()) + 1;
  for (const node of [...nodes, ...stuck]) {
    const item = slot(depth.has(node.id) && !stuck.includes(node) ? depth.get(node.id)! : last, node);
    slots.set(node.id, item);
    add(item);
  }
  for (const { source, target } of flow.edges) {
    let from = slots.get(source);
    const to = slots.get(target);
    if (!from || !to || from.row >= to.row) continue;
    while (from.row + 1 < to.row) {
      const passing = slot(from.row + 1);
      add(passing);
      from.below.push(passing);
      passing.above.push(from);
      from = passing;
    }
    from.below.push(to);
    to.above.push(from);
  }
  return rows.filter(Boolean);
}

/** Orders each row by where its neighbours are, a few times down and up: fewer crossings. */
function order(rows: Slot[][]): void {
  const number = (row: Slot[]) => row.forEach((item, at) => (item.at = at));
  rows.forEach(number);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const [side, sequence] = sweep % 2 === 0 ? (['above', rows] as const) : (['below', rows.toReversed()] as const);
    for (const row of sequence) {
      const wish = new Map(
        row.map((item) => [item, item[side].length > 0 ? mean(item[side], ({ at }) => at) : item.at]),
      );
      row.sort((a, b) => wish.get(a)! - wish.get(b)!);
      number(row);
    }
  }
}

/** Places a row: each slot under the middle of its parents where there is room, never closer than the gap. */
function place(row: Slot[]): void {
  let edge = -Infinity;
  for (const item of row) {
    const wish =
      item.above.length > 0
        ? mean(item.above, ({ x, width }) => x + width / 2) - item.width / 2
        : edge === -Infinity
          ? 0
          : edge;
    item.x = Math.max(wish, edge);
    edge = item.x + item.width + GAP.x;
  }
  const wishes = row.filter(({ above }) => above.length > 0);
  if (wishes.length === 0) return;
  const shift = mean(wishes, (item) => mean(item.above, ({ x, width }) => x + width / 2) - item.width / 2 - item.x);
  for (const item of row) item.x += shift;
}

/** The same flow, tidied: triggers on top, actions below, rows apart, no card over another. Positions are top left corners. */
export function layoutFlow(flow: Flow): Flow {
  const rows = rowsOf(flow);
  order(rows);
  const positions = new Map<string, { x: number; y: number }>();
  let y = 0;
  for (const row of rows) {
    if (row[0]!.row === 0) spread(row);
    else place(row);
    let height = 0;
    for (const { node, x } of row) {
      if (!node) continue;
      positions.set(node.id, { x: Math.round(x / 8) * 8, y });
      height = Math.max(height, NODE_SIZE[node.kind].height);
    }
    y += (height || NODE_SIZE.gate.height) + GAP.y;
  }
  return { ...flow, nodes: flow.nodes.map((node) => ({ ...node, position: positions.get(node.id) ?? node.position })) };
}

/** The first row has no parents: one beside the other. */
function spread(row: Slot[]): void {
  let x = 0;
  for (const item of row) {
    item.x = x;
    x += item.width + GAP.x;
  }
}
