import type { ByteReader, ByteWriter } from '../bytes.js';
import { countBefore } from './keys.js';

/**
 * Numbers by key, ascending. `a` is the bucket's count, sum, minimum, maximum, first or last day; `b`, of a `pair`, the
 * count that an average divides by, else empty.
 * Sums are in millionths: integers, so that adding them gives the same result in any order as long as a total stays
 * below nine billion (2^53 millionths); beyond that they are as exact as float64 is.
 */
export interface Buckets {
  readonly shape: 'single' | 'pair';
  readonly keys: number[];
  readonly a: number[];
  readonly b: number[];
}

export const createBuckets = (shape: Buckets['shape']): Buckets => ({ shape, keys: [], a: [], b: [] });

/** The index of the key's bucket, made with `a` when absent. Written out rather than shared: the hottest loop of all. */
function bucketAt(buckets: Buckets, key: number, a: number): number {
  const { keys } = buckets;
  let index = keys.length - 1;
  while (index >= 0 && keys[index]! > key) index--;
  if (index >= 0 && keys[index] === key) return index;
  index++;
  const isPair = buckets.shape === 'pair';
  if (index === keys.length) {
    keys.push(key);
    buckets.a.push(a);
    if (isPair) buckets.b.push(0);
  } else {
    keys.splice(index, 0, key);
    buckets.a.splice(index, 0, a);
    if (isPair) buckets.b.splice(index, 0, 0);
  }
  return index;
}

/** Adds to the bucket's sum or count; in a pair also one to what an average divides by. */
export function add(buckets: Buckets, key: number, amount: number): boolean {
  const known = buckets.keys.length;
  const index = bucketAt(buckets, key, 0);
  buckets.a[index]! += amount;
  const isPair = buckets.shape === 'pair';
  if (isPair) buckets.b[index]! += 1;
  return amount !== 0 || isPair || buckets.keys.length > known;
}

export const isLess = (a: number, b: number) => a < b;
export const isMore = (a: number, b: number) => a > b;

/** Keeps the better value of the bucket. */
export function keep(
  buckets: Buckets,
  key: number,
  value: number,
  isBetter: (a: number, b: number) => boolean,
): boolean {
  const known = buckets.keys.length;
  const index = bucketAt(buckets, key, value);
  if (buckets.keys.length > known) return true;
  if (!isBetter(value, buckets.a[index]!)) return false;
  buckets.a[index] = value;
  return true;
}

/** The sum of the numbers whose keys are from `from` up to, not including, `to`. */
export function sumIn(keys: readonly number[], of: readonly number[], from: number, to: number): number {
  let sum = 0;
  for (let i = keys.length - 1; i >= 0 && keys[i]! >= from; i--) if (keys[i]! < to) sum += of[i]!;
  return sum;
}

/** The smallest of the numbers `a` in a range of keys, null when there are none. */
export function leastIn({ keys, a }: Buckets, from: number, to: number): number | null {
  let least = Infinity;
  for (let i = keys.length - 1; i >= 0 && keys[i]! >= from; i--) if (keys[i]! < to && a[i]! < least) least = a[i]!;
  return least === Infinity ? null : least;
}

/** The greatest of the numbers `a` in a range of keys, null when there are none. */
export function mostIn({ keys, a }: Buckets, from: number, to: number): number | null {
  let most = -Infinity;
  for (let i = keys.length - 1; i >= 0 && keys[i]! >= from; i--) if (keys[i]! < to && a[i]! > most) most = a[i]!;
  return most === -Infinity ? null : most;
}

export function dropBuckets({ keys, a, b }: Buckets, from: number): boolean {
  const expired = countBefore(keys, from);
  if (expired === 0) return false;
  for (const list of [keys, a, b]) list.splice(0, expired);
  return true;
}

export function writeBuckets(writer: ByteWriter, { shape, keys, a, b }: Buckets): void {
  writer.varint(keys.length);
  const isPair = shape === 'pair';
  let previous = 0;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!;
    if (i === 0) writer.signed(key);
    else writer.varint(key - previous);
    previous = key;
    writer.number(a[i]!);
    if (isPair) writer.varint(b[i]!);
  }
}

export function readBuckets(reader: ByteReader, shape: Buckets['shape']): Buckets {
  const buckets = createBuckets(shape);
  const count = reader.count();
  const isPair = shape === 'pair';
  let key = 0;
  for (let i = 0; i < count; i++) {
    key = i === 0 ? reader.signed() : key + reader.varint();
    buckets.keys.push(key);
    buckets.a.push(reader.number());
    if (isPair) buckets.b.push(reader.varint());
  }
  return buckets;
}
