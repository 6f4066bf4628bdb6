import { isReference } from '../flow/condition-tree.js';
import { answerFor, type Atom } from './atoms.js';
import { MAX_ANSWERS, type Answers, type Cell } from './cell.js';

/** Texts that are put together for examples, and how long they may be. */
const MAX_PARTS = 10;
const MAX_LENGTH = 60;
/** Of more texts than this nothing is said, and no more searches by a pattern are made: both take their time. */
const MAX_TEXTS = 500;
const MAX_SEARCHES = 200;

function breaksOf({ operator, expected }: Atom): readonly string[] | undefined {
  if (isReference(expected)) return undefined;
  const breaks = operator.breaks?.(expected);
  return breaks?.every((value) => typeof value === 'string') ? (breaks as string[]) : undefined;
}

const breakTexts = (atoms: readonly Atom[]) => [...new Set(atoms.flatMap((atom) => breaksOf(atom) ?? []))];

/** A text that no atom names. */
function otherText(texts: readonly string[]): string {
  let other = '·';
  while (texts.includes(other)) other += '·';
  return other;
}

function literalsOf({ expected }: Atom): string[] {
  return (Array.isArray(expected) ? expected : [expected]).filter((part): part is string => typeof part === 'string');
}

const isPattern = ({ operator }: Atom) => operator.value === 'pattern';
/** So many texts can be searched by all patterns. */
const searchable = (atoms: readonly Atom[]) => MAX_SEARCHES / Math.max(1, atoms.filter(isPattern).length);

/** The texts that are named, and any two of them one after the other. */
export function textSamples(atoms: readonly Atom[]): string[] {
  const named = atoms.flatMap(literalsOf);
  if (named.length > MAX_TEXTS) return [];
  const parts = [...new Set(named)].filter((part) => part.length <= MAX_LENGTH);
  const few = parts.slice(0, MAX_PARTS);
  const samples = [...new Set([otherText(parts), '', ...parts, ...few.flatMap((a) => few.map((b) => a + b))])];
  return atoms.some(isPattern) ? samples.slice(0, searchable(atoms)) : samples;
}

/** Of a text that no atom names, only those with a list of breaks are settled. */
export function textCells(atoms: readonly Atom[]): Cell[] | undefined {
  const texts = breakTexts(atoms);
  if (texts.length > MAX_ANSWERS || atoms.flatMap(literalsOf).length > MAX_TEXTS) return undefined;
  const isSearched = texts.length <= searchable(atoms) && texts.every((text) => text.length <= MAX_LENGTH);
  const other = otherText(texts);
  return [
    ...texts.map((value) => atoms.map((atom) => (isPattern(atom) && !isSearched ? undefined : answerFor(atom, value)))),
    atoms.map((atom) => (breaksOf(atom) ? answerFor(atom, other) : undefined)),
  ];
}

/** What an atom that holds says about the text. */
function partsWhere(atoms: readonly Atom[], answers: Answers, name: string): string[] {
  return atoms.flatMap(({ operator, expected }, at) =>
    answers[at] && operator.name === name && typeof expected === 'string' ? [expected] : [],
  );
}

/** Whether it can be that these answers are given of one text; «yes» in doubt. */
export function arePlausible(atoms: readonly Atom[], answers: Answers): boolean {
  const starts = partsWhere(atoms, answers, 'textStartsWith');
  const ends = partsWhere(atoms, answers, 'textEndsWith');
  if (starts.some((a) => starts.some((b) => !a.startsWith(b) && !b.startsWith(a)))) return false;
  if (ends.some((a) => ends.some((b) => !a.endsWith(b) && !b.endsWith(a)))) return false;
  const inside = [...starts, ...ends, ...partsWhere(atoms, answers, 'textContains')];
  return atoms.every(({ operator, expected }, at) => {
    if (answers[at] || isReference(expected)) return true;
    const isIn = (part: unknown) => typeof part === 'string' && inside.some((text) => text.includes(part));
    if (operator.name === 'textContains') return !isIn(expected);
    if (operator.name === 'containsAnyWord') return !Array.isArray(expected) || !expected.some(isIn);
    if (operator.name === 'textStartsWith') return !starts.some((text) => text.startsWith(expected as string));
    if (operator.name === 'textEndsWith') return !ends.some((text) => text.endsWith(expected as string));
    return true;
  });
}
