import type { Flow } from '@tagloom/contracts';
import { FlowError } from '../errors/flow-error.js';
import { flowReads, flowWrites, flowWritesFields } from './flow-condition.js';

/** Names of the facts that a flow changes: its tags, and the profile fields that it sets. */
export const changedFacts = (flow: Flow) => [
  ...flowWrites(flow).map((key) => `tag.${key}`),
  ...flowWritesFields(flow).map((key) => `profile.${key}`),
];

/**
 * Flows in the order in which they must be evaluated: one that writes a tag (`tag.<key>`) or a field (`profile.<key>`) before
 * those that read it. Flows that do not depend on each other keep their order. Throws FlowError `loop`, whose problem
 * carries the names along the loop in `params.path`.
 */
export function sortFlows<T extends Flow>(flows: readonly T[]): T[] {
  const writers = new Map<string, T[]>();
  for (const flow of flows)
    for (const fact of changedFacts(flow)) writers.set(fact, [...(writers.get(fact) ?? []), flow]);

  const sorted: T[] = [];
  const state = new Map<T, 'open' | 'done'>();
  const path: T[] = [];
  const visit = (flow: T): void => {
    if (state.get(flow) === 'done') return;
    if (state.get(flow) === 'open') refuseLoop([...path.slice(path.indexOf(flow)), flow]);
    state.set(flow, 'open');
    path.push(flow);
    for (const fact of flowReads(flow)) for (const writer of writers.get(fact) ?? []) visit(writer);
    path.pop();
    state.set(flow, 'done');
    sorted.push(flow);
  };
  flows.forEach(visit);
  return sorted;
}

/** The path is found against the direction in which tags and fields travel, hence reversed. */
function refuseLoop(found: Flow[]): never {
  const path = found.toReversed().map(({ name }) => name);
  throw new FlowError([
    {
      code: 'loop',
      severity: 'error',
      nodeIds: [],
      message: {
        'zh-CN': `这些流程互相等待对方的标签或资料：${path.map((name) => `「${name}」`).join(' → ')}。请去掉其中一个对标签或资料的判断。`,
        en: `These flows wait for each other's tags or fields: ${path.map((name) => `“${name}”`).join(' → ')}. Remove one of the conditions on them.`,
      },
      params: { path },
    },
  ]);
}
