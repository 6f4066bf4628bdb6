import type { Catalog, Flow, FlowNode, Problem, ProblemCode } from '@tagloom/contracts';
import {
  conditionToSql,
  flowCondition,
  FlowError,
  MAX_SQL_PATTERNS,
  type Moment,
  type SqlOptions,
  validateFlow,
  type WrittenCondition,
} from '@tagloom/rule-engine';
import { MAX_PARAMS } from '../../platform/database/max-params.js';

/** Findings that do not keep a node from being counted: it is merely unfinished further down, or says too little. */
const HARMLESS: ReadonlySet<ProblemCode> = new Set([
  'dangling_output',
  'no_trigger',
  'no_action',
  'contradiction',
  'always_true',
]);

/** By node id: a boolean SQL expression over customers `c`, or null. All expressions share the parameters. */
export interface CountableNodes {
  expressions: Map<string, string | null>;
  params: unknown[];
}

/**
 * The condition of every node as SQL; null where it cannot be counted: the node, or one before it, has a problem, reads
 * `event.*` facts, or uses an operator that PostgreSQL has no equal of. Pure.
 */
export function countableNodes(flow: Flow, catalog: Catalog, moment: Moment, options: SqlOptions = {}): CountableNodes {
  const problems = validateFlow(flow, catalog).filter((problem) => isHarmful(problem, flow));
  const wholeFlow = problems.some(({ nodeIds }) => nodeIds.length === 0);
  const broken = withFollowers(flow, new Set(problems.flatMap(({ nodeIds }) => nodeIds)));
  const expressions = new Map<string, string | null>();
  const params: unknown[] = [];
  let patterns: ReadonlySet<string> = new Set();
  for (const node of flow.nodes) {
    const isCountable = !wholeFlow && !broken.has(node.id);
    const here = { ...options, startIndex: params.length + 1 };
    const written = isCountable ? sqlOf(flow, node, catalog, moment, here) : null;
    const together = new Set([...patterns, ...(written?.patterns ?? [])]);
    const fits =
      written !== null && params.length + written.params.length <= MAX_PARAMS && together.size <= MAX_SQL_PATTERNS;
    expressions.set(node.id, fits ? written.sql : null);
    if (!fits) continue;
    params.push(...written.params);
    patterns = together;
  }
  return { expressions, params };
}

/** The nodes whose customers "match": the actions; while there is none yet, the ends of what is drawn. */
export function endsOf(flow: Flow): FlowNode[] {
  const actions = flow.nodes.filter((node) => node.kind === 'action');
  if (actions.length > 0) return actions;
  const sources = new Set(flow.edges.map(({ source }) => source));
  return flow.nodes.filter((node) => node.kind !== 'trigger' && !sources.has(node.id));
}

function isHarmful({ severity, code, nodeIds }: Problem, flow: Flow): boolean {
  if (severity !== 'error' || HARMLESS.has(code)) return false;
  // a condition that nothing leads into yet can be counted by itself
  const isCondition = flow.nodes.some((node) => node.kind === 'condition' && nodeIds.includes(node.id));
  return !(code === 'dangling_input' && isCondition);
}

function withFollowers(flow: Flow, start: ReadonlySet<string>): Set<string> {
  const found = new Set(start);
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const { source, target } of flow.edges) if (found.has(source)) found.add(target);
  }
  return found;
}

function sqlOf(
  flow: Flow,
  node: FlowNode,
  catalog: Catalog,
  moment: Moment,
  options: SqlOptions,
): WrittenCondition | null {
  try {
    return conditionToSql(flowCondition(flow, node.id, catalog), catalog, moment, options);
  } catch (error) {
    if (error instanceof FlowError) return null;
    throw error;
  }
}
