/** Calendars written down plainly, on texts, apart from what the lib computes with. */
const formats = new Map<string, Intl.DateTimeFormat>();
const walls = new Map<string, Map<number, number>>();
/** Asked for again and again by every metric of a scene. */
const remembered = new Map<string, unknown>();
const QUARTER_HOUR = 900_000;
const DAY = 86_400_000;

/** What a wall clock shows, as ms as if it were UTC. Offsets change on quarter hours only, in the years of the tests. */
function wall(epochMs: number, zone: string): number {
  const quarter = Math.floor(epochMs / QUARTER_HOUR) * QUARTER_HOUR;
  let ofZone = walls.get(zone);
  if (!ofZone) walls.set(zone, (ofZone = new Map()));
  let shown = ofZone.get(quarter);
  if (shown === undefined) {
    let format = formats.get(zone);
    if (!format) {
      format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
      formats.set(zone, format);
    }
    shown = Date.parse(`${format.format(quarter).replace(' ', 'T')}Z`);
    ofZone.set(quarter, shown);
  }
  return shown + epochMs - quarter;
}

/** What `compute` gives, computed once per key. */
export function remember<Result>(key: string, compute: () => Result): Result {
  if (!remembered.has(key)) {
    if (remembered.size > 20_000) remembered.clear();
    remembered.set(key, compute());
  }
  return remembered.get(key) as Result;
}

export const dateOf = (epochMs: number, zone: string) => new Date(wall(epochMs, zone)).toISOString().slice(0, 10);
export const addDays = (date: string, days: number) =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
export const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / DAY;

/** Month arithmetic on the parts of a date; the last day that exists when the month is shorter. */
export function addMonthsTo(date: string, months: number): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const index = year * 12 + month - 1 + months;
  const first = `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
  for (let last = day; ; last--) {
    const candidate = `${first}-${String(last).padStart(2, '0')}`;
    const parsed = new Date(`${candidate}T00:00:00Z`);
    if (!Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(candidate)) return candidate;
  }
}

/** The name of the period a date is in. */
export function periodOf(date: string, period: 'day' | 'week' | 'month' | 'quarter' | 'year'): string {
  if (period === 'year') return date.slice(0, 4);
  if (period === 'month') return date.slice(0, 7);
  if (period === 'quarter') return `${date.slice(0, 4)}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;
  if (period === 'day') return date;
  let monday = date;
  while (new Date(`${monday}T00:00:00Z`).getUTCDay() !== 1) monday = addDays(monday, -1);
  return monday;
}

/** The instant so much later: the first at which the wall clock shows the same time of day or a later one. */
export function later(epochMs: number, { amount, unit }: { amount: number; unit: string }, zone: string): number {
  if (unit === 'minute' || unit === 'hour') return epochMs + amount * (unit === 'hour' ? 3_600_000 : 60_000);
  const date = dateOf(epochMs, zone);
  const timeOfDay = wall(epochMs, zone) - Date.parse(date);
  const days = unit === 'week' ? 7 * amount : amount;
  const target =
    unit === 'month' || unit === 'year'
      ? addMonthsTo(date, unit === 'year' ? 12 * amount : amount)
      : addDays(date, days);
  const shown = Date.parse(target) + timeOfDay;
  for (let quarter = Math.floor(shown / QUARTER_HOUR) * QUARTER_HOUR - 15 * 3_600_000; ; quarter += QUARTER_HOUR) {
    const start = wall(quarter, zone);
    if (start + QUARTER_HOUR > shown) return Math.max(quarter, quarter + shown - start);
  }
}
