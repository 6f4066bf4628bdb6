import type { Flow, FlowNode } from '@tagloom/contracts';
import { canConnect, layoutFlow, type Connection } from '@tagloom/rule-engine';
import { createStore } from 'zustand/vanilla';
import { cut, paste, type Clip } from './clip';
import { placeBelow, withPositions, without, type Position } from './edits';
import { emptyHistory, record, stepBack, stepForward, type History } from './history';
import { edgeId, newId } from './new-id';

/** A node without its place: what the palette offers. */
export type NewNode = Pick<FlowNode, 'kind' | 'data'>;

export type FlowSettings = Partial<Record<'timeZone', Flow['timeZone']> & Record<'audience', Flow['audience']>>;

export interface GraphState {
  flow: Flow;
  history: History;
  selectedNodes: readonly string[];
  selectedEdges: readonly string[];
  clip: Clip | undefined;
  readOnly: boolean;
  rename(name: string): void;
  /** What is set for the flow as a whole; `undefined` takes it away. */
  set(settings: FlowSettings): void;
  add(node: NewNode, position: Position): string | undefined;
  /** Below the selected node, and linked to it where that makes sense. */
  addBelowSelected(node: NewNode): string | undefined;
  connect(source: string, target: string): Connection;
  update(id: string, data: FlowNode['data'], field?: string): void;
  move(positions: ReadonlyMap<string, Position>): void;
  nudge(dx: number, dy: number): void;
  removeSelected(): void;
  remove(nodeIds: readonly string[], edgeIds: readonly string[]): void;
  copy(): void;
  paste(): void;
  duplicate(): void;
  select(nodeIds: readonly string[], edgeIds?: readonly string[]): void;
  tidy(): void;
  undo(): void;
  redo(): void;
}

/** The flow being drawn. It is the truth; what the canvas library shows is derived from it. */
export function createGraphStore(flow: Flow, readOnly = false) {
  return createStore<GraphState>((set, get) => {
    const change = (next: Flow, key?: string, also?: Partial<GraphState>) => {
      const { flow: before, history } = get();
      if (readOnly || next === before) return;
      set({ flow: next, history: record(history, before, Date.now(), key), ...also });
    };
    const nodeOf = (id: string | undefined) => get().flow.nodes.find((node) => node.id === id);
    const insert = (node: NewNode, position: Position, from?: FlowNode) => {
      if (readOnly) return undefined;
      const { flow } = get();
      const id = newId(node.kind, new Set(flow.nodes.map((other) => other.id)));
      const added = { ...node, id, position } as FlowNode;
      const nodes = [...flow.nodes, added];
      const linked = from && canConnect(from, added, { nodes, edges: flow.edges }).ok;
      const edges = linked ? [...flow.edges, { id: edgeId(from.id, id), source: from.id, target: id }] : flow.edges;
      change({ ...flow, nodes, edges }, undefined, { selectedNodes: [id], selectedEdges: [] });
      return id;
    };
    const pasteClip = (clip: Clip | undefined) => {
      if (!clip || clip.nodes.length === 0) return;
      const { flow: next, added } = paste(get().flow, clip, 32);
      change(next, undefined, { selectedNodes: added, selectedEdges: [] });
    };
    const travel = (step: ReturnType<typeof stepBack>) => {
      if (!step || readOnly) return;
      const before = new Set(get().flow.nodes.map(({ id }) => id));
      const ids = step.flow.nodes.map(({ id }) => id);
      const back = ids.filter((id) => !before.has(id));
      const selectedNodes = back.length > 0 ? back : get().selectedNodes.filter((id) => ids.includes(id));
      set({ ...step, selectedNodes, selectedEdges: [] });
    };
    return {
      flow,
      history: emptyHistory,
      selectedNodes: [],
      selectedEdges: [],
      clip: undefined,
      readOnly,
      rename: (name) => change({ ...get().flow, name }, 'name'),
      set: (settings) => {
        const next = { ...get().flow, ...settings };
        if (next.timeZone === undefined) delete next.timeZone;
        if (next.audience === undefined) delete next.audience;
        change(next);
      },
      add: (node, position) => insert(node, position),
      addBelowSelected: (node) => {
        const { flow, selectedNodes } = get();
        const from = nodeOf(selectedNodes.at(-1));
        return insert(node, placeBelow(flow, from ?? flow.nodes.at(-1), node.kind), from);
      },
      connect: (source, target) => {
        const [from, to] = [nodeOf(source), nodeOf(target)];
        const { flow } = get();
        if (!from || !to) throw new Error(`No node ${source} or ${target}`);
        const answer = canConnect(from, to, flow);
        if (answer.ok) change({ ...flow, edges: [...flow.edges, { id: edgeId(source, target), source, target }] });
        return answer;
      },
      update: (id, data, field = '') => {
        const nodes = get().flow.nodes.map((node) => (node.id === id ? ({ ...node, data } as FlowNode) : node));
        change({ ...get().flow, nodes }, `data:${id}:${field}`);
      },
      move: (positions) => change(withPositions(get().flow, positions), `move:${[...positions.keys()].join()}`),
      nudge: (dx, dy) => {
        const { flow, selectedNodes } = get();
        const chosen = flow.nodes.filter(({ id }) => selectedNodes.includes(id));
        const moved = chosen.map(({ id, position }) => [id, { x: position.x + dx, y: position.y + dy }] as const);
        if (moved.length > 0) get().move(new Map(moved));
      },
      remove: (nodeIds, edgeIds) => {
        if (nodeIds.length + edgeIds.length === 0) return;
        change(without(get().flow, nodeIds, edgeIds), undefined, { selectedNodes: [], selectedEdges: [] });
      },
      removeSelected: () => get().remove(get().selectedNodes, get().selectedEdges),
      copy: () => set({ clip: cut(get().flow, get().selectedNodes) }),
      paste: () => pasteClip(get().clip),
      duplicate: () => pasteClip(cut(get().flow, get().selectedNodes)),
      select: (selectedNodes, selectedEdges = []) => set({ selectedNodes, selectedEdges }),
      tidy: () => change(layoutFlow(get().flow)),
      undo: () => travel(stepBack(get().history, get().flow)),
      redo: () => travel(stepForward(get().history, get().flow)),
    };
  });
}

export type GraphStore = ReturnType<typeof createGraphStore>;
