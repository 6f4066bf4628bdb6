import { Flow, type Catalog, type Problem } from '@tagloom/contracts';
import { indexOf } from '../catalog/catalog-index.js';
import { parseFlow } from '../flow/parse-flow.js';
import { FlowError } from '../errors/flow-error.js';
import { nodeName } from './node-names.js';
import { validateFlow } from './validate-flow.js';

/** The nodes that are not of the shape of a finished flow. */
function unfinishedIds(draft: Flow): Set<string> {
  const issues = Flow.safeParse(draft).error?.issues ?? [];
  const ids = issues.flatMap(({ path: [list, at] }) => (list === 'nodes' ? (draft.nodes[Number(at)]?.id ?? []) : []));
  return new Set(ids);
}

/**
 * What keeps a draft from being a flow: empty when it has the shape of one, whether or not it makes sense. Each node at fault is
 * named with what it lacks.
 */
export function findUnfinished(draft: Flow, catalog: Catalog): Problem[] {
  const ids = unfinishedIds(draft);
  const said = validateFlow(draft, catalog).filter(
    ({ severity, nodeIds }) => severity === 'error' && nodeIds.some((id) => ids.has(id)),
  );
  const silent = draft.nodes.filter(({ id }) => ids.has(id) && !said.some(({ nodeIds }) => nodeIds.includes(id)));
  const lacking = silent.map((node): Problem => {
    const { zh, en } = nodeName(node, indexOf(catalog));
    const message = { 'zh-CN': `${zh}还没有填完，请补全。`, en: `${en} is not filled in yet; complete it.` };
    return { code: 'incomplete', severity: 'error', nodeIds: [node.id], message };
  });
  return ids.size > 0 ? [...said, ...lacking] : problemsOfShape(draft);
}

/** What is wrong with the flow as a whole. */
function problemsOfShape(draft: Flow): Problem[] {
  try {
    parseFlow(draft);
    return [];
  } catch (error) {
    if (error instanceof FlowError) return error.problems;
    throw error;
  }
}
