import type { ByteReader, ByteWriter } from '../bytes.js';
import type { Range } from '../window/window.js';
import { countBefore, earliestKey, findKey, insertAt, readKey, writeKey } from './keys.js';

/** One value's counts by key, and the latest instant under each key, which decides between equally frequent values. */
interface Counts {
  readonly keys: number[];
  readonly counts: number[];
  readonly latest: number[];
}

/** How often each value was seen, by key. */
export interface Tally {
  readonly shape: 'tally';
  readonly byValue: Map<string, Counts>;
  /** Pairs of value and key. */
  entries: number;
}

export const createTally = (): Tally => ({ shape: 'tally', byValue: new Map(), entries: 0 });

export function isTallied({ byValue }: Tally, key: number, value: string): boolean {
  const counts = byValue.get(value);
  return counts !== undefined && findKey(counts.keys, key) >= 0;
}

export function tallyUp(tally: Tally, key: number, value: string, at: number): void {
  let of = tally.byValue.get(value);
  if (!of) tally.byValue.set(value, (of = { keys: [], counts: [], latest: [] }));
  const found = findKey(of.keys, key);
  if (found >= 0) {
    of.counts[found]! += 1;
    of.latest[found] = Math.max(of.latest[found]!, at);
    return;
  }
  insertAt(of.keys, ~found, key);
  insertAt(of.counts, ~found, 1);
  insertAt(of.latest, ~found, at);
  tally.entries++;
}

/** The values in the range, the most frequent first; of equals the most recent, then the smaller text. */
export function ranked({ byValue }: Tally, { from, to }: Range): string[] {
  const found: { value: string; count: number; latest: number }[] = [];
  for (const [value, { keys, counts, latest }] of byValue) {
    const [first, end] = [countBefore(keys, from), countBefore(keys, to)];
    if (first >= end) continue;
    const entry = { value, count: 0, latest: -Infinity };
    for (let i = first; i < end; i++) {
      entry.count += counts[i]!;
      entry.latest = Math.max(entry.latest, latest[i]!);
    }
    found.push(entry);
  }
  found.sort((a, b) => b.count - a.count || b.latest - a.latest || (a.value < b.value ? -1 : 1));
  return found.map(({ value }) => value);
}

/** How many values are in the range. */
export function distinctIn({ byValue }: Tally, { from, to }: Range): number {
  let distinct = 0;
  for (const { keys } of byValue.values()) if ((earliestKey(keys, from) ?? Infinity) < to) distinct++;
  return distinct;
}

export function earliestTallied({ byValue }: Tally, from: number): number | undefined {
  let earliest: number | undefined;
  for (const { keys } of byValue.values()) {
    const key = earliestKey(keys, from);
    if (key !== undefined && (earliest === undefined || key < earliest)) earliest = key;
  }
  return earliest;
}

export function dropTallied(tally: Tally, from: number): boolean {
  const known = tally.entries;
  for (const [value, { keys, counts, latest }] of tally.byValue) {
    const expired = countBefore(keys, from);
    if (expired === 0) continue;
    tally.entries -= expired;
    if (expired === keys.length) tally.byValue.delete(value);
    else for (const list of [keys, counts, latest]) list.splice(0, expired);
  }
  return tally.entries < known;
}

export function writeTally(writer: ByteWriter, { byValue }: Tally): void {
  writer.varint(byValue.size);
  for (const [value, { keys, counts, latest }] of byValue) {
    writer.text(value);
    writer.varint(keys.length);
    keys.forEach((key, index) => {
      writeKey(writer, keys, index);
      writer.varint(counts[index]!);
      writer.signed(latest[index]! - key);
    });
  }
}

export function readTally(reader: ByteReader): Tally {
  const tally = createTally();
  const values = reader.count();
  for (let i = 0; i < values; i++) {
    const value = reader.text();
    const of: Counts = { keys: [], counts: [], latest: [] };
    const entries = reader.count();
    for (let j = 0; j < entries; j++) {
      const key = readKey(reader, of.keys);
      of.keys.push(key);
      of.counts.push(reader.varint());
      of.latest.push(key + reader.signed());
    }
    tally.byValue.set(value, of);
    tally.entries += entries;
  }
  return tally;
}
