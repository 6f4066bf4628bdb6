/** An error of the spreadsheet itself, such as #NAME?. */
export interface ErrorCell {
  error: string;
}
/** Null is an empty cell. Numbers may be dates: only the column tells. */
export type Cell = string | number | boolean | ErrorCell | null;

/** What a file holds, whatever its format; rows without any content are left out. */
export interface Sheet {
  rows: {
    /** As the spreadsheet counts, from 1. */
    row: number;
    cells: Cell[];
  }[];
  /** Days are counted from 1904 on, as old spreadsheets of the Mac do. */
  isDate1904: boolean;
}

export const isErrorCell = (cell: Cell): cell is ErrorCell => typeof cell === 'object' && cell !== null;
export const isBlank = (cell: Cell | undefined): boolean =>
  cell === undefined || cell === null || (typeof cell === 'string' && cell.trim() === '');

/** `A`, `B`, … `AA` of a column counted from 0. */
export function columnLetter(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnLetter(Math.floor(column / 26) - 1) + last;
}

/** The column of a cell reference (`AB12` → 27), counted from 0; undefined when it is none. */
export function columnOf(reference: string): number | undefined {
  const letters = /^([A-Z]{1,3})\d+$/.exec(reference)?.[1];
  if (letters === undefined) return undefined;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
