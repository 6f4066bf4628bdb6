import type { FactColumn, RfmColumn } from '@tagloom/contracts';
import { RFM_CELLS, RFM_QUADRANTS, type RfmCell } from '../rfm/rfm-cells.js';

type Rfm = Extract<FactColumn, { kind: 'rfm' }>;
type ColumnSql = (column: RfmColumn['column']) => string;

/** Cuts come from the model in the catalog, never from a rule; one that is unknown makes the answer unknown. */
function sideSql({ column, cut }: RfmColumn, sign: '<=' | '>=', columnSql: ColumnSql): string {
  if (cut === null || !Number.isFinite(cut)) return 'NULL::boolean';
  return `(${columnSql(column)} ${sign} '${cut}'::float8)`;
}

/** SQL of a part of an RFM model, of its type; NULL when a number or cut that it needs is unknown. */
export function rfmSql({ part, ...model }: Rfm, columnSql: ColumnSql): string {
  const recency = sideSql(model.recency, '<=', columnSql);
  const frequency = sideSql(model.frequency, '>=', columnSql);
  const monetary = sideSql(model.monetary, '>=', columnSql);
  const when = (cell: RfmCell & { frequency?: boolean }) => {
    const sides = [
      [recency, cell.recency],
      ...(cell.frequency === undefined ? [] : [[frequency, cell.frequency] as const]),
      [monetary, cell.monetary],
    ] as const;
    return `WHEN ${sides.map(([sql, isHigh]) => (isHigh ? sql : `NOT ${sql}`)).join(' AND ')} THEN '${cell.value}'`;
  };
  switch (part) {
    case 'recency':
      return recency;
    case 'frequency':
      return frequency;
    case 'monetary':
      return monetary;
    case 'quadrant':
      return `(CASE ${RFM_QUADRANTS.map(when).join(' ')} END)`;
    case 'cell':
      return `(CASE ${RFM_CELLS.map(when).join(' ')} END)`;
  }
}
