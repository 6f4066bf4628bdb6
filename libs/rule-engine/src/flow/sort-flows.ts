import type { Flow } from '@tagloom/contracts';
import { refuse } from '../errors/flow-error.js';
import { flowReads, flowWrites } from './flow-condition.js';

/**
 * Flows in the order in which they must be evaluated: one that writes a tag before those that read it (`tag.<key>`). Flows
 * that do not depend on each other keep their order. Throws FlowError `loop` with the names along the loop.
 */
export function sortFlows<T extends Flow>(flows: readonly T[]): T[] {
  const writers = new Map<string, T[]>();
  for (const flow of flows)
    for (const key of flowWrites(flow)) writers.set(`tag.${key}`, [...(writers.get(`tag.${key}`) ?? []), flow]);

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

/** The path is found against the direction in which tags travel, hence reversed. */
function refuseLoop(found: Flow[]): never {
  const names = found.toReversed().map(({ name }) => name);
  return refuse(
    'loop',
    [],
    `这些流程互相等待对方的标签：${names.map((name) => `「${name}」`).join(' → ')}。请去掉其中一个对标签的判断。`,
    `These flows wait for each other's tags: ${names.map((name) => `“${name}”`).join(' → ')}. Remove one of the conditions on a tag.`,
  );
}
