import type { Condition } from '@tagloom/contracts';
import { childrenOf } from '../flow/condition-tree.js';
import type { Atoms } from './atoms.js';

/** Not decided yet. */
export const OPEN = 2;
/** 0 is no, 1 is yes. */
export type Answer = 0 | 1 | typeof OPEN;

interface Step {
  condition: Condition;
  children: readonly number[];
  atom: number;
}

function all(answers: readonly Answer[]): Answer {
  let answer: Answer = 1;
  for (const each of answers) {
    if (each === 0) return 0;
    if (each === OPEN) answer = OPEN;
  }
  return answer;
}

const opposite = (answer: Answer): Answer => (answer === OPEN ? OPEN : answer === 1 ? 0 : 1);

/** Yes when enough hold already, no when they would not be enough with all that are open. */
function atLeast(k: number, answers: readonly Answer[]): Answer {
  const [yes, open] = [answers.filter((each) => each === 1).length, answers.filter((each) => each === OPEN).length];
  return yes >= k ? 1 : yes + open < k ? 0 : OPEN;
}

/** Added in the order in which every executor adds. */
function score(threshold: number, weights: readonly number[], answers: readonly Answer[]): Answer {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const reaches = (counts: (answer: Answer) => boolean) => {
    const reached = answers.reduce<number>((sum, answer, at) => (counts(answer) ? sum + weights[at]! : sum), 0);
    return (100 * reached) / total >= threshold;
  };
  if (reaches((answer) => answer === 1)) return 1;
  return reaches((answer) => answer !== 0) ? OPEN : 0;
}

/** Some conditions, shared parts once, to be asked again and again with more and more of their comparisons decided. */
export class Program {
  private readonly steps: Step[] = [];
  private readonly at = new Map<Condition, number>();
  private readonly answers: Answer[] = [];

  constructor(
    roots: readonly Condition[],
    private readonly atoms: Atoms,
  ) {
    for (const root of roots) this.add(root);
  }

  get size(): number {
    return this.steps.length;
  }

  /** Decides every part. `known` has an answer per atom. */
  run(known: readonly Answer[]): void {
    for (let at = 0; at < this.steps.length; at++) this.answers[at] = this.decide(this.steps[at]!, known);
  }

  /** What the last run came to. */
  answerOf(condition: Condition): Answer {
    return this.answers[this.at.get(condition)!]!;
  }

  private decide({ condition, children, atom }: Step, known: readonly Answer[]): Answer {
    if ('fact' in condition) return atom < 0 ? OPEN : known[atom]!;
    const inputs = children.map((child) => this.answers[child]!);
    if ('all' in condition) return all(inputs);
    if ('any' in condition) return opposite(all(inputs.map(opposite)));
    if ('not' in condition) return opposite(inputs[0]!);
    if ('atLeast' in condition) return atLeast(condition.atLeast.k, inputs);
    const { threshold, of } = condition.score;
    return score(
      threshold,
      of.map(({ weight }) => weight),
      inputs,
    );
  }

  private add(condition: Condition): number {
    const known = this.at.get(condition);
    if (known !== undefined) return known;
    const children = childrenOf(condition).map((child) => this.add(child));
    const atom = 'fact' in condition ? (this.atoms.of(condition)?.atom.index ?? -1) : -1;
    const at = this.steps.push({ condition, children, atom }) - 1;
    this.at.set(condition, at);
    return at;
  }
}
