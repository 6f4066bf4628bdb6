import { isReference } from '../flow/condition-tree.js';
import { answerFor, type Atom } from './atoms.js';
import { MAX_ANSWERS, type Cell } from './cell.js';

/** The numbers at which the answer of an atom may change; undefined when there is no list of them. */
function breaksOf({ operator, expected }: Atom): readonly number[] | undefined {
  if (isReference(expected)) return undefined;
  const breaks = operator.breaks?.(expected);
  return breaks?.every((value) => Number.isFinite(value)) ? (breaks as number[]) : undefined;
}

function breakPoints(atoms: readonly Atom[]): number[] {
  return [...new Set(atoms.flatMap((atom) => breaksOf(atom) ?? []))].sort((a, b) => a - b);
}

/** A number between two others; one of them when there is none. */
const between = (a: number, b: number) => a / 2 + b / 2;

function gaps(points: readonly number[]): number[] {
  if (points.length === 0) return [0];
  const [first, last] = [points[0]!, points.at(-1)!];
  const inside = points.slice(1).map((point, at) => between(points[at]!, point));
  const beyond = (point: number) => Math.max(1, Math.abs(point));
  return [
    Math.max(-Number.MAX_VALUE, first - beyond(first)),
    ...inside,
    Math.min(Number.MAX_VALUE, last + beyond(last)),
  ];
}

/** Values at every number that matters, and in every gap between two. */
export const numberSamples = (atoms: readonly Atom[]): number[] => {
  const points = breakPoints(atoms);
  return points.length > MAX_ANSWERS ? [] : [...points, ...gaps(points)];
};

/** Within a gap no atom with a list of breaks changes its answer; the others may answer anything there. */
export function numberCells(atoms: readonly Atom[]): Cell[] | undefined {
  const points = breakPoints(atoms);
  if (points.length > MAX_ANSWERS) return undefined;
  const hasBreaks = atoms.map((atom) => breaksOf(atom) !== undefined);
  return [
    ...points.map((value) => atoms.map((atom) => answerFor(atom, value))),
    ...gaps(points).map((value) => atoms.map((atom, at) => (hasBreaks[at] ? answerFor(atom, value) : undefined))),
  ];
}
