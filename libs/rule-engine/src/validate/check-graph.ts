import { FLOW_LIMITS, type Condition, type Flow, type FlowNode } from '@tagloom/contracts';
import { maxInputs, portsFit } from '../flow/can-connect.js';
import { ConditionBuilder } from '../flow/condition-builder.js';
import { expandedSize } from '../flow/flow-condition.js';
import { type Graph } from '../flow/graph.js';
import { nodesInLoops } from '../flow/loops.js';
import type { Problems } from './problems.js';

/** Written out without sharing, a rule may have this many parts: it travels as JSON to history and to other engines. */
const MAX_EXPANDED = 5000;
/** Of many nodes at fault, so many are named. */
const MAX_NAMED = 50;

/** Limits first, so that a huge graph costs nothing. Returns false when the flow must not be looked at further. */
export function checkSize(flow: Flow, problems: Problems): boolean {
  if (flow.nodes.length <= FLOW_LIMITS.nodes && flow.edges.length <= FLOW_LIMITS.edges) return true;
  problems.add(
    'too_large',
    flow.nodes.slice(FLOW_LIMITS.nodes, FLOW_LIMITS.nodes + MAX_NAMED).map(({ id }) => id),
    `一个流程最多 ${FLOW_LIMITS.nodes} 个节点、${FLOW_LIMITS.edges} 条连线，请拆成几个流程。`,
    `A flow has at most ${FLOW_LIMITS.nodes} nodes and ${FLOW_LIMITS.edges} links; split it into several.`,
  );
  return false;
}

function checkEdges(flow: Flow, graph: Graph, problems: Problems): void {
  const ids = new Set<string>();
  for (const { id } of flow.nodes) {
    if (ids.has(id))
      problems.add(
        'malformed',
        [id],
        '有两个节点用了同一个编号，请删掉重复的节点。',
        'Two nodes have the same id; remove one of them.',
      );
    ids.add(id);
  }
  const seen = new Set<string>();
  for (const { source: from, target: to } of flow.edges) {
    const [source, target] = [graph.nodes.get(from), graph.nodes.get(to)];
    if (!source || !target) {
      problems.add(
        'unknown_node',
        [from, to].filter((id) => graph.nodes.has(id)),
        '有一条连线的一端没有节点，请删掉这条连线。',
        'A link has no node at one of its ends; remove it.',
      );
      continue;
    }
    const fit = portsFit(source, target);
    if (!fit.ok) problems.add(fit.code, [from, to], fit.message['zh-CN'], fit.message.en);
    const key = JSON.stringify([from, to]);
    if (seen.has(key))
      problems.add(
        'wrong_port',
        [from, to],
        '同样的两个节点之间有两条连线，请删掉一条。',
        'Two links join the same two nodes; remove one.',
      );
    seen.add(key);
  }
}

function checkInputs(node: FlowNode, graph: Graph, problems: Problems): void {
  const inputs = graph.inputs(node.id);
  const counted = node.kind === 'condition' ? graph.yesNoInputs(node.id) : inputs;
  if (node.kind !== 'trigger' && inputs.length === 0)
    problems.at(
      node,
      'dangling_input',
      ({ zh }) => `${zh}前面没有接任何节点，请从触发器或条件连过来。`,
      ({ en }) => `${en} has nothing leading into it; link a trigger or condition to it.`,
    );
  if (counted.length > maxInputs(node))
    problems.at(
      node,
      'too_many_inputs',
      ({ zh }) => `${zh}只能有一个输入，请用闸门合并后再接入。`,
      ({ en }) => `${en} takes one input; join several in a gate first.`,
    );
  if (node.kind === 'gate' && node.data.gate === 'atLeast' && inputs.length > 0 && node.data.k > inputs.length) {
    const { k } = node.data;
    problems.at(
      node,
      'k_out_of_range',
      ({ zh }) => `${zh}要求 ${k} 项成立，但只接了 ${inputs.length} 项，永远不会成立。`,
      ({ en }) => `${en} asks for ${k}, but only ${inputs.length} lead into it, so it can never hold.`,
    );
  }
}

/** Ports, ends, loops and limits. Returns false when the conditions behind it cannot be built. */
export function checkGraph(flow: Flow, graph: Graph, problems: Problems): boolean {
  checkEdges(flow, graph, problems);
  if (!flow.nodes.some(({ kind }) => kind === 'trigger'))
    problems.add(
      'no_trigger',
      [],
      '流程还没有触发器，请先放一个触发器。',
      'The flow has no trigger; add one to start it.',
    );
  if (!flow.nodes.some(({ kind }) => kind === 'action'))
    problems.add(
      'no_action',
      [],
      '流程还没有动作，请放一个动作，比如打标签。',
      'The flow has no action; add one, such as adding a tag.',
    );
  for (const node of flow.nodes) {
    checkInputs(node, graph, problems);
    if (node.kind !== 'action' && graph.outputs(node.id).length === 0)
      problems.at(
        node,
        'dangling_output',
        ({ zh }) => `${zh}后面没有接任何节点，请接到条件或动作，或删掉它。`,
        ({ en }) => `${en} leads nowhere; link it to a condition or an action, or remove it.`,
      );
  }
  const { stuck, depth } = graph.order();
  if (stuck.length > 0) {
    const loop = nodesInLoops(graph, stuck);
    problems.add(
      'loop',
      loop.map(({ id }) => id),
      '这些节点连成了环，请删掉其中一条连线。',
      'These nodes form a loop; remove one of its links.',
    );
    return false;
  }
  const tooDeep = [...depth].filter(([, steps]) => steps > FLOW_LIMITS.depth).map(([id]) => id);
  if (tooDeep.length > 0) {
    problems.add(
      'too_large',
      tooDeep.slice(0, MAX_NAMED),
      `流程最多 ${FLOW_LIMITS.depth} 层，请拆成几个流程。`,
      `A flow is at most ${FLOW_LIMITS.depth} steps deep; split it into several.`,
    );
    return false;
  }
  return checkExpanded(flow, graph, problems);
}

function checkExpanded(flow: Flow, graph: Graph, problems: Problems): boolean {
  const builder = new ConditionBuilder(graph);
  const memo = new Map<Condition, number>();
  for (const node of flow.nodes) {
    if (node.kind !== 'action' || expandedSize(builder.of(node), MAX_EXPANDED + 1, memo) <= MAX_EXPANDED) continue;
    problems.add(
      'too_large',
      [node.id],
      '这条规则展开后太大（节点之间交叉太多），请简化连线。',
      'Written out, this rule is too large (too many joins); simplify its links.',
    );
    return false;
  }
  return true;
}
