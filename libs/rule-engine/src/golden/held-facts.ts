import type { Catalog, Flow, GoldenExpectation } from '@tagloom/contracts';
import { heldFact } from '../facts/held-fact.js';
import type { Facts } from '../facts/read-fact.js';
import { actionNodes, meetsExpectation } from './expectations.js';

/** The facts of a customer for whom the flow has done all this before: its actions are held, and its tags are there. Pure. */
export function factsOfHas(flow: Flow, has: readonly GoldenExpectation[], { tags }: Pick<Catalog, 'tags'>): Facts {
  const facts: Record<string, unknown> = {};
  for (const item of has) {
    for (const node of actionNodes(flow)) if (meetsExpectation(node, item)) facts[heldFact(node.id)] = true;
    if ('node' in item || item.sign === '-') continue;
    const isFlag = tags.find(({ key }) => key === item.tag)?.kind === 'flag';
    if (isFlag) facts[`tag.${item.tag}`] = true;
    else if (item.value !== undefined) facts[`tag.${item.tag}`] = item.value;
  }
  return facts;
}
