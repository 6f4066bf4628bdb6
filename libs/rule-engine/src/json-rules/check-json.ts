import { FLOW_LIMITS } from '@tagloom/contracts';
import { refuse } from '../errors/flow-error.js';
import { isForbiddenKey } from '../facts/safe-path.js';

const MAX_VALUES = 50_000;
/** Each level of a condition is an object and a list. */
const MAX_DEPTH = FLOW_LIMITS.depth * 4;
/** Handlers of a rule are refused by name, where the rule is known. */
const HANDLERS = ['onSuccess', 'onFailure'];

const PLAIN = new Set(['number', 'string', 'boolean', 'undefined']);

interface Item {
  value: unknown;
  depth: number;
  key: string;
  above: Item | undefined;
}

function pathOf(item: Item | undefined): string[] {
  const path: string[] = [];
  for (let at = item; at?.above; at = at.above) path.unshift(at.key);
  return path;
}
/** Deep paths say enough with their beginning. */
function written(path: string[]): string {
  const text = path.map((key) => (/^\d+$/.test(key) ? `[${key}]` : `.${key}`)).join('');
  return text.length > 120 ? `${text.slice(0, 120)}…` : text.replace(/^\./, '');
}

type NodesAt = (path: string[]) => string[];

/** Functions and the like; a rule's own handlers are left to be refused where the rule is known. */
function refuseKind(item: Item, nodesAt: NodesAt): void {
  if (PLAIN.has(typeof item.value) || HANDLERS.includes(item.key)) return;
  const path = pathOf(item);
  refuse(
    'malformed',
    nodesAt(path),
    `${written(path)}：这里只能是数字、文字、是/否、列表或对象。`,
    `${written(path)}: only numbers, texts, yes/no, lists and objects are allowed here.`,
  );
}

function refuseKey(item: Item, nodesAt: NodesAt): never {
  const path = pathOf(item);
  return refuse(
    'unsafe_path',
    nodesAt(path),
    `${written(path)}：不能有名为「${item.key}」的字段。`,
    `${written(path)}: a field must not be named “${item.key}”.`,
  );
}

/**
 * Refuses what is no plain JSON, before anything walks it: values that contain themselves, are too deep or too large, have
 * keys that reach prototypes, or functions. `nodesAt` finds the nodes at fault from the path. Stops at the first finding, so
 * it never costs more than the limits allow.
 */
export function checkJson(root: unknown, nodesAt: NodesAt = () => []): void {
  const stack: Item[] = [{ value: root, depth: 0, key: '', above: undefined }];
  let count = 1;
  const tooLarge = (item: Item) =>
    refuse(
      'too_large',
      nodesAt(pathOf(item)),
      '内容太大、嵌套太深，或引用了自己，请拆分后再试。',
      'This is too large, nested too deeply, or contains itself; split it.',
    );
  for (let item = stack.pop(); item; item = stack.pop()) {
    const { value, depth } = item;
    if (typeof value !== 'object') refuseKind(item, nodesAt);
    if (typeof value !== 'object' || value === null) continue;
    if (depth > MAX_DEPTH || (Array.isArray(value) && count + value.length > MAX_VALUES)) tooLarge(item);
    for (const key in value) {
      if (!Object.hasOwn(value, key)) continue;
      if (++count > MAX_VALUES) tooLarge(item);
      const inner: unknown = (value as Record<string, unknown>)[key];
      if (isForbiddenKey(key)) refuseKey({ value: inner, depth, key, above: item }, nodesAt);
      // numbers, texts and yes/no need no second look
      if (inner !== null && !PLAIN.has(typeof inner)) stack.push({ value: inner, depth: depth + 1, key, above: item });
    }
  }
}
