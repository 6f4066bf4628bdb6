import { GoldenCase, type Catalog, type Flow, type GoldenFact, type GoldenValue } from '@tagloom/contracts';
import { goldenHeading, readExpectations, readFactText, writeExpectations, writeFactText } from '@tagloom/rule-engine';

/** A case as it is typed. */
export interface GoldenRow {
  key: string;
  name: string;
  now: string | null;
  /** Text by the name of the fact; empty is unknown. */
  facts: Record<string, string>;
  has: string;
  expected: string;
}

let made = 0;
const nextKey = () => `row-${(made += 1)}`;

export const emptyRow = (): GoldenRow => ({ key: nextKey(), name: '', now: null, facts: {}, has: '', expected: '' });
export const isEmptyRow = (row: GoldenRow): boolean =>
  row.name === '' &&
  row.now === null &&
  row.has === '' &&
  row.expected === '' &&
  Object.values(row.facts).every((text) => text === '');

export function rowOf({ name, now, facts, expected, has = [] }: GoldenCase): GoldenRow {
  const texts = Object.entries(facts).map(([fact, value]) => [fact, writeFactText(value)]);
  return {
    key: nextKey(),
    name,
    now,
    facts: Object.fromEntries(texts) as Record<string, string>,
    has: writeExpectations(has),
    expected: writeExpectations(expected),
  };
}

/** What a row means, and the columns that cannot be read: `name`, `has`, `expected`, or a fact's name. */
export function caseOf(
  row: GoldenRow,
  facts: readonly GoldenFact[],
  flow: Flow,
  catalog: Catalog,
): { golden: GoldenCase; wrong: string[] } {
  const wrong: string[] = [];
  const values: Record<string, GoldenValue> = {};
  for (const { name, type } of facts) {
    const text = row.facts[name] ?? '';
    if (text.trim() === '') continue;
    const value = readFactText(text, type);
    if (value === undefined) wrong.push(name);
    else values[name] = value;
  }
  const has = readExpectations(row.has, flow, catalog);
  if (has.unknown.length > 0) wrong.push('has');
  const { expected, unknown } = readExpectations(row.expected, flow, catalog);
  if (unknown.length > 0) wrong.push('expected');
  const name = row.name.trim();
  if (!GoldenCase.shape.name.safeParse(name).success) wrong.push('name');
  const golden = { name, now: row.now, facts: values, expected, ...(has.expected.length > 0 && { has: has.expected }) };
  return { golden, wrong };
}

/** Facts that have a column: those of the table, then others that came with a file. */
export function mergeFacts(facts: readonly GoldenFact[], more: readonly GoldenFact[]): GoldenFact[] {
  const known = new Set(facts.map(({ name }) => name));
  return [...facts, ...more.filter(({ name }) => !known.has(name))];
}

/** Cells copied from a spreadsheet with a heading: as copied, or that of the table, in the order of its columns. */
export function pastedTable(text: string, facts: readonly GoldenFact[]): string | undefined {
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/);
  if (lines.length < 2 && !text.includes('\t')) return undefined;
  const isHeaded = lines[0]!.split('\t').some((cell) => goldenHeading(cell) === 'name');
  const heading = ['name', 'now', ...facts.map(({ name }) => name), 'has', 'expected'].join('\t');
  return isHeaded ? text : `${heading}\n${text}`;
}
