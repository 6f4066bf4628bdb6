import { answerFor, answerUnknown, type AskedFact, type Atom } from './atoms.js';
import { MAX_ANSWERS, type Answers, type Cell } from './cell.js';
import { dateCells, dateSamples } from './date-cells.js';
import { numberCells, numberSamples } from './number-cells.js';
import { setCells, setSamples } from './set-cells.js';
import { arePlausible, textCells, textSamples } from './text-cells.js';

const MAX_OPEN = 6;

/** The ways in which the atoms of one fact can answer together. */
export interface FactAnswers {
  /** Nothing else is possible, but not all of it need be; undefined when there is too much. */
  readonly possible: readonly Answers[] | undefined;
  /** All of it is possible: each comes from a value that was tried, or from the fact being unknown. */
  readonly proven: readonly Answers[];
}

function cellsOf({ type, atoms }: AskedFact): readonly Cell[] | undefined {
  switch (type) {
    case 'number':
      return numberCells(atoms);
    case 'text':
      return textCells(atoms);
    case 'boolean':
      return [true, false].map((value) => atoms.map((atom) => answerFor(atom, value)));
    case 'date':
      return dateCells(atoms);
    case 'set':
      return setCells(atoms);
    case undefined:
      return [atoms.map(({ operator, expected }) => blankAnswer(operator.onUnknown, operator.name, expected))];
  }
}

/** An imported fact can be anything: only whether it is known is settled. */
const blankAnswer = (onUnknown: boolean | undefined, name: string, expected: unknown): boolean | undefined =>
  onUnknown ? name === 'isKnown' : expected === undefined || expected === null ? false : undefined;

/** Values on either side of everything that is asked about a fact. */
export function samplesOf({ type, atoms }: AskedFact): readonly unknown[] {
  switch (type) {
    case 'number':
      return numberSamples(atoms);
    case 'text':
      return textSamples(atoms);
    case 'boolean':
      return [true, false];
    case 'date':
      return dateSamples(atoms);
    case 'set':
      return setSamples(atoms) ?? [];
    case undefined:
      return [];
  }
}

const isSettled = (cell: Cell): cell is Answers => cell.every((answer) => answer !== undefined);

/** Writes every undefined out as yes and no; undefined when there are too many. */
function writtenOut(cell: Cell): boolean[][] | undefined {
  if (isSettled(cell)) return [[...cell]];
  if (cell.filter((answer) => answer === undefined).length > MAX_OPEN) return undefined;
  return cell.reduce<boolean[][]>(
    (all, answer) =>
      answer === undefined
        ? all.flatMap((answers) => [
            [...answers, true],
            [...answers, false],
          ])
        : all.map((answers) => [...answers, answer]),
    [[]],
  );
}

function distinct(all: readonly Answers[]): Answers[] {
  return [...new Map(all.map((answers) => [answers.map(Number).join(''), answers])).values()];
}

function possibleOf(fact: AskedFact, cells: readonly Cell[] | undefined, unknown: Answers): Answers[] | undefined {
  if (!cells) return undefined;
  const found: Answers[] = [unknown];
  for (const cell of cells) {
    const answers = writtenOut(cell);
    if (!answers) return undefined;
    found.push(...(fact.type === 'text' ? answers.filter((each) => arePlausible(fact.atoms, each)) : answers));
  }
  const all = distinct(found);
  return all.length > MAX_ANSWERS ? undefined : all;
}

/** What each atom answers for a value, undefined being unknown; undefined when one of them cannot be told. */
export function answersOfValue({ atoms }: AskedFact, value: unknown): ReadonlyMap<Atom, boolean> | undefined {
  const answers = new Map<Atom, boolean>();
  for (const atom of atoms) {
    const answer = value === undefined ? answerUnknown(atom) : answerFor(atom, value);
    if (answer === undefined) return undefined;
    answers.set(atom, answer);
  }
  return answers;
}

/** Types whose cells are made of values that were tried. */
const TRIED = new Set<unknown>(['number', 'boolean', 'set']);
const held = (atoms: readonly Atom[]) =>
  [true, false].map((value) => atoms.map((atom) => answerFor(atom, value) === true));

/** Every way in which the comparisons with one fact can answer together. Found by asking the operators themselves. */
export function answersOf(fact: AskedFact): FactAnswers {
  if (fact.isHeld) return { possible: held(fact.atoms), proven: held(fact.atoms) };
  const unknown = fact.atoms.map(answerUnknown);
  const cells = cellsOf(fact);
  const possible = possibleOf(fact, cells, unknown);
  if (possible && TRIED.has(fact.type) && cells?.every(isSettled)) return { possible, proven: possible };
  const tried = samplesOf(fact).map((value): Cell => fact.atoms.map((atom) => answerFor(atom, value)));
  return { possible, proven: distinct([...tried.filter(isSettled), unknown]) };
}
