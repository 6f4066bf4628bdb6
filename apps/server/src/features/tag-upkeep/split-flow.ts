import type { ActionData, Flow, FlowEdge, FlowNode, FlowNodeOf, GoldenExpectation } from '@tagloom/contracts';
import { layoutFlow } from '@tagloom/rule-engine';
import type { RewritableCase } from './rewrite-tag.js';

/** A tag that a split makes, by its key. */
export interface NamedPart {
  key: string;
  /** A tag for a single value is a flag, and has none itself. */
  isFlag: boolean;
  values: readonly string[];
}
export interface SplitOf {
  key: string;
  parts: readonly NamedPart[];
  rest: readonly string[];
}

/** Comparisons that say which values they want, and with which of their values a customer meets them alone. */
const WANTS_ONE: ReadonlySet<string> = new Set(['equal', 'contains']);
const WANTS_ANY: ReadonlySet<string> = new Set(['in', 'containsAny']);

/**
 * The flow once values of the tag are tags of their own: what asks for one asks for its tag, what asks for several of several tags
 * asks for any of them. Null where it cannot be told what the author would want: «not this value», patterns, all of several tags,
 * taking the tag away, a list of values of several tags. Pure.
 */
export function splitFlow(flow: Flow, split: SplitOf): Flow | null {
  const nodes: FlowNode[] = [];
  let edges: FlowEdge[] = [...flow.edges];
  for (const node of flow.nodes) {
    const made = splitNode(node, split);
    if (!made) return null;
    if (made.length === 1) nodes.push(made[0]);
    else {
      const ids = new Set(flow.nodes.map(({ id }) => id));
      const options = made.map((option, at) => ({ ...option, id: freeId(`${node.id}-${at + 1}`, ids) }));
      nodes.push({ id: node.id, kind: 'gate', position: node.position, data: { gate: 'any' } }, ...options);
      edges = edges.flatMap((edge) =>
        edge.target === node.id ? options.map(({ id }) => link(edge.source, id)) : [edge],
      );
      edges.push(...options.map(({ id }) => link(id, node.id)));
    }
  }
  const rewritten = { ...flow, nodes, edges, ...(flow.audience && { audience: splitAudience(flow.audience, split) }) };
  // where nodes came in, they need their places
  return nodes.length > flow.nodes.length ? layoutFlow(rewritten) : rewritten;
}

/** One node stays one node; several are to be any of them. Null: nobody can tell. */
function splitNode(node: FlowNode, split: SplitOf): FlowNode[] | null {
  if (node.kind === 'condition') return splitCondition(node, split);
  if (node.kind !== 'action' || !('tag' in node.data) || node.data.tag !== split.key) return [node];
  const data = splitAction(node.data, split);
  return data && [{ ...node, data }];
}

function splitCondition(node: FlowNodeOf<'condition'>, split: SplitOf): FlowNode[] | null {
  const { fact, operator, value } = node.data;
  const name = `tag.${split.key}`;
  const isOther = typeof value === 'object' && value !== null && 'fact' in value && value.fact === name;
  if (isOther) return null;
  if (fact !== name) return [node];
  const as = (key: string, change: object): FlowNode => ({
    ...node,
    data: { ...node.data, fact: `tag.${key}`, ...change },
  });
  const holds = ({ key }: NamedPart) => as(key, { operator: 'equal', value: true });
  if (operator === 'isKnown')
    return [node, ...split.parts.map((part) => (part.isFlag ? holds(part) : as(part.key, {})))];
  if (WANTS_ONE.has(operator)) {
    const part = split.parts.find(({ values }) => values.includes(String(value)));
    return [part ? (part.isFlag ? holds(part) : as(part.key, {})) : node];
  }
  const wanted = Array.isArray(value) ? value.map(String) : [];
  const rest = wanted.filter((one) => !split.parts.some(({ values }) => values.includes(one)));
  if (wanted.length === 0) return null;
  if (operator === 'containsAll' && rest.length === wanted.length) return [node];
  if (!WANTS_ANY.has(operator)) return null;
  return [
    ...(rest.length > 0 ? [as(split.key, { value: rest })] : []),
    ...split.parts.flatMap((part) => {
      const own = wanted.filter((one) => part.values.includes(one));
      if (own.length === 0) return [];
      return [part.isFlag ? holds(part) : as(part.key, { value: own })];
    }),
  ];
}

function splitAction(data: ActionData, { parts, rest }: SplitOf): ActionData | null {
  if (data.action === 'removeTag') return null;
  const value = 'value' in data ? data.value : undefined;
  if (value === undefined || value === null) return data;
  const values = (Array.isArray(value) ? value : [value]).map(String);
  if (values.every((one) => rest.includes(one))) return data;
  const part = parts.find((one) => values.every((wanted) => one.values.includes(wanted)));
  if (!part) return null;
  if (!part.isFlag) return { ...data, tag: part.key } as ActionData;
  const { value: _value, ...others } = data as Extract<ActionData, { action: 'setTag' }>;
  // what gave the tag a value gives a tag that has none
  return {
    ...others,
    action: data.action === 'setTag' ? 'addTag' : data.action,
    tag: part.key,
  } as unknown as ActionData;
}

/** Whoever had the tag has it or one of those made of it. */
function splitAudience(audience: NonNullable<Flow['audience']>, { key, parts }: SplitOf): Flow['audience'] {
  const { include, exclude } = audience;
  const all = (list: readonly string[]) =>
    list.flatMap((one) => (one === key ? [one, ...parts.map((part) => part.key)] : [one]));
  return { ...(include && { include: all(include) }), ...(exclude && { exclude: all(exclude) }) };
}

/** What a golden customer has, and what is expected of it, in the words of the tags that were made. Pure. */
export function splitCase({ facts, expected, has }: RewritableCase, split: SplitOf): RewritableCase {
  const name = `tag.${split.key}`;
  const { [name]: value, ...others } = facts;
  const moved: RewritableCase['facts'] = others;
  if (value !== undefined) {
    const values = Array.isArray(value) ? value : [value];
    const isRest = (one: unknown) => !split.parts.some((part) => part.values.includes(String(one)));
    const stays = values.filter(isRest);
    if (stays.length > 0) moved[name] = Array.isArray(value) ? stays.map(String) : value;
    for (const part of split.parts) {
      const own = values.map(String).filter((one) => part.values.includes(one));
      if (own.length > 0) moved[`tag.${part.key}`] = part.isFlag ? true : Array.isArray(value) ? own : own[0];
    }
  }
  const rename = (list: readonly GoldenExpectation[]) => list.map((one) => splitExpectation(one, split));
  return { facts: moved, expected: rename(expected), has: has && rename(has) };
}

function splitExpectation(one: GoldenExpectation, { key, parts }: SplitOf): GoldenExpectation {
  if (!('tag' in one) || one.tag !== key || one.value === undefined) return one;
  const values = (Array.isArray(one.value) ? one.value : [one.value]).map(String);
  const part = parts.find((each) => values.every((value) => each.values.includes(value)));
  if (!part) return one;
  const { value: _value, ...others } = one;
  return part.isFlag ? { ...others, tag: part.key } : { ...one, tag: part.key };
}

const link = (source: string, target: string): FlowEdge => ({ id: `${source}→${target}`, source, target });

function freeId(wanted: string, taken: Set<string>): string {
  let id = wanted.slice(-60);
  while (taken.has(id)) id = `${id}'`;
  taken.add(id);
  return id;
}
