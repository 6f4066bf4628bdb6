import type { ActionData, Flow, FlowNode, FlowNodeOf } from '@tagloom/contracts';
import { layoutFlow } from '@tagloom/rule-engine';

const position = { x: 0, y: 0 };
type Threshold = FlowNodeOf<'score'>['data'];

export const onChange = (id = 'start'): FlowNode => ({ id, kind: 'trigger', position, data: { on: 'change' } });
export const onEvent = (eventTypes: string[], id = 'start'): FlowNode => ({
  id,
  kind: 'trigger',
  position,
  data: { on: 'event', eventTypes },
});
export const condition = (id: string, fact: string, operator: string, value?: unknown): FlowNode => ({
  id,
  kind: 'condition',
  position,
  data: { fact, operator, ...(value !== undefined && { value }) },
});
export const all = (id: string): FlowNode => ({ id, kind: 'gate', position, data: { gate: 'all' } });
/** `threshold` is in percent of all weights. */
export const score = (id: string, threshold: number, weights: Threshold['weights']): FlowNode => ({
  id,
  kind: 'score',
  position,
  data: { threshold, weights },
});
export const action = (id: string, data: ActionData): FlowNode => ({ id, kind: 'action', position, data });
/** The tag holds as long as the condition does. */
export const tagWhile = (id: string, tag: string): FlowNode =>
  action(id, { action: 'addTag', tag, membership: 'while' });

/** `links` are `source>target`. */
export function draw(name: string, description: string, nodes: FlowNode[], links: string[]): Flow {
  const edges = links.map((link) => {
    const [source, target] = link.split('>');
    return { id: link, source, target };
  });
  return layoutFlow({ name, description, nodes, edges });
}
