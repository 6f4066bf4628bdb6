import type { Catalog, FactDefinition, Flow, GoldenAction, GoldenCase, GoldenFact } from '@tagloom/contracts';
import { actionNodes, expectationOf, flowReads } from '@tagloom/rule-engine';

/** The facts that deserve a column: what the draft reads, then what else a case gives. Pure. */
export function factsOf(draft: Flow, cases: readonly GoldenCase[], { facts }: Catalog): FactDefinition[] {
  const names = new Set([...flowReads(draft), ...cases.flatMap((golden) => Object.keys(golden.facts))]);
  const byName = new Map(facts.map((fact) => [fact.name, fact]));
  return [...names].flatMap((name) => byName.get(name) ?? []);
}

export function goldenFacts(facts: readonly FactDefinition[], draft: Flow): GoldenFact[] {
  const reads = new Set(flowReads(draft));
  return facts.map(({ name, type, label }) => ({ name, type, label, isRead: reads.has(name) }));
}

/** The actions of the draft, as cases can expect them. Pure. */
export function actionsOf(draft: Flow, { tags }: Catalog): GoldenAction[] {
  return actionNodes(draft).map((node) => {
    const expectation = expectationOf(node);
    const tag = 'tag' in expectation ? tags.find(({ key }) => key === expectation.tag) : undefined;
    return { nodeId: node.id, expectation, name: tag?.name ?? { 'zh-CN': node.id } };
  });
}
