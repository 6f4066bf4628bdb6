import { localDay } from '@tagloom/contracts';
import type { CompiledMetric } from './metric-set.js';

type Zoned = Pick<CompiledMetric, 'timeZone'>;

/** The days of one zone. The last instant asked for is remembered: a hundred metrics ask for the same event's day. */
interface ZoneDays {
  readonly chosen: string;
  readonly zone: string;
  readonly today: number;
  lastAt: number;
  lastDay: number;
  /** Zones are very few: a chain of them is searched faster than a list. */
  readonly next: ZoneDays | null;
}

/**
 * The moment of an evaluation and the zone of its customer. Make one per customer and moment: it caches local days.
 * @throws RangeError, when a metric asks, for an unknown time zone
 */
export class MetricContext {
  private zones: ZoneDays | null = null;
  private last: ZoneDays | null = null;
  /** Milliseconds since 1970, whole. */
  readonly now: number;

  constructor(
    now: number,
    readonly customerZone: string,
  ) {
    this.now = Math.floor(now);
  }

  /** The IANA zone whose days the metric counts. */
  zoneOf(metric: Zoned): string {
    return metric.timeZone === 'customer' ? this.customerZone : metric.timeZone;
  }

  today(metric: Zoned): number {
    return this.daysOf(metric).today;
  }

  /** The local day of an instant, in the metric's zone. */
  dayOf(metric: Zoned, epochMs: number): number {
    const days = this.daysOf(metric);
    if (days.lastAt !== epochMs) {
      days.lastDay = localDay(epochMs, days.zone);
      days.lastAt = epochMs;
    }
    return days.lastDay;
  }

  private daysOf(metric: Zoned): ZoneDays {
    if (this.last !== null && this.last.chosen === metric.timeZone) return this.last;
    let days = this.zones;
    while (days !== null && days.chosen !== metric.timeZone) days = days.next;
    return (this.last = days ?? this.addZone(metric));
  }

  private addZone(metric: Zoned): ZoneDays {
    const zone = this.zoneOf(metric);
    const today = localDay(this.now, zone);
    const chosen = metric.timeZone;
    return (this.zones = { chosen, zone, today, lastAt: this.now, lastDay: today, next: this.zones });
  }
}
