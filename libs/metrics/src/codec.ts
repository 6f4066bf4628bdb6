import { readAccumulator, SHAPES, sizeOf, writeAccumulator } from './accumulators/accumulator.js';
import { ByteReader, ByteWriter } from './bytes.js';
import type { MetricSet } from './metric-set.js';
import { createState, type MetricState } from './state.js';

/**
 * First byte of every encoded state. A new layout gets the next number, and a reader for the old one stays.
 * Version 1 is version 2 with the first three shapes alone.
 */
const VERSION = 2;
const SHAPES_OF_VERSION_1 = 3;

/** Encoding is synchronous, so one buffer serves all states. */
const writer = new ByteWriter();

/**
 * A state as bytes, for one column of the customer's row. Layout: version; then per metric its id, shape and count, and what
 * the shape keeps: keys as the first and the steps to those that follow, integers as varints.
 * Metrics that are no longer in the set (deleted) are left out.
 */
export function encodeState(set: MetricSet, state: MetricState): Uint8Array {
  writer.varint(VERSION);
  for (const [id, accumulator] of state) {
    if (!set.byId.has(id) || sizeOf(accumulator) === 0) continue;
    writer.varint(id);
    writer.varint(SHAPES.indexOf(accumulator.shape));
    writeAccumulator(writer, accumulator);
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
  if (version !== 1 && version !== VERSION) throw new RangeError(`metric state: unknown version ${version}`);
  const shapes = version === 1 ? SHAPES.slice(0, SHAPES_OF_VERSION_1) : SHAPES;
  while (reader.left > 0) {
    const id = reader.varint();
    const shape = shapes[reader.varint()];
    if (!shape) throw new RangeError('metric state: truncated or damaged');
    state.set(id, readAccumulator(reader, shape));
  }
  return state;
}
