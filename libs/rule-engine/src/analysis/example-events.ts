import type { Catalog, Comparison, Condition } from '@tagloom/contracts';
import { canonical } from '../bundle/canonical.js';
import { indexOf, type CatalogIndex } from '../catalog/catalog-index.js';
import { comparisonsIn, isReference } from '../flow/condition-tree.js';
import { answersOfValue, samplesOf } from './answers.js';
import { Atoms, type AskedFact } from './atoms.js';
import { fold, NEVER } from './fold.js';
import { Logic } from './logic.js';

/** So many combinations of values are tried, and so many events given at most. */
const MAX_COMBINATIONS = 128;
const MAX_EVENTS = 3;
const BUDGET = 40_000;

type FactValue = string | number | boolean | string[];

/** An event with which a condition is met by every customer who meets what is left of it. */
export interface ExampleEvent {
  type: string;
  /** The properties that matter, as `event.*` facts. */
  facts: Record<string, FactValue>;
  /** Reads no `event.*`. */
  rest: Condition;
}

interface Choice {
  value: FactValue | undefined;
  /** The answer of each comparison with the fact. */
  answers: ReadonlyMap<Comparison, boolean>;
}

const isOfEvent = (name: string) => name.startsWith('event.');

/** Dates near today would be told by a day that is not today. */
const isToldByToday = ({ type, atoms }: AskedFact) =>
  type === 'date' && atoms.some(({ operator }) => operator.changesDaily);

/** Values of one fact that answer differently, without the property at last. */
function choicesOf(fact: AskedFact, comparisons: readonly Comparison[], atoms: Atoms): Choice[] {
  const found = new Map<string, Choice>();
  for (const value of [...(samplesOf(fact) as FactValue[]), undefined]) {
    const byAtom = answersOfValue(fact, value);
    if (!byAtom) continue;
    const key = [...byAtom.values()].map(Number).join('');
    const answers = new Map(comparisons.map((each) => [each, byAtom.get(atoms.of(each)!.atom)!]));
    if (!found.has(key)) found.set(key, { value, answers });
  }
  return [...found.values()];
}

/** One choice per fact. */
function combinationsOf(choices: readonly (readonly Choice[])[]): Choice[][] {
  return choices.reduce<Choice[][]>(
    (all, own) => all.flatMap((before) => own.map((choice) => [...before, choice])).slice(0, MAX_COMBINATIONS),
    [[]],
  );
}

/** A type that has all of the properties. */
function typeFor(
  names: readonly string[],
  events: readonly string[] | undefined,
  catalog: Catalog,
  index: CatalogIndex,
): string | undefined {
  const carriers = names.map((name) => index.fact(name)?.eventTypes);
  const candidates = events ?? catalog.eventTypes.map(({ name }) => name);
  return candidates.find((type) => carriers.every((types) => !types || types.includes(type)));
}

/**
 * Events that an example of a condition can have at hand, those that leave the least to ask of a customer first; none for a condition that reads
 * no event, or compares one with another fact. `events` are the types it can be. What is said of no customer at all is left out.
 */
export function exampleEvents(
  condition: Condition,
  catalog: Catalog,
  events: readonly string[] | undefined,
): ExampleEvent[] {
  const index = indexOf(catalog);
  const all = comparisonsIn(condition);
  const own = all.filter(({ fact }) => isOfEvent(fact));
  const isMixed = all.some(({ fact, value }) => isReference(value) && (isOfEvent(fact) || isOfEvent(value.fact)));
  if (own.length === 0 || isMixed || own.some(({ path }) => path !== undefined)) return [];
  const atoms = new Atoms(index);
  for (const comparison of own) if (!atoms.of(comparison)) return [];
  if (atoms.facts.some(isToldByToday)) return [];
  const choices = atoms.facts.map((fact) =>
    choicesOf(
      fact,
      own.filter((comparison) => atoms.of(comparison)?.fact === fact),
      atoms,
    ),
  );
  const names = atoms.facts.map((fact) => own.find((comparison) => atoms.of(comparison)?.fact === fact)!.fact);
  const found = new Map<string, ExampleEvent & { size: number }>();
  for (const combination of combinationsOf(choices)) {
    const answers = new Map(combination.flatMap((choice) => [...choice.answers]));
    const rest = fold(condition, (comparison) => answers.get(comparison));
    if (rest === NEVER) continue;
    const facts = Object.fromEntries(
      combination.flatMap(({ value }, at) => (value === undefined ? [] : [[names[at]!, value] as const])),
    );
    const type = typeFor(Object.keys(facts), events, catalog, index);
    const key = canonical(rest);
    if (type !== undefined && !found.has(key)) found.set(key, { type, facts, rest, size: comparisonsIn(rest).length });
  }
  const ordered = [...found.values()].sort((one, other) => one.size - other.size);
  const budget = { left: BUDGET };
  return ordered
    .filter(({ rest }) => new Logic([rest], index, budget).canHold(rest) !== 'none')
    .slice(0, MAX_EVENTS)
    .map(({ size: _size, ...event }) => event);
}
