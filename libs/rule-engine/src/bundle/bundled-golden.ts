import type { Flow, FlowBundle, GoldenCase, GoldenExpectation, ImportMapping } from '@tagloom/contracts';
import { flowReads } from '../flow/flow-condition.js';
import { Renames } from './rename.js';

/** A customer's own calendar may decide what a flow does without being one of its conditions. */
const TIME_ZONE = 'profile.time_zone';

/** Golden cases as they travel with their flow: facts that it does not read mean nothing elsewhere. */
export function bundledGolden(flow: Flow, cases: readonly GoldenCase[]): GoldenCase[] {
  const reads = new Set([...flowReads(flow), TIME_ZONE]);
  return cases.map((golden) => ({
    ...golden,
    facts: Object.fromEntries(Object.entries(golden.facts).filter(([name]) => reads.has(name))),
  }));
}

/** The golden cases of a bundle under the names that their facts and tags get here. */
export function mappedGolden({ golden = [] }: Pick<FlowBundle, 'golden'>, mapping: ImportMapping): GoldenCase[] {
  const names = new Renames(mapping);
  const renamed = (items: readonly GoldenExpectation[]) =>
    items.map((item) => ('tag' in item ? { ...item, tag: names.key('tag', item.tag) } : item));
  return golden.map(({ facts, expected, has, ...rest }) => ({
    ...rest,
    facts: Object.fromEntries(Object.entries(facts).map(([name, value]) => [names.fact(name), value])),
    expected: renamed(expected),
    ...(has && { has: renamed(has) }),
  }));
}
