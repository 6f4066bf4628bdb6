import { setImmediate as nextTurn } from 'node:timers/promises';
import { GOLDEN_LIMITS } from '@tagloom/contracts';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { columnLetter, isBlank, type Cell, type Sheet } from './sheet.js';

/** Names, the moment, what is there already and what is expected stand beside the facts. */
const MAX_COLUMNS = GOLDEN_LIMITS.facts + 4;
/** The heading, and as many cases as may be saved. */
const MAX_ROWS = GOLDEN_LIMITS.cases + 1;

export type RefusalReason =
  'not_a_table' | 'old_format' | 'damaged' | 'unpacks_too_large' | 'too_many_rows' | 'too_many_columns' | 'too_long';

const WORDS: Record<RefusalReason, [message: string, hint: string]> = {
  not_a_table: ['This is neither a CSV nor an XLSX file.', 'Save the table as .xlsx or .csv, then upload that file.'],
  old_format: [
    'This spreadsheet is of the old .xls format, or protected by a password.',
    'Save it as .xlsx without a password.',
  ],
  damaged: ['The file is damaged.', 'Open it in a spreadsheet program, save it again, then upload that file.'],
  unpacks_too_large: [
    `The file unpacks to more than ${GOLDEN_LIMITS.unpacked} bytes.`,
    'Keep only the sheet with the cases, without pictures.',
  ],
  too_many_rows: [`The table has more than ${GOLDEN_LIMITS.cases} cases.`, 'Keep the cases that matter most.'],
  too_many_columns: [`The table has more than ${MAX_COLUMNS} columns.`, 'Keep the facts that the flow reads.'],
  too_long: [`A cell has more than ${GOLDEN_LIMITS.cell} characters.`, 'Shorten it.'],
};

/** The whole file is refused. `params.reason` is stable; the place, where there is one, is `row 3, column B`. */
export function refuseSheet(reason: RefusalReason, place?: { row?: number; column?: number }): DomainError {
  const [message, hint] = WORDS[reason];
  const column = place?.column === undefined ? undefined : columnLetter(place.column);
  const where = [
    ...(place?.row === undefined ? [] : [`row ${place.row}`]),
    ...(column === undefined ? [] : [`column ${column}`]),
  ].join(', ');
  return new DomainError('spreadsheet_refused', message, {
    hint,
    ...(where !== '' && { path: where }),
    params: { reason, ...(place?.row !== undefined && { row: place.row }), ...(column !== undefined && { column }) },
  });
}

/** Collects rows, and refuses as soon as there are more than may be saved: nothing large is ever kept. */
export class SheetRows {
  readonly rows: Sheet['rows'] = [];

  add(row: number, cells: Cell[]): void {
    while (cells.length > 0 && isBlank(cells.at(-1))) cells.pop();
    if (cells.length === 0) return;
    if (cells.length > MAX_COLUMNS) throw refuseSheet('too_many_columns', { row });
    const long = cells.findIndex((cell) => typeof cell === 'string' && cell.length > GOLDEN_LIMITS.cell);
    if (long >= 0) throw refuseSheet('too_long', { row, column: long });
    if (this.rows.length >= MAX_ROWS) throw refuseSheet('too_many_rows', { row });
    this.rows.push({ row, cells });
  }

  /** Cells far to the right are not even placed. */
  place(row: number, cells: Cell[], column: number, cell: Cell): void {
    if (isBlank(cell)) return;
    if (column >= MAX_COLUMNS) throw refuseSheet('too_many_columns', { row, column });
    while (cells.length < column) cells.push(null);
    cells[column] = cell;
  }
}

/** Lets whatever else waits have its turn: a file is read in small pieces, never in one go. */
export const yieldTurn = () => nextTurn();
