/** Reads the address: a change of history whose evaluation shall be opened. The router reads digits as a number. */
export function parsePastSearch(search: Record<string, unknown>): { change?: string } {
  const change = typeof search.change === 'number' ? String(search.change) : search.change;
  return typeof change === 'string' && /^[1-9]\d{0,17}$/.test(change) ? { change } : {};
}
