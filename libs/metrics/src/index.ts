export {
  applyEvent,
  eventFacts,
  type EventDays,
  type IgnoredReason,
  type MetricEvent,
  type OnIgnored,
} from './apply-event.js';
export { decodeState, encodeState } from './codec.js';
export { dayToIso, isoToDay } from './iso-day.js';
export { dayStart, localDay } from './local-day.js';
export {
  compileMetrics,
  type CompiledMetric,
  type CompiledMetricInput,
  type EventFacts,
  type MetricSet,
} from './metric-set.js';
export { nextRollDay, roll } from './roll.js';
export { createState, replaceMetric, type MetricState } from './state.js';
export { columnValue, factValue, isDaysSince, values } from './values.js';
