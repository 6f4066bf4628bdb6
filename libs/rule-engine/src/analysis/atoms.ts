import type { Comparison, FactType } from '@tagloom/contracts';
import { canonical } from '../bundle/canonical.js';
import type { CatalogIndex } from '../catalog/catalog-index.js';
import { isHeldFact } from '../facts/held-fact.js';
import { isReference } from '../flow/condition-tree.js';
import { OPERATORS } from '../operators/index.js';
import type { Operator } from '../operators/operator.js';
import { dayNumber } from '../time/calendar.js';

/** The day on which example values of dates are tried: which day it is does not matter, as long as there is one. */
export const SAMPLE_DAY = dayNumber('2026-07-15')!;

/** A comparison that may be written in several places; all of them answer alike. */
export interface Atom {
  readonly index: number;
  readonly operator: Operator;
  readonly expected: unknown;
}
/** A fact with everything that is asked about it. */
export interface AskedFact {
  /** Undefined for facts of imported rules. */
  readonly type: FactType | undefined;
  readonly isHeld: boolean;
  readonly atoms: Atom[];
}

/** Every different comparison of some conditions, by fact. */
export class Atoms {
  readonly facts: AskedFact[] = [];
  size = 0;
  private readonly factByName = new Map<string, AskedFact>();
  private readonly atomByText = new Map<string, Atom>();
  private readonly atomOf = new Map<Comparison, { atom: Atom; fact: AskedFact }>();

  constructor(private readonly index: CatalogIndex | undefined) {}

  /** The atom of a comparison, and its fact. An unknown operator has none. */
  of(comparison: Comparison): { atom: Atom; fact: AskedFact } | undefined {
    const known = this.atomOf.get(comparison);
    if (known) return known;
    const operator = OPERATORS.get(comparison.operator);
    if (!operator) return undefined;
    const fact = this.factOf(comparison);
    const expected = operator.onUnknown ? undefined : comparison.value;
    const text = canonical([comparison.fact, comparison.path, operator.name, expected]);
    let atom = this.atomByText.get(text);
    if (!atom) {
      atom = { index: this.size++, operator, expected };
      this.atomByText.set(text, atom);
      fact.atoms.push(atom);
    }
    const found = { atom, fact };
    this.atomOf.set(comparison, found);
    return found;
  }

  private factOf({ fact: name, path }: Comparison): AskedFact {
    const key = JSON.stringify([name, path]);
    let fact = this.factByName.get(key);
    if (!fact) {
      fact = { type: this.index?.fact(name)?.type, isHeld: isHeldFact(name), atoms: [] };
      this.factByName.set(key, fact);
      this.facts.push(fact);
    }
    return fact;
  }
}

/** The answer for a known value; undefined when it depends on another fact. */
export function answerFor({ operator, expected }: Atom, value: unknown): boolean | undefined {
  if (operator.onUnknown) return operator.holds(value, undefined, 0);
  if (isReference(expected)) return undefined;
  return expected !== undefined && expected !== null && operator.holds(value, expected, SAMPLE_DAY);
}

/** The answer while the fact is unknown. */
export const answerUnknown = ({ operator }: Atom): boolean =>
  operator.onUnknown === true && operator.holds(undefined, undefined, 0);
