import { readCsv } from './read-csv.js';
import { readXlsx } from './read-xlsx.js';
import type { Sheet } from './sheet.js';
import { refuseSheet } from './table-limits.js';

const ZIP = Buffer.from('PK\u0003\u0004', 'latin1');
const EMPTY_ZIP = Buffer.from('PK\u0005\u0006', 'latin1');
/** Of .xls, and of .xlsx with a password. */
const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/** A table by what the file is, whatever it calls itself. Throws `spreadsheet_refused`. */
export async function readSheet(bytes: Buffer): Promise<Sheet> {
  const starts = (magic: Buffer) => bytes.subarray(0, magic.length).equals(magic);
  if (starts(COMPOUND)) throw refuseSheet('old_format');
  const sheet = await (starts(ZIP) || starts(EMPTY_ZIP) ? readXlsx(bytes) : readCsv(bytes));
  if (sheet.rows.length === 0) throw refuseSheet('not_a_table');
  return sheet;
}
