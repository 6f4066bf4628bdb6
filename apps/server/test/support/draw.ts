import type { ActionData, Flow, FlowNode } from '@tagloom/contracts';

type ConditionNode = Extract<FlowNode, { kind: 'condition' }>['data'];

export interface Drawing {
  name: string;
  /** Event types that it waits for; any change when absent. */
  on?: string[];
  if: ConditionNode[];
  then: ActionData[];
  timeZone?: string;
  audience?: Flow['audience'];
}

/** Trigger → conditions, each «and also that» → the actions `a0`, `a1`, … */
export function draw({ name, on, if: conditions, then: actions, timeZone, audience }: Drawing): Flow {
  const position = { x: 0, y: 0 };
  const line: FlowNode[] = [
    { id: 'start', kind: 'trigger', position, data: on ? { on: 'event', eventTypes: on } : { on: 'change' } },
    ...conditions.map((data, index): FlowNode => ({ id: `c${index}`, kind: 'condition', position, data })),
  ];
  const ends = actions.map((data, index): FlowNode => ({ id: `a${index}`, kind: 'action', position, data }));
  const last = line[line.length - 1].id;
  const edges = [
    ...line.slice(1).map(({ id }, index) => [line[index].id, id]),
    ...ends.map(({ id }) => [last, id]),
  ].map(([source, target]) => ({ id: `${source}-${target}`, source, target }));
  return { name, nodes: [...line, ...ends], edges, ...(timeZone && { timeZone }), ...(audience && { audience }) };
}
