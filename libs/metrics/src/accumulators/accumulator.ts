import type { ByteReader, ByteWriter } from '../bytes.js';
import type { Accumulator, Shape } from '../state.js';
import { createBuckets, dropBuckets, readBuckets, writeBuckets } from './buckets.js';
import { createEdges, dropEdges, readEdges, writeEdges } from './edges.js';
import { earliestKey } from './keys.js';
import { createLastSeen, dropSeen, earliestSeen, readLastSeen, writeLastSeen } from './last-seen.js';
import { createRuns, dropDays, earliestDay, readRuns, writeRuns } from './runs.js';
import { createSteps, dropSteps, earliestFirst, readSteps, writeSteps } from './steps.js';
import { createTally, dropTallied, earliestTallied, readTally, writeTally } from './tally.js';

/** Their places are their numbers in encoded states: append only. */
export const SHAPES = ['single', 'pair', 'distinct', 'runs', 'edges', 'tally', 'steps'] as const satisfies Shape[];

export function createAccumulator(shape: Shape): Accumulator {
  switch (shape) {
    case 'single':
    case 'pair':
      return createBuckets(shape);
    case 'distinct':
      return createLastSeen();
    case 'runs':
      return createRuns();
    case 'edges':
      return createEdges();
    case 'tally':
      return createTally();
    case 'steps':
      return createSteps();
  }
}

/** Entries kept; 0 is empty. */
export function sizeOf(accumulator: Accumulator): number {
  if (accumulator.shape === 'distinct') return accumulator.byValue.size;
  if (accumulator.shape === 'runs') return accumulator.starts.length;
  return accumulator.shape === 'tally' ? accumulator.entries : accumulator.keys.length;
}

/** The earliest key, at least `from`, whose coming or going can change a value. */
export function earliestIn(accumulator: Accumulator, from: number): number | undefined {
  switch (accumulator.shape) {
    case 'single':
    case 'pair':
    case 'edges':
      return earliestKey(accumulator.keys, from);
    case 'distinct':
      return earliestSeen(accumulator, from);
    case 'runs':
      return earliestDay(accumulator, from);
    case 'tally':
      return earliestTallied(accumulator, from);
    case 'steps':
      return earliestFirst(accumulator, from);
  }
}

/** Drops the keys before `from`; whether there were any. */
export function dropBefore(accumulator: Accumulator, from: number): boolean {
  switch (accumulator.shape) {
    case 'single':
    case 'pair':
      return dropBuckets(accumulator, from);
    case 'distinct':
      return dropSeen(accumulator, from);
    case 'runs':
      return dropDays(accumulator, from);
    case 'edges':
      return dropEdges(accumulator, from);
    case 'tally':
      return dropTallied(accumulator, from);
    case 'steps':
      return dropSteps(accumulator, from);
  }
}

export function writeAccumulator(writer: ByteWriter, accumulator: Accumulator): void {
  switch (accumulator.shape) {
    case 'single':
    case 'pair':
      return writeBuckets(writer, accumulator);
    case 'distinct':
      return writeLastSeen(writer, accumulator);
    case 'runs':
      return writeRuns(writer, accumulator);
    case 'edges':
      return writeEdges(writer, accumulator);
    case 'tally':
      return writeTally(writer, accumulator);
    case 'steps':
      return writeSteps(writer, accumulator);
  }
}

export function readAccumulator(reader: ByteReader, shape: Shape): Accumulator {
  switch (shape) {
    case 'single':
    case 'pair':
      return readBuckets(reader, shape);
    case 'distinct':
      return readLastSeen(reader);
    case 'runs':
      return readRuns(reader);
    case 'edges':
      return readEdges(reader);
    case 'tally':
      return readTally(reader);
    case 'steps':
      return readSteps(reader);
  }
}
