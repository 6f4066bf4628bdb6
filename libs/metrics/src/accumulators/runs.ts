import { weekOf } from '../calendar.js';
import type { ByteReader, ByteWriter } from '../bytes.js';
import type { Range } from '../window/window.js';

/** Local days with an event, as runs of consecutive days, ascending and apart: daily use for years is one run. */
export interface Runs {
  readonly shape: 'runs';
  readonly starts: number[];
  /** The last day of each run. */
  readonly ends: number[];
}

/** Consecutive days or weeks: first and last number. */
export type Run = readonly [first: number, last: number];

export const createRuns = (): Runs => ({ shape: 'runs', starts: [], ends: [] });

/** Notes an active day; false when it was known. */
export function addDay({ starts, ends }: Runs, day: number): boolean {
  let before = starts.length - 1;
  while (before >= 0 && starts[before]! > day) before--;
  if (before >= 0 && ends[before]! >= day) return false;
  const joinsBefore = before >= 0 && ends[before] === day - 1;
  const joinsAfter = starts[before + 1] === day + 1;
  if (joinsBefore && joinsAfter) {
    ends[before] = ends[before + 1]!;
    starts.splice(before + 1, 1);
    ends.splice(before + 1, 1);
  } else if (joinsBefore) ends[before] = day;
  else if (joinsAfter) starts[before + 1] = day;
  else {
    starts.splice(before + 1, 0, day);
    ends.splice(before + 1, 0, day);
  }
  return true;
}

/** The runs inside a range of days, cut at its edges. */
export function runsIn({ starts, ends }: Runs, { from, to }: Range): Run[] {
  return starts.flatMap((start, index): Run[] => {
    const run = [Math.max(start, from), Math.min(ends[index]!, to - 1)] as const;
    return run[0] <= run[1] ? [run] : [];
  });
}

/** The weeks that runs of days touch. */
export function weeksOf(days: readonly Run[]): Run[] {
  const weeks: [number, number][] = [];
  for (const [first, last] of days) {
    const before = weeks.at(-1);
    if (before && weekOf(first) <= before[1] + 1) before[1] = Math.max(before[1], weekOf(last));
    else weeks.push([weekOf(first), weekOf(last)]);
  }
  return weeks;
}

export const lengthOf = (runs: readonly Run[]) => runs.reduce((sum, [first, last]) => sum + last - first + 1, 0);

/** The lengths of streaks: runs joined over at most `grace` missed, which are not counted themselves. The last is the latest. */
export function streaks(runs: readonly Run[], grace: number): number[] {
  const lengths: number[] = [];
  runs.forEach(([first, last], index) => {
    const gap = index === 0 ? Infinity : first - runs[index - 1]![1] - 1;
    if (gap <= grace) lengths[lengths.length - 1]! += last - first + 1;
    else lengths.push(last - first + 1);
  });
  return lengths;
}

export function earliestDay({ starts, ends }: Runs, from: number): number | undefined {
  const index = ends.findIndex((end) => end >= from);
  return index === -1 ? undefined : Math.max(starts[index]!, from);
}

export function dropDays({ starts, ends }: Runs, from: number): boolean {
  if (starts.length === 0 || starts[0]! >= from) return false;
  const kept = ends.findIndex((end) => end >= from);
  const expired = kept === -1 ? ends.length : kept;
  starts.splice(0, expired);
  ends.splice(0, expired);
  if (starts.length > 0) starts[0] = Math.max(starts[0]!, from);
  return true;
}

/** The first day, then in turn the further days of a run and the missed days after it. */
export function writeRuns(writer: ByteWriter, { starts, ends }: Runs): void {
  writer.varint(starts.length);
  starts.forEach((start, index) => {
    if (index === 0) writer.signed(start);
    else writer.varint(start - ends[index - 1]!);
    writer.varint(ends[index]! - start);
  });
}

export function readRuns(reader: ByteReader): Runs {
  const runs = createRuns();
  const count = reader.count();
  for (let i = 0; i < count; i++) {
    const start = i === 0 ? reader.signed() : runs.ends[i - 1]! + reader.varint();
    runs.starts.push(start);
    runs.ends.push(start + reader.varint());
  }
  return runs;
}
