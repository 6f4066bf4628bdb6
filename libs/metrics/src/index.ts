export { applyEvent, eventFacts, type MetricEvent, type OnIgnored } from './apply-event.js';
export { addDuration, addToDay, subtractFromDay, weekOf, type CalendarUnit } from './calendar.js';
export { decodeState, encodeState } from './codec.js';
export { MetricContext } from './context.js';
export type { IgnoredReason } from './count.js';
export { dayToIso, isoToDay } from './iso-day.js';
export { dayStart } from './day-start.js';
export { isKnownTimeZone as isTimeZone, localDay } from '@tagloom/contracts';
export {
  compileMetrics,
  type CompiledMetric,
  type CompiledMetricInput,
  type EventFacts,
  type MetricSet,
} from './metric-set.js';
export { nextRoll } from './next-roll.js';
export { roll } from './roll.js';
export { createState, MAX_ENTRIES, replaceMetric, type MetricState } from './state.js';
export { columnType, columnValue, factValue, isDaysSince, values, type MetricValue } from './values.js';
