import type { ByteReader, ByteWriter } from '../bytes.js';

/** Each distinct value with the last key it was seen under (0 in a lifetime metric): that decides when it leaves the window. */
export interface LastSeen {
  readonly shape: 'distinct';
  readonly byValue: Map<string, number>;
}

export const createLastSeen = (): LastSeen => ({ shape: 'distinct', byValue: new Map() });

export function see({ byValue }: LastSeen, key: number, value: string): boolean {
  const last = byValue.get(value);
  if (last !== undefined && last >= key) return false;
  byValue.set(value, key);
  return true;
}

export function seenFrom({ byValue }: LastSeen, from: number): number {
  if (from === -Infinity) return byValue.size;
  let seen = 0;
  for (const key of byValue.values()) if (key >= from) seen++;
  return seen;
}

export function earliestSeen({ byValue }: LastSeen, from: number): number | undefined {
  let earliest: number | undefined;
  for (const key of byValue.values()) if (key >= from && (earliest === undefined || key < earliest)) earliest = key;
  return earliest;
}

export function dropSeen({ byValue }: LastSeen, from: number): boolean {
  let changed = false;
  for (const [value, key] of byValue) if (key < from) changed = byValue.delete(value);
  return changed;
}

export function writeLastSeen(writer: ByteWriter, { byValue }: LastSeen): void {
  let latest = -Infinity;
  for (const key of byValue.values()) if (key > latest) latest = key;
  writer.varint(byValue.size);
  writer.signed(latest);
  for (const [value, key] of byValue) {
    writer.text(value);
    writer.varint(latest - key);
  }
}

export function readLastSeen(reader: ByteReader): LastSeen {
  const seen = createLastSeen();
  const count = reader.count();
  const latest = reader.signed();
  for (let i = 0; i < count; i++) {
    const value = reader.text();
    seen.byValue.set(value, latest - reader.varint());
  }
  return seen;
}
