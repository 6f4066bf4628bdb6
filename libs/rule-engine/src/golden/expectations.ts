import type { Catalog, CatalogTag, Flow, FlowNodeOf, GoldenExpectation, GoldenValue } from '@tagloom/contracts';
import { readFactText, writeFactText } from './fact-text.js';

type ActionNode = FlowNodeOf<'action'>;
/** What the words of an expectation may mean. */
export type GoldenWords = Pick<Catalog, 'tags'>;

const SEPARATOR = /[;；\n]/;
const NOTHING = new Set(['-', '—', '无', '不变', 'none', 'nothing']);
const SIGNS: Record<string, '+' | '-'> = { '+': '+', '＋': '+', '-': '-', '－': '-', '−': '-' };

export const actionNodes = (flow: Flow): ActionNode[] =>
  flow.nodes.filter((node): node is ActionNode => node.kind === 'action');

/** An action as a case expects it: by its tag and value, or else by its node. */
export function expectationOf({ id, data }: ActionNode): GoldenExpectation {
  if (!('tag' in data) || data.tag === '') return { node: id };
  const sign = data.action === 'removeTag' ? '-' : '+';
  const value = 'value' in data ? (data.value as GoldenValue | undefined) : undefined;
  return { sign, tag: data.tag, ...(value !== undefined && value !== null && { value }) };
}

/** Whether an action is what a case expects; without a value any will do. */
export function meetsExpectation(node: ActionNode, expected: GoldenExpectation): boolean {
  if ('node' in expected) return node.id === expected.node;
  const own = expectationOf(node);
  if ('node' in own || own.sign !== expected.sign || own.tag !== expected.tag) return false;
  return expected.value === undefined || JSON.stringify(own.value) === JSON.stringify(expected.value);
}

function tagNamed(text: string, flow: Flow, { tags }: GoldenWords): CatalogTag | undefined {
  const word = text.toLowerCase();
  const named = tags.filter(({ key, name }) =>
    [key, name['zh-CN'], name.en].some((known) => known?.toLowerCase() === word),
  );
  const inFlow = new Set(actionNodes(flow).map(({ data }) => ('tag' in data ? data.tag : undefined)));
  return named.find(({ key }) => key === text) ?? named.find(({ key }) => inFlow.has(key)) ?? named[0];
}

function valueOf(text: string, { kind }: CatalogTag): GoldenValue | undefined {
  if (kind === 'many_of') return readFactText(text.replaceAll('|', ';'), 'set');
  return readFactText(text, kind === 'number' ? 'number' : kind === 'date' ? 'date' : 'text');
}

function readOne(text: string, flow: Flow, words: GoldenWords): GoldenExpectation | undefined {
  const sign = SIGNS[text[0]!];
  const rest = sign ? text.slice(1).trim() : text;
  const whole = tagNamed(rest, flow, words);
  if (whole) return { sign: sign ?? '+', tag: whole.key };
  const at = rest.search(/[=＝]/);
  const tag = at > 0 ? tagNamed(rest.slice(0, at).trim(), flow, words) : undefined;
  const value = tag && valueOf(rest.slice(at + 1).trim(), tag);
  if (tag && value !== undefined) return { sign: sign ?? '+', tag: tag.key, value };
  return !sign && actionNodes(flow).some(({ id }) => id === text) ? { node: text } : undefined;
}

/**
 * What a person types as expected actions: `+vip; -sleeping; level=gold; a3`. Tags by key or name in either language, with
 * `+` (which may be left out: Excel takes it for a formula) or `-`; other actions by the id of their node. `unknown` lists
 * what means nothing.
 */
export function readExpectations(
  text: string,
  flow: Flow,
  words: GoldenWords,
): { expected: GoldenExpectation[]; unknown: string[] } {
  const items = text
    .split(SEPARATOR)
    .map((item) => item.trim())
    .filter((item) => item !== '' && !NOTHING.has(item.toLowerCase()));
  const read = items.map((item) => ({ item, expected: readOne(item, flow, words) }));
  return {
    expected: read.flatMap(({ expected }) => expected ?? []),
    unknown: read.flatMap(({ item, expected }) => (expected ? [] : [item])),
  };
}

function writeOne(expected: GoldenExpectation): string {
  if ('node' in expected) return expected.node;
  const value = Array.isArray(expected.value) ? expected.value.join('|') : writeFactText(expected.value);
  return `${expected.sign}${expected.tag}${expected.value === undefined ? '' : `=${value}`}`;
}

/** The text that {@link readExpectations} reads as `expected`. */
export function writeExpectations(expected: readonly GoldenExpectation[]): string {
  return expected.map(writeOne).join('; ');
}
