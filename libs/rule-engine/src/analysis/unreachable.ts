import type { Flow } from '@tagloom/contracts';
import type { CatalogIndex } from '../catalog/catalog-index.js';
import { Graph } from '../flow/graph.js';
import { nodeName } from '../validate/node-names.js';
import { finding, type Finding } from './finding.js';

/** Nodes with something before them, but no trigger: nothing ever wakes them. */
export function findUnreachable(flow: Flow, index: CatalogIndex | undefined): Finding[] {
  const graph = new Graph(flow);
  const reached = new Set<string>();
  const stack = flow.nodes.filter(({ kind }) => kind === 'trigger').map(({ id }) => id);
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    stack.push(...graph.outputs(id).map((next) => next.id));
  }
  return flow.nodes
    .filter(({ id }) => !reached.has(id) && graph.inputs(id).length > 0)
    .map((node) => {
      const { zh, en } = nodeName(node, index);
      return finding('unreachable', [node.id], {
        zh: `没有触发器通到${zh}，它不会执行。请从触发器连过来。`,
        en: `${en} is never reached: no trigger leads to it. Link one.`,
      });
    });
}
