import { encodeCursor } from './cursor.js';

/** The rows of a page and where the next one begins. Read one row more than fits: it tells whether there is a next one. */
export function pageOf<T>(
  rows: readonly T[],
  size: number,
  query: unknown,
  positionOf: (last: T) => unknown,
): { rows: T[]; nextCursor: string | null } {
  const page = rows.slice(0, size);
  const last = page.at(-1);
  const nextCursor = rows.length > size && last !== undefined ? encodeCursor(query, positionOf(last)) : null;
  return { rows: page, nextCursor };
}
