import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { refuseSheet, SheetRows, yieldTurn } from './table-limits.js';
import type { Sheet } from './sheet.js';

/** Small, because a piece of nothing but line breaks is that many rows. */
const PIECE = 128;
const MAX_RECORD = 256 * 1024;
const ROWS_A_TURN = 50;
/** Blank ones and those within cells as well, which cost time too. */
const MAX_LINES = 5_000;

/** Excel in China saves CSV in GB 18030, «Unicode text» in UTF-16; all others write UTF-8. */
function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** What parts the headings: a tab when pasted from a spreadsheet, else the more frequent of comma and semicolon. */
function delimiterOf(text: string): string {
  const [first = ''] = text.trimStart().split(/\r?\n/, 1);
  if (first.includes('\t')) return '\t';
  return first.split(';').length > first.split(',').length ? ';' : ',';
}

function linesOf(text: string): number {
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}

async function* pieces(text: string): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += PIECE) {
    await yieldTurn();
    yield text.slice(at, at + PIECE);
  }
}

interface CsvRow {
  record: string[];
  info: { records: number; empty_lines: number };
}

/** Reads a CSV or tab-separated table, a little at a time. */
export async function readCsv(bytes: Buffer): Promise<Sheet> {
  const text = decode(bytes);
  if (text.includes('\u0000')) throw refuseSheet('not_a_table');
  if (linesOf(text) > MAX_LINES) throw refuseSheet('too_many_rows');
  const parser = parse({
    delimiter: delimiterOf(text),
    relaxColumnCount: true,
    relaxQuotes: true,
    skipEmptyLines: true,
    info: true,
    maxRecordSize: MAX_RECORD,
  });
  const source = Readable.from(pieces(text));
  const sheet = new SheetRows();
  let row = 0;
  try {
    for await (const { record, info } of source.pipe(parser) as AsyncIterable<CsvRow>) {
      // blank lines are skipped, but a spreadsheet counts them
      sheet.add((row = info.records + info.empty_lines), record);
      if (info.records % ROWS_A_TURN === 0) await yieldTurn();
    }
  } catch (error) {
    if (error instanceof CsvError) throw refuseSheet('damaged', { row: row + 1 });
    throw error;
  } finally {
    source.destroy();
    parser.destroy();
  }
  return { rows: sheet.rows, isDate1904: false };
}
