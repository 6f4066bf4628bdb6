import type { Flow, FlowNode, GoldenCase, GoldenExpectation } from '@tagloom/contracts';

/** The flow with one tag in the place of another. What says the same twice then, says it once. Pure. */
export function rewriteFlow(flow: Flow, from: string, to: string): Flow {
  const { include, exclude } = flow.audience ?? {};
  const keys = (list: readonly string[]) => [...new Set(list.map((key) => (key === from ? to : key)))];
  return withoutTwins({
    ...flow,
    nodes: flow.nodes.map((node) => rewriteNode(node, from, to)),
    ...(flow.audience && {
      audience: { ...(include && { include: keys(include) }), ...(exclude && { exclude: keys(exclude) }) },
    }),
  });
}

/** Of actions that do the same behind the same node, the first. An action without a way to it is its author's to finish. */
function withoutTwins(flow: Flow): Flow {
  const said = new Set<string>();
  const twins = new Set<string>();
  for (const { id, kind, data } of flow.nodes) {
    const sources = flow.edges.filter(({ target }) => target === id).map(({ source }) => source);
    if (kind !== 'action' || sources.length === 0) continue;
    const saying = JSON.stringify([data, sources.sort()]);
    if (said.has(saying)) twins.add(id);
    said.add(saying);
  }
  if (twins.size === 0) return flow;
  return {
    ...flow,
    nodes: flow.nodes.filter(({ id }) => !twins.has(id)),
    edges: flow.edges.filter(({ target }) => !twins.has(target)),
  };
}

function rewriteNode(node: FlowNode, from: string, to: string): FlowNode {
  const fact = (name: string) => (name === `tag.${from}` ? `tag.${to}` : name);
  if (node.kind === 'condition') {
    const { value } = node.data;
    const isReference =
      typeof value === 'object' && value !== null && 'fact' in value && typeof value.fact === 'string';
    const other = isReference ? { value: { ...value, fact: fact(value.fact as string) } } : {};
    return { ...node, data: { ...node.data, fact: fact(node.data.fact), ...other } };
  }
  if (node.kind === 'action' && 'tag' in node.data && node.data.tag === from)
    return { ...node, data: { ...node.data, tag: to } };
  return node;
}

export interface RewritableCase {
  facts: GoldenCase['facts'];
  expected: GoldenExpectation[];
  has: GoldenExpectation[] | null;
}

/** A golden case of it; what it says of the other tag itself goes first. Pure. */
export function rewriteCase({ facts, expected, has }: RewritableCase, from: string, to: string): RewritableCase {
  const { [`tag.${from}`]: value, ...others } = facts;
  const moved: GoldenCase['facts'] =
    value === undefined || `tag.${to}` in others ? others : { ...others, [`tag.${to}`]: value };
  const rename = (list: readonly GoldenExpectation[]) =>
    distinct(list.map((one) => ('tag' in one && one.tag === from ? { ...one, tag: to } : one)));
  return { facts: moved, expected: rename(expected), has: has && rename(has) };
}

const distinct = (list: readonly GoldenExpectation[]): GoldenExpectation[] => [
  ...new Map(list.map((one) => [JSON.stringify(one), one])).values(),
];
