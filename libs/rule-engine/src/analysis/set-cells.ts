import { isReference } from '../flow/condition-tree.js';
import { answerFor, type Atom } from './atoms.js';
import type { Cell } from './cell.js';

const MAX_ELEMENTS = 6;
/** Operators that only ask about the elements they name. */
const BY_ELEMENT = new Set(['contains', 'doesNotContain', 'containsAny', 'containsAll']);

const isByElement = ({ operator, expected }: Atom) =>
  operator.onUnknown === true || (BY_ELEMENT.has(operator.name) && !isReference(expected));

function elementsOf(atoms: readonly Atom[]): string[] {
  const named = atoms.flatMap(({ expected }) => (Array.isArray(expected) ? (expected as unknown[]) : [expected]));
  return [...new Set(named.filter((element): element is string => typeof element === 'string'))];
}

/** Every selection of the elements that are named; undefined when there are too many. */
export function setSamples(atoms: readonly Atom[]): string[][] | undefined {
  const elements = elementsOf(atoms);
  if (elements.length > MAX_ELEMENTS) return undefined;
  return elements.reduce<string[][]>((all, element) => [...all, ...all.map((set) => [...set, element])], [[]]);
}

export function setCells(atoms: readonly Atom[]): Cell[] | undefined {
  return setSamples(atoms)?.map((value) =>
    atoms.map((atom) => (isByElement(atom) ? answerFor(atom, value) : undefined)),
  );
}
