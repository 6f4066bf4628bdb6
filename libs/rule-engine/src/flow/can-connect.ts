import type { Flow, FlowNode, ProblemCode } from '@tagloom/contracts';
import { Graph } from './graph.js';

export interface Refusal {
  ok: false;
  code: ProblemCode;
  message: { 'zh-CN': string; en: string };
}
export type Connection = { ok: true } | Refusal;

const no = (code: ProblemCode, zh: string, en: string): Refusal => ({ ok: false, code, message: { 'zh-CN': zh, en } });

/** Whether the ports of two kinds of node fit, regardless of what is connected already. */
export function portsFit(source: FlowNode, target: FlowNode): Connection {
  if (target.kind === 'trigger')
    return no('wrong_port', '触发器是起点，不能有输入。', 'A trigger starts the flow; nothing can lead into it.');
  if (source.kind === 'action')
    return no('wrong_port', '动作是终点，后面不能再接节点。', 'An action ends the flow; nothing can follow it.');
  if (source.kind === 'trigger' && (target.kind === 'gate' || target.kind === 'score'))
    return no(
      'wrong_port',
      '闸门和打分只接收条件的结果，请先接一个条件。',
      'Gates and scores take answers of conditions; put a condition in between.',
    );
  return { ok: true };
}

/** How many yes/no inputs a node takes at most. Any number of triggers may lead into a condition. */
export function maxInputs(target: FlowNode): number {
  if (target.kind === 'condition' || target.kind === 'action') return 1;
  return target.kind === 'gate' && target.data.gate === 'not' ? 1 : Infinity;
}

/** Whether an edge may be drawn from one node to another, and if not, why in a sentence for the person drawing it. */
export function canConnect(source: FlowNode, target: FlowNode, flow: Pick<Flow, 'nodes' | 'edges'>): Connection {
  if (source.id === target.id) return no('loop', '节点不能连到自己。', 'A node cannot be linked to itself.');
  const fit = portsFit(source, target);
  if (!fit.ok) return fit;
  const graph = new Graph(flow);
  const inputs = graph.inputs(target.id);
  if (inputs.some(({ id }) => id === source.id))
    return no('wrong_port', '这两个节点已经连上了。', 'These two nodes are linked already.');
  if (graph.reaches(target.id, source.id))
    return no('loop', '这样会连成环，规则就没有起点了。', 'This would close a loop.');
  const taken = target.kind === 'condition' ? inputs.filter(({ kind }) => kind !== 'trigger').length : inputs.length;
  if ((source.kind !== 'trigger' || target.kind !== 'condition') && taken >= maxInputs(target))
    return no(
      'too_many_inputs',
      '这个节点只能有一个输入，请先删掉原来的连线，或用闸门合并。',
      'This node takes one input; remove the old link, or join them in a gate.',
    );
  return { ok: true };
}
