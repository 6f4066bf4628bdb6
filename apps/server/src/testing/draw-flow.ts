import type { Flow, FlowNode } from '@tagloom/contracts';

type Leaf = { fact: string; operator: string; value?: unknown };
type Action = Extract<FlowNode, { kind: 'action' }>['data'];

export const addTag = (tag: string): Action => ({ action: 'addTag', tag, membership: 'while' });

/** Trigger «on change» → the conditions, joined by a gate → the actions. Nodes: `start`, `c0`…, `gate`, `a0`…. */
export function drawFlow(name: string, conditions: Leaf[], actions: Action[], gate: 'all' | 'any' = 'all'): Flow {
  const position = { x: 0, y: 0 };
  const leaves = conditions.map((data, index): FlowNode => ({ id: `c${index}`, kind: 'condition', position, data }));
  const ends = actions.map((data, index): FlowNode => ({ id: `a${index}`, kind: 'action', position, data }));
  const edges = [
    ...leaves.flatMap(({ id }) => [
      ['start', id],
      [id, 'gate'],
    ]),
    ...ends.map(({ id }) => ['gate', id]),
  ].map(([source, target]) => ({ id: `${source}-${target}`, source, target }));
  return {
    name,
    nodes: [
      { id: 'start', kind: 'trigger', position, data: { on: 'change' } },
      ...leaves,
      { id: 'gate', kind: 'gate', position, data: { gate } },
      ...ends,
    ],
    edges,
  };
}
