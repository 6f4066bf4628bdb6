import type { Condition } from '@tagloom/contracts';
import type { CatalogIndex } from '../catalog/catalog-index.js';
import { comparisonsIn } from '../flow/condition-tree.js';
import { Atoms, type AskedFact } from './atoms.js';
import { answersOf, type FactAnswers } from './answers.js';
import { OPEN, Program, type Answer } from './program.js';

/** Steps that may still be taken: what bounds the time that an analysis takes. */
export interface Budget {
  left: number;
}
/** So much of the budget may one question take, so that a hard one leaves something for the others. */
const MAX_PER_QUESTION = 60_000;
const GLANCES = 24;

/** `unsure` when the budget is used up, or when there is more to a fact than can be tried. */
export type Verdict = 'found' | 'none' | 'unsure';
type Source = keyof FactAnswers;

/**
 * Decides whether conditions can hold, for whatever facts there may be, unknown ones included. The answers that a fact can give
 * are found by asking its operators; then they are tried fact by fact, leaving out what can no longer matter.
 */
export class Logic {
  private readonly atoms: Atoms;
  private readonly answers = new Map<AskedFact, FactAnswers>();

  /** Every condition that will be asked about must be made of the comparisons of `conditions`. */
  constructor(
    conditions: readonly Condition[],
    index: CatalogIndex | undefined,
    private readonly budget: Budget,
  ) {
    this.atoms = new Atoms(index);
    for (const comparison of conditions.flatMap(comparisonsIn)) this.atoms.of(comparison);
    budget.left -= this.atoms.size;
  }

  /** `none`: no customer whatsoever meets it. */
  canHold(condition: Condition): Verdict {
    return this.search(condition, 1, 'possible');
  }
  /** `none`: every customer meets it. */
  canFail(condition: Condition): Verdict {
    return this.search(condition, 0, 'possible');
  }
  /** Whoever meets `one` meets `other`; false in doubt. */
  implies(one: Condition, other: Condition): boolean {
    return this.canHold({ all: [one, { not: other }] }) === 'none';
  }
  /** Values have been found that meet the condition; false in doubt. */
  isMeetable(condition: Condition): boolean {
    return this.search(condition, 1, 'proven') === 'found';
  }

  /** For each condition, whether it has been seen to hold and to fail, by trying some answers at random places. */
  glance(conditions: readonly Condition[]): Map<Condition, { holds: boolean; fails: boolean }> {
    const seen = new Map(conditions.map((condition) => [condition, { holds: false, fails: false }]));
    const program = new Program(conditions, this.atoms);
    for (let round = 0; round < GLANCES && this.budget.left > 0; round++) {
      const known = new Array<Answer>(this.atoms.size).fill(OPEN);
      for (const [at, fact] of this.atoms.facts.entries()) {
        const { proven } = this.answersOf(fact);
        this.set(known, fact, proven[(round * (at + 1) + at * (round & 1)) % proven.length]);
      }
      program.run(known);
      this.budget.left -= program.size;
      for (const [condition, view] of seen) {
        const answer = program.answerOf(condition);
        if (answer === 1) view.holds = true;
        if (answer === 0) view.fails = true;
      }
    }
    return seen;
  }

  private answersOf(fact: AskedFact): FactAnswers {
    let answers = this.answers.get(fact);
    if (!answers) {
      this.answers.set(fact, (answers = answersOf(fact)));
      this.budget.left -= fact.atoms.length * (answers.proven.length + (answers.possible?.length ?? 0));
    }
    return answers;
  }

  private set(known: Answer[], fact: AskedFact, answers: readonly boolean[] | undefined): void {
    fact.atoms.forEach((atom, at) => (known[atom.index] = answers ? (answers[at] ? 1 : 0) : OPEN));
  }

  private search(condition: Condition, wanted: 0 | 1, source: Source): Verdict {
    const facts = [...new Set(comparisonsIn(condition).flatMap((each) => this.atoms.of(each)?.fact ?? []))];
    const program = new Program([condition], this.atoms);
    const known = new Array<Answer>(this.atoms.size).fill(OPEN);
    let left = Math.min(MAX_PER_QUESTION, this.budget.left);
    const tryFrom = (at: number): Verdict => {
      left -= program.size;
      this.budget.left -= program.size;
      if (left < 0) return 'unsure';
      program.run(known);
      const answer = program.answerOf(condition);
      if (answer !== OPEN) return answer === wanted ? 'found' : 'none';
      const fact = facts[at];
      if (!fact) return 'unsure';
      const choices = this.answersOf(fact)[source];
      if (!choices) return tryFrom(at + 1);
      let verdict: Verdict = 'none';
      for (const answers of choices) {
        this.set(known, fact, answers);
        const here = tryFrom(at + 1);
        if (here === 'found') return 'found';
        if (here === 'unsure') verdict = 'unsure';
        if (left < 0) break;
      }
      this.set(known, fact, undefined);
      return verdict;
    };
    return tryFrom(0);
  }
}
