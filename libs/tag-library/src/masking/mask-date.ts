/** Year, or year and month, of a calendar day or an instant in ISO 8601; of the day as it is written. */
export function maskDate(value: string, keep: 'year' | 'month'): string | undefined {
  const match = /^((\d{4})-(\d{2}))-(\d{2})(?:$|[T ]\d{2}:\d{2})/.exec(value);
  if (!match) return undefined;
  const [, month, year, monthOfYear, day] = match;
  const date = new Date(Date.UTC(Number(year), Number(monthOfYear) - 1, Number(day)));
  if (date.getUTCMonth() !== Number(monthOfYear) - 1 || date.getUTCDate() !== Number(day)) return undefined;
  return keep === 'year' ? year : month;
}
