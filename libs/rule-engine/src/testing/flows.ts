import type { Condition, Flow, FlowNode, FlowNodeOf } from '@tagloom/contracts';
import { FlowBuilder } from '../flow/flow-builder.js';

type Data<K extends FlowNode['kind']> = FlowNodeOf<K>['data'];

export const addVip: Data<'action'> = { action: 'addTag', tag: 'vip', membership: 'while' };

/** A flow that does one action while a condition holds. */
export function flowOf(
  condition: Condition | undefined,
  action: Data<'action'> = addVip,
  trigger: Data<'trigger'> = { on: 'change' },
): Flow {
  const builder = new FlowBuilder(trigger);
  builder.rule(condition, action);
  return builder.build('测试流程');
}

/** A node at the origin. */
export function node<K extends FlowNode['kind']>(id: string, kind: K, data: Data<K>): FlowNode {
  return { id, kind, data, position: { x: 0, y: 0 } } as FlowNode;
}

/** A flow drawn by hand: nodes, and edges as `a>b`. */
export function graphOf(nodes: FlowNode[], ...edges: string[]): Flow {
  const links = edges.map((edge) => edge.split('>') as [string, string]);
  return {
    name: '测试流程',
    nodes,
    edges: links.map(([source, target]) => ({ id: `${source}>${target}`, source, target })),
  };
}
