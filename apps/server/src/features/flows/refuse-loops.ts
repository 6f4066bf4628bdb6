import { localize, type Flow, type Locale } from '@tagloom/contracts';
import { FlowError, sortFlows } from '@tagloom/rule-engine';
import { DomainError } from '../../platform/errors/domain-error.js';

/** A flow, by the number that its names cannot replace: several flows may have one name. */
export interface NumberedFlow {
  id: number;
  flow: Flow;
}

/**
 * Refuses flows that wait for each other's tags or fields; `params.path` leads once around. Where it leads through a flow that is
 * not `visible`, no more is told than that there is a loop: it can never be published, so that much has to be said.
 */
export function refuseLoops(flows: readonly NumberedFlow[], locale: Locale, visible: ReadonlySet<number>): void {
  const problem = loopOf(flows.map(({ flow }) => flow));
  if (!problem) return;
  const names = new Map(flows.map(({ id, flow }) => [String(id), flow.name]));
  const byId = loopOf(flows.map(({ id, flow }) => ({ ...flow, name: String(id) })));
  if (!(byId?.params?.path ?? []).every((id) => visible.has(Number(id)))) throw hiddenLoop(locale);
  throw new DomainError('flow_loop', localize(problem.message, locale), {
    hint: 'Remove one of the conditions on a tag or a field along the path',
    params: { path: (byId?.params?.path ?? []).map((id) => ({ id, name: names.get(id) })) },
  });
}

/** A loop of which nothing is told but that it is one. */
export const hiddenLoop = (locale: Locale): DomainError =>
  new DomainError('flow_loop', localize(HIDDEN_LOOP, locale), {
    hint: 'Remove one of the conditions on a tag or a field that others set',
  });

const HIDDEN_LOOP = {
  'zh-CN': '这条规则和其他规则互相等待对方的标签或资料，形成了循环。请去掉其中一个条件。',
  en: 'This rule and others wait for each other’s tags or fields in a circle; remove one of its conditions.',
};

function loopOf(flows: readonly Flow[]) {
  try {
    sortFlows(flows);
    return null;
  } catch (error) {
    if (error instanceof FlowError) return error.problems[0];
    throw error;
  }
}
