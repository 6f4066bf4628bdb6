import type { ByteReader, ByteWriter } from '../bytes.js';
import type { Range } from '../window/window.js';
import { countBefore, findKey, insertAt, readKey, writeKey } from './keys.js';

/** The first, or the last, value of each key with its instant. */
export interface Edges {
  readonly shape: 'edges';
  readonly keys: number[];
  readonly at: number[];
  readonly values: (string | number)[];
}

export const createEdges = (): Edges => ({ shape: 'edges', keys: [], at: [], values: [] });

/** Of two values at the same instant the smaller counts, so that the order of arrival does not matter. */
function wins(isLast: boolean, at: number, value: string | number, knownAt: number, known: string | number): boolean {
  if (at === knownAt) return value < known;
  return isLast ? at > knownAt : at < knownAt;
}

export function noteEdge(edges: Edges, key: number, at: number, value: string | number, isLast: boolean): boolean {
  const found = findKey(edges.keys, key);
  if (found < 0) {
    insertAt(edges.keys, ~found, key);
    insertAt(edges.at, ~found, at);
    insertAt(edges.values, ~found, value);
    return true;
  }
  if (!wins(isLast, at, value, edges.at[found]!, edges.values[found]!)) return false;
  edges.at[found] = at;
  edges.values[found] = value;
  return true;
}

/** The value of the first, or last, key in the range. */
export function edgeIn({ keys, values }: Edges, { from, to }: Range, isLast: boolean): string | number | null {
  const first = countBefore(keys, from);
  const last = countBefore(keys, to) - 1;
  return first > last ? null : values[isLast ? last : first]!;
}

/** Whether a key up to `until` is known that lies after `key`. */
export const isOutlived = ({ keys }: Edges, key: number, until: number) =>
  countBefore(keys, until + 1) > countBefore(keys, key + 1);

/** Drops what lies before the last key up to `until`: a window that has no end behind it never shows an older one again. */
export function dropOutlived(edges: Edges, until: number): void {
  const last = countBefore(edges.keys, until + 1) - 1;
  if (last > 0) dropEdges(edges, edges.keys[last]!);
}

export function dropEdges({ keys, at, values }: Edges, from: number): boolean {
  const expired = countBefore(keys, from);
  if (expired === 0) return false;
  for (const list of [keys, at, values]) list.splice(0, expired);
  return true;
}

/** Instants are written as distance from their key, which is nothing in an exact window. */
export function writeEdges(writer: ByteWriter, { keys, at, values }: Edges): void {
  writer.varint(keys.length);
  values.forEach((value, index) => {
    writeKey(writer, keys, index);
    writer.signed(at[index]! - keys[index]!);
    if (typeof value === 'number') {
      writer.varint(0);
      writer.number(value);
    } else {
      writer.varint(1);
      writer.text(value);
    }
  });
}

export function readEdges(reader: ByteReader): Edges {
  const edges = createEdges();
  const count = reader.count();
  for (let i = 0; i < count; i++) {
    const key = readKey(reader, edges.keys);
    edges.keys.push(key);
    edges.at.push(key + reader.signed());
    edges.values.push(reader.varint() === 0 ? reader.number() : reader.text());
  }
  return edges;
}
