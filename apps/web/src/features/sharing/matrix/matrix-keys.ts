export interface CellKey {
  tagId: string;
  departmentId: string;
}

/** The cell that an event happened in; nothing for the head, the first column and what floats above. */
export function cellOf(target: EventTarget): { element: HTMLElement; key: CellKey; cellIndex: number } | undefined {
  const element = (target as HTMLElement).closest<HTMLTableCellElement>('td[data-department]');
  if (!element) return undefined;
  const { department: departmentId = '', tag: tagId = '' } = element.dataset;
  return { element, key: { tagId, departmentId }, cellIndex: element.cellIndex };
}

const within = <T>(list: ArrayLike<T>, index: number): T | undefined =>
  list[Math.min(Math.max(index, 0), list.length - 1)];

/** Where a key leads from a cell: arrows to its neighbours, Home and End to the ends of its row. */
export function nextCell(from: HTMLElement, key: string): HTMLElement | undefined {
  const row = from.closest('tr');
  const table = from.closest('table');
  if (!row || !table) return undefined;
  const cells = [...row.querySelectorAll<HTMLElement>('td[data-department]')];
  const at = cells.indexOf(from);
  if (key === 'ArrowRight') return within(cells, at + 1);
  if (key === 'ArrowLeft') return within(cells, at - 1);
  if (key === 'Home') return cells[0];
  if (key === 'End') return cells.at(-1);
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return undefined;
  const rows = [...table.querySelectorAll('tr[data-tag]')];
  const next = within(rows, rows.indexOf(row) + (key === 'ArrowDown' ? 1 : -1));
  return next?.querySelectorAll<HTMLElement>('td[data-department]')[at];
}
