import { Flow, FLOW_LIMITS, type Problem, type ProblemCode } from '@tagloom/contracts';
import { FlowError, refuse } from '../errors/flow-error.js';
import { checkJson } from '../json-rules/check-json.js';

const MAX_JSON = 2_000_000;
const MAX_PROBLEMS = 50;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listIn = (json: unknown, key: string): unknown[] => (isRecord(json) && Array.isArray(json[key]) ? json[key] : []);

/** JSON text as a value; refuses text that is too long or no JSON. */
export function parseJson(text: string): unknown {
  if (text.length > MAX_JSON) refuse('too_large', [], '内容太大，请拆分后再试。', 'The text is too large; split it.');
  try {
    return JSON.parse(text);
  } catch {
    return refuse('malformed', [], '这不是合法的 JSON。', 'This is not valid JSON.');
  }
}

/** What a node may still lack while it is being drawn. */
const UNFINISHED = [
  ...['fact', 'operator', 'tag', 'eventTypes', 'field'],
  ...['to', 'message', 'title', 'text', 'endpoint'],
];

/** An empty fact, operator, tag or text is an unfinished node; anything else is a wrong shape. */
function codeOf(path: PropertyKey[]): ProblemCode {
  const unfinished = path[0] === 'nodes' && path[2] === 'data' && UNFINISHED.includes(String(path[3]));
  return unfinished ? 'incomplete' : 'malformed';
}

/** The node that a path leads into. */
function nodesAt(json: unknown, [list, at]: PropertyKey[]): string[] {
  const item = list === 'nodes' && at !== undefined ? listIn(json, 'nodes')[Number(at)] : undefined;
  return isRecord(item) && typeof item.id === 'string' ? [item.id] : [];
}

function problemAt(json: unknown, path: PropertyKey[], detail: string): Problem {
  const nodeIds = nodesAt(json, path);
  const place = path.map(String).join('.');
  return {
    code: codeOf(path),
    severity: 'error',
    nodeIds,
    message: {
      'zh-CN': `${place || '整个流程'} 的内容不符合要求，请检查后补全或改正。`,
      en: `${place || 'The flow'}: ${detail}.`,
    },
  };
}

/**
 * Reads a flow from JSON text or a parsed value. Only its shape is checked; `validateFlow` checks its sense.
 * Throws FlowError with the ids of the nodes at fault.
 */
export function parseFlow(json: unknown): Flow {
  const value = typeof json === 'string' ? parseJson(json) : json;
  if (listIn(value, 'nodes').length > FLOW_LIMITS.nodes || listIn(value, 'edges').length > FLOW_LIMITS.edges) {
    const beyond = listIn(value, 'nodes').slice(FLOW_LIMITS.nodes, FLOW_LIMITS.nodes + MAX_PROBLEMS);
    refuse(
      'too_large',
      beyond.flatMap((node) => (isRecord(node) && typeof node.id === 'string' ? [node.id] : [])),
      `一个流程最多 ${FLOW_LIMITS.nodes} 个节点、${FLOW_LIMITS.edges} 条连线，请拆成几个流程。`,
      `A flow has at most ${FLOW_LIMITS.nodes} nodes and ${FLOW_LIMITS.edges} links; split it into several.`,
    );
  }
  checkJson(value, (path) => nodesAt(value, path));
  const result = Flow.safeParse(value);
  if (result.success) return result.data;
  throw new FlowError(
    result.error.issues.slice(0, MAX_PROBLEMS).map((issue) => problemAt(value, issue.path, issue.message)),
  );
}
