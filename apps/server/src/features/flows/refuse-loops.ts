import { localize, type Flow, type Locale } from '@tagloom/contracts';
import { FlowError, sortFlows } from '@tagloom/rule-engine';
import { DomainError } from '../../platform/errors/domain-error.js';

/** A flow, by the number that its names cannot replace: several flows may have one name. */
export interface NumberedFlow {
  id: number;
  flow: Flow;
}

/** Refuses flows that wait for each other's tags or fields; `params.path` leads once around. */
export function refuseLoops(flows: readonly NumberedFlow[], locale: Locale): void {
  const problem = loopOf(flows.map(({ flow }) => flow));
  if (!problem) return;
  const names = new Map(flows.map(({ id, flow }) => [String(id), flow.name]));
  const byId = loopOf(flows.map(({ id, flow }) => ({ ...flow, name: String(id) })));
  throw new DomainError('flow_loop', localize(problem.message, locale), {
    hint: 'Remove one of the conditions on a tag or a field along the path',
    params: { path: (byId?.params?.path ?? []).map((id) => ({ id, name: names.get(id) })) },
  });
}

function loopOf(flows: readonly Flow[]) {
  try {
    sortFlows(flows);
    return null;
  } catch (error) {
    if (error instanceof FlowError) return error.problems[0];
    throw error;
  }
}
