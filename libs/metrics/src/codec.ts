import { ByteReader, ByteWriter } from './bytes.js';
import type { MetricSet } from './metric-set.js';
import { createState, type Accumulator, type Buckets, type LastSeen, type MetricState, type Shape } from './state.js';

/** First byte of every encoded state. A new layout gets the next number, and a reader for the old one stays. */
const VERSION = 1;
const SHAPES: readonly Shape[] = ['single', 'pair', 'distinct'];

/** Encoding is synchronous, so one buffer serves all states. */
const writer = new ByteWriter();

const isEmpty = (accumulator: Accumulator) =>
  accumulator instanceof Map ? accumulator.size === 0 : accumulator.days.length === 0;

/** From what is there, not from the metric: bytes can always be read back. */
function shapeOf(accumulator: Accumulator): Shape {
  if (accumulator instanceof Map) return 'distinct';
  return accumulator.b.length > 0 ? 'pair' : 'single';
}

/**
 * A state as bytes, for one column of the customer's row. Layout: version; then per metric its id, shape and count;
 * buckets as first day, steps to the following days, and numbers; distinct values as texts with days back from the latest.
 * Metrics that are no longer in the set (deleted) are left out.
 */
export function encodeState(set: MetricSet, state: MetricState): Uint8Array {
  writer.varint(VERSION);
  for (const [id, accumulator] of state) {
    if (!set.byId.has(id) || isEmpty(accumulator)) continue;
    writer.varint(id);
    writer.varint(SHAPES.indexOf(shapeOf(accumulator)));
    if (accumulator instanceof Map) writeLastSeen(accumulator);
    else writeBuckets(accumulator);
  }
  return writer.take();
}

/**
 * The state of {@link encodeState}'s bytes; null or no bytes give an empty state.
 * @throws RangeError for an unknown version and for damaged bytes
 */
export function decodeState(bytes: Uint8Array | null | undefined): MetricState {
  const state = createState();
  if (!bytes || bytes.length === 0) return state;
  const reader = new ByteReader(bytes);
  const version = reader.varint();
  if (version !== VERSION) throw new RangeError(`metric state: unknown version ${version}`);
  while (reader.left > 0) {
    const id = reader.varint();
    const shape = SHAPES[reader.varint()];
    if (!shape) throw new RangeError('metric state: truncated or damaged');
    state.set(id, shape === 'distinct' ? readLastSeen(reader) : readBuckets(reader, shape === 'pair'));
  }
  return state;
}

function writeBuckets({ days, a, b }: Buckets): void {
  writer.varint(days.length);
  let previous = 0;
  for (let i = 0; i < days.length; i++) {
    if (i === 0) writer.signed(days[i]!);
    else writer.varint(days[i]! - previous);
    previous = days[i]!;
    writer.number(a[i]!);
    if (b.length > 0) writer.varint(b[i]!);
  }
}

function readBuckets(reader: ByteReader, paired: boolean): Buckets {
  const buckets: Buckets = { days: [], a: [], b: [] };
  const count = reader.count();
  let day = 0;
  for (let i = 0; i < count; i++) {
    day = i === 0 ? reader.signed() : day + reader.varint();
    buckets.days.push(day);
    buckets.a.push(reader.number());
    if (paired) buckets.b.push(reader.varint());
  }
  return buckets;
}

function writeLastSeen(lastSeen: LastSeen): void {
  let latest = -Infinity;
  for (const day of lastSeen.values()) if (day > latest) latest = day;
  writer.varint(lastSeen.size);
  writer.signed(latest);
  for (const [value, day] of lastSeen) {
    writer.text(value);
    writer.varint(latest - day);
  }
}

function readLastSeen(reader: ByteReader): LastSeen {
  const lastSeen: LastSeen = new Map();
  const count = reader.count();
  const latest = reader.signed();
  for (let i = 0; i < count; i++) {
    const value = reader.text();
    lastSeen.set(value, latest - reader.varint());
  }
  return lastSeen;
}
