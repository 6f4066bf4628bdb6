import type { ByteReader, ByteWriter } from '../bytes.js';

/**
 * Where `key` is in ascending keys; the bitwise complement of where it belongs when it is absent. Events come mostly in
 * order: the search starts at the end.
 */
export function findKey(keys: readonly number[], key: number): number {
  let index = keys.length - 1;
  while (index >= 0 && keys[index]! > key) index--;
  return index >= 0 && keys[index] === key ? index : ~(index + 1);
}

/** Inserts into one of parallel lists; pushing is much faster than splicing. */
export function insertAt<Item>(items: Item[], index: number, item: Item): void {
  if (index === items.length) items.push(item);
  else items.splice(index, 0, item);
}

/** How many of ascending keys lie before `from`. */
export function countBefore(keys: readonly number[], from: number): number {
  if (keys.length === 0 || keys[0]! >= from) return 0;
  const index = keys.findIndex((key) => key >= from);
  return index === -1 ? keys.length : index;
}

/** The earliest of ascending keys that is at least `from`. */
export function earliestKey(keys: readonly number[], from: number): number | undefined {
  return keys[countBefore(keys, from)];
}

/** Writes the key at `index`: the first as it is, then the steps. */
export function writeKey(writer: ByteWriter, keys: readonly number[], index: number): void {
  if (index === 0) writer.signed(keys[0]!);
  else writer.varint(keys[index]! - keys[index - 1]!);
}

export function readKey(reader: ByteReader, keys: readonly number[]): number {
  return keys.length === 0 ? reader.signed() : keys[keys.length - 1]! + reader.varint();
}
