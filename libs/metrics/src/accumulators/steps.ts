import type { ByteReader, ByteWriter } from '../bytes.js';
import type { Range } from '../window/window.js';
import { countBefore, findKey, insertAt, readKey, writeKey } from './keys.js';

/** What an event is to a sequence: its first step, the one that follows, or both. */
export const ROLES = ['first', 'next', 'both'] as const;
export type Role = (typeof ROLES)[number];

/** The instants of a sequence's events, ascending, with how many of each role there were. */
export interface Steps {
  readonly shape: 'steps';
  readonly keys: number[];
  readonly first: number[];
  readonly next: number[];
  readonly both: number[];
}

export const createSteps = (): Steps => ({ shape: 'steps', keys: [], first: [], next: [], both: [] });

export function addStep(steps: Steps, at: number, role: Role): true {
  const found = findKey(steps.keys, at);
  if (found < 0) {
    insertAt(steps.keys, ~found, at);
    for (const each of ROLES) insertAt(steps[each], ~found, 0);
  }
  steps[role][found < 0 ? ~found : found]! += 1;
  return true;
}

/**
 * Goes through the first steps in the range. `visit` hears, per instant, how many were followed before their deadline
 * (at the same instant counts, being the same event does not) and how many were not, or not yet.
 */
export function eachFirst(
  { keys, first, next, both }: Steps,
  { from, to }: Range,
  deadlineOf: (at: number) => number,
  visit: (followed: number, open: number, deadline: number) => void,
): void {
  let following = Infinity;
  for (let i = keys.length - 1; i >= 0 && keys[i]! >= from; i--) {
    const at = keys[i]!;
    const nextHere = next[i]! + both[i]!;
    const firstHere = first[i]! + both[i]!;
    if (firstHere > 0 && at < to) {
      const deadline = deadlineOf(at);
      const followedHere = (nextHere > 0 ? first[i]! : 0) + (nextHere > 1 ? both[i]! : 0);
      const followed = following < deadline ? firstHere : followedHere;
      visit(followed, firstHere - followed, deadline);
    }
    if (nextHere > 0) following = at;
  }
}

/** The earliest instant of a first step that is at least `from`. */
export function earliestFirst({ keys, first, both }: Steps, from: number): number | undefined {
  for (let i = countBefore(keys, from); i < keys.length; i++) if (first[i]! + both[i]! > 0) return keys[i];
  return undefined;
}

export function dropSteps({ keys, first, next, both }: Steps, from: number): boolean {
  const expired = countBefore(keys, from);
  if (expired === 0) return false;
  for (const list of [keys, first, next, both]) list.splice(0, expired);
  return true;
}

/** A single event is its role's number; 3 announces the three counts. */
export function writeSteps(writer: ByteWriter, steps: Steps): void {
  const { keys, first, next, both } = steps;
  writer.varint(keys.length);
  for (let i = 0; i < keys.length; i++) {
    writeKey(writer, keys, i);
    if (first[i]! + next[i]! + both[i]! === 1) writer.varint(ROLES.findIndex((role) => steps[role][i] === 1));
    else {
      writer.varint(ROLES.length);
      for (const role of ROLES) writer.varint(steps[role][i]!);
    }
  }
}

export function readSteps(reader: ByteReader): Steps {
  const steps = createSteps();
  const count = reader.count();
  for (let i = 0; i < count; i++) {
    steps.keys.push(readKey(reader, steps.keys));
    const code = reader.varint();
    for (const [index, role] of ROLES.entries())
      steps[role].push(code >= ROLES.length ? reader.varint() : Number(code === index));
  }
  return steps;
}
