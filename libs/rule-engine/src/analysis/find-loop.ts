import type { Flow } from '@tagloom/contracts';
import { FlowError } from '../errors/flow-error.js';
import { flowReads } from '../flow/flow-condition.js';
import { changedFacts, sortFlows } from '../flow/sort-flows.js';
import type { Finding, OtherFlow } from './finding.js';

const DRAFT = 'draft';

/** By ids, as several flows may have one name. */
function pathOf(flows: readonly Flow[]): FlowError['problems'][number] | undefined {
  try {
    sortFlows(flows);
    return undefined;
  } catch (error) {
    if (error instanceof FlowError) return error.problems[0];
    throw error;
  }
}

/** A loop of flows that wait for each other, if the draft closes one: the nodes are its conditions along the loop. */
export function findLoop(draft: Flow, published: readonly (OtherFlow & { flow: Flow })[]): Finding[] {
  const byId = pathOf([...published.map(({ id, flow }) => ({ ...flow, name: id })), { ...draft, name: DRAFT }]);
  const path = byId?.params?.path ?? [];
  if (!path.includes(DRAFT)) return [];
  const flows = new Map<string, { name: string; flow: Flow }>([
    ...published.map((each) => [each.id, each] as const),
    [DRAFT, { name: draft.name, flow: draft }],
  ]);
  const problem = pathOf([...new Set(path)].map((id) => ({ ...flows.get(id)!.flow, name: flows.get(id)!.name })));
  const changed = new Set([...new Set(path)].flatMap((id) => changedFacts(flows.get(id)!.flow)));
  const nodeIds = draft.nodes.flatMap((node) =>
    node.kind === 'condition' &&
    flowReads({ ...draft, nodes: [node], audience: undefined }).some((fact) => changed.has(fact))
      ? [node.id]
      : [],
  );
  const other = published.find(({ id }) => path.includes(id));
  return problem
    ? [
        {
          ...problem,
          nodeIds,
          params: { ...problem.params, ...(other && { flow: { id: other.id, name: other.name } }) },
        },
      ]
    : [];
}
