import { dateOfDay } from '../time/calendar.js';
import { localDay, type Moment } from '../time/local-day.js';

/** Where a customer's own zone is kept. */
export interface ZoneOfCustomer {
  /** A column of the customers table that holds a valid zone name or NULL: PostgreSQL fails on any other. */
  column: string;
  /** The zone of customers without one. */
  fallback: string;
  /** The evaluation itself counts on `moment.timeZone`; the zone is only for facts that count on the customer's. */
  factsOnly?: boolean;
}

const HOUR = 3_600_000;
/** The calendars of the earth run from UTC−12 to UTC+14. */
const WEST = 12 * HOUR;
const EAST = 14 * HOUR;

/** The two or three day numbers that are today somewhere on earth. */
export function daysOnEarth(now: Date): number[] {
  const utc = (shift: number) => localDay({ now: new Date(now.getTime() + shift), timeZone: 'UTC' });
  const [first, last] = [utc(-WEST), utc(EAST)];
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}

/** Writes what «today» is, for the evaluation and for facts that count in a zone of their own. */
export class TodaySql {
  readonly today: number;
  private rowDate: string | undefined;

  constructor(
    private readonly moment: Moment,
    private readonly zone: ZoneOfCustomer | undefined,
    /** The column's SQL, and a bound parameter. */
    private readonly columnSql: (name: string) => string,
    private readonly bind: (value: unknown, type: string) => string,
  ) {
    this.today = localDay(moment);
  }

  /** Every customer has a today of their own. */
  get isPerRow(): boolean {
    return this.zone !== undefined && !this.zone.factsOnly;
  }

  /** The leaf for the customer's own today, out of the leaf for each day that is today somewhere. */
  perRow(leaf: (today: number) => string): string {
    const cases = daysOnEarth(this.moment.now).map(
      (day) => `WHEN ${this.bind(dateOfDay(day), 'date')} THEN ${leaf(day)}`,
    );
    return `CASE ${this.ofRow()} ${cases.join(' ')} ELSE FALSE END`;
  }

  /** Today's day number for a fact: in the fact's zone, else the leaf's day, else that of the row. */
  dayNumber(zone: string | undefined, leafDay: number | undefined): string {
    const isNamed = zone !== undefined && zone !== 'customer' && zone !== 'organisation' && zone !== 'department';
    if (isNamed) return String(localDay({ now: this.moment.now, timeZone: zone }));
    if (zone !== 'customer' && !this.isPerRow) return String(this.today);
    if (this.zone === undefined) return String(this.today);
    return leafDay === undefined ? `(${this.ofRow()} - DATE '1970-01-01')` : String(leafDay);
  }

  private ofRow(): string {
    const { column, fallback } = this.zone!;
    this.rowDate ??= `(${this.bind(this.moment.now.toISOString(), 'timestamptz')} AT TIME ZONE coalesce(${this.columnSql(column)}, ${this.bind(fallback, 'text')}))::date`;
    return this.rowDate;
  }
}
