import type { LocalizedText, RfmCellCount } from '@tagloom/contracts';
import { RFM_CELLS, RFM_QUADRANTS } from '@tagloom/rule-engine';

export interface CellRow {
  /** Null: not all three numbers are known. */
  cell: string | null;
  label: LocalizedText | undefined;
  customers: number;
  /** Of everyone. */
  share: number;
}

const totalOf = (cells: readonly RfmCellCount[]) => cells.reduce((sum, { customers }) => sum + customers, 0);

/** Every cell, best first, and those of whom too little is known last. */
export function rowsOf(cells: readonly RfmCellCount[]): CellRow[] {
  const total = totalOf(cells);
  const row = (cell: string | null, label: LocalizedText | undefined): CellRow => {
    const customers = cells.find((known) => known.cell === cell)?.customers ?? 0;
    return { cell, label, customers, share: total === 0 ? 0 : customers / total };
  };
  return [...RFM_CELLS.map(({ value, label }) => row(value, label)), row(null, undefined)];
}

/** The cells added up by recency and amount. */
export function quadrantsOf(cells: readonly RfmCellCount[]) {
  return RFM_QUADRANTS.map(({ value, label, recency, monetary }) => {
    const within = RFM_CELLS.filter((cell) => cell.recency === recency && cell.monetary === monetary);
    const names = within.map((cell) => cell.value);
    return { value, label, customers: totalOf(cells.filter(({ cell }) => cell !== null && names.includes(cell))) };
  });
}
