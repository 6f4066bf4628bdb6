import { GoldenCase, localize, type Catalog, type FactDefinition, type Flow } from '@tagloom/contracts';
import { flowReads, readExpectations } from '@tagloom/rule-engine';
import { columnsOf, type Column } from './golden-columns.js';
import { momentOf, textOf, valueOf } from './read-cells.js';
import { readError, type ReadErrors } from './read-errors.js';
import { columnLetter, isBlank, isErrorCell, type Cell, type Sheet } from './sheet.js';
import { yieldTurn } from './table-limits.js';

const WANTED: Record<FactDefinition['type'], { 'zh-CN': string; en: string }> = {
  number: { 'zh-CN': '数字', en: 'a number' },
  text: { 'zh-CN': '文字', en: 'a text' },
  boolean: { 'zh-CN': '是或否', en: 'yes or no' },
  date: { 'zh-CN': '日期（如 2026-05-01）', en: 'a date like 2026-05-01' },
  set: { 'zh-CN': '用分号隔开的几项', en: 'items parted by semicolons' },
};
const ROWS_A_TURN = 20;

export interface GoldenReading {
  cases: GoldenCase[];
  facts: FactDefinition[];
  errors: ReadErrors;
}

/** What a table must be read with. */
export interface ReadingContext {
  flow: Flow;
  catalog: Catalog;
  timeZone: string;
}

/** Cases from the rows of a table; a row with a mistake is left out, and every mistake has its place. */
export async function readGoldenTable({ rows, isDate1904 }: Sheet, context: ReadingContext): Promise<GoldenReading> {
  const errors: ReadErrors = [];
  const [heading, ...body] = rows;
  const columns = columnsOf(heading, context.catalog, new Set(flowReads(context.flow)), errors);
  const facts = columns.flatMap((column) => (column?.kind === 'fact' ? [column.fact] : []));
  if (errors.some(({ code }) => code === 'missing_column')) return { cases: [], facts, errors };
  const cases: GoldenCase[] = [];
  for (const [at, { row, cells }] of body.entries()) {
    if (at % ROWS_A_TURN === 0) await yieldTurn();
    const read = readRow(row, cells, columns, isDate1904, context);
    errors.push(...read.errors);
    if (read.errors.length === 0) cases.push(read.golden);
  }
  return { cases, facts, errors };
}

function readRow(
  row: number,
  cells: readonly Cell[],
  columns: readonly (Column | null)[],
  isDate1904: boolean,
  { flow, catalog, timeZone }: ReadingContext,
): { golden: GoldenCase; errors: ReadErrors } {
  const errors: ReadErrors = [];
  const golden: GoldenCase = { name: '', facts: {}, now: null, expected: [] };
  for (const [at, column] of columns.entries()) {
    const cell = cells[at] ?? null;
    if (!column || isBlank(cell)) continue;
    const place = { row, column: columnLetter(at) };
    const text = textOf(cell);
    if (isErrorCell(cell)) {
      errors.push(readError('error_cell', place, { text: cell.error }));
    } else if (column.kind === 'name') {
      golden.name = text;
      if (!GoldenCase.shape.name.safeParse(text).success) errors.push(readError('too_long', place, { heading: text }));
    } else if (column.kind === 'now') {
      const now = momentOf(cell, timeZone, isDate1904);
      if (now === undefined) errors.push(readError('wrong_moment', place, { text }));
      else golden.now = now;
    } else if (column.kind === 'expected' || column.kind === 'has') {
      const { expected, unknown } = readExpectations(text, flow, catalog);
      if (column.kind === 'expected') golden.expected = expected;
      else if (expected.length > 0) golden.has = expected;
      if (!GoldenCase.shape.expected.safeParse(expected).success)
        errors.push(readError('too_long', place, { heading: text }));
      for (const item of unknown) errors.push(readError('unknown_action', place, { text: item }));
    } else {
      const { type, name, label } = column.fact;
      const value = valueOf(cell, type, isDate1904);
      if (value === undefined)
        errors.push(readError('wrong_value', place, { text, heading: localize(label, 'zh-CN'), wanted: WANTED[type] }));
      else golden.facts[name] = value;
    }
  }
  if (golden.name === '') errors.push(readError('nameless', { row, column: null }));
  return { golden, errors };
}
