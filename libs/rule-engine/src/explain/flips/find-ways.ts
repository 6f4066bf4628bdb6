import type { Comparison, Condition } from '@tagloom/contracts';
import { isReference } from '../../flow/condition-tree.js';
import type { FactChoices } from './fact-choices.js';
import { cheapest, NO_CHANGE, together, type Way } from './way.js';

type Weighted = { weight: number; condition: Condition };

const MAX_SUMS = 200;

/** Finds the cheapest ways for a condition to answer as wished, from the comparisons up. */
export class WayFinder {
  private readonly known = { true: new Map<Condition, Way[]>(), false: new Map<Condition, Way[]>() };

  constructor(private readonly choices: FactChoices) {}

  /** Cheapest first; empty when there is none. A part that answers as wished already has a way without a change. */
  find(condition: Condition, wish: boolean): Way[] {
    const known = this.known[`${wish}`];
    let ways = known.get(condition);
    if (!ways) known.set(condition, (ways = this.search(condition, wish)));
    return ways;
  }

  private search(condition: Condition, wish: boolean): Way[] {
    if ('all' in condition) return wish ? this.each(condition.all, true) : this.one(condition.all, false);
    if ('any' in condition) return wish ? this.one(condition.any, true) : this.each(condition.any, false);
    if ('not' in condition) return this.find(condition.not, !wish);
    if ('atLeast' in condition) {
      const { k, of } = condition.atLeast;
      return this.some(of, wish, wish ? k : of.length - k + 1);
    }
    if ('score' in condition) return this.score(condition.score.of, condition.score.threshold, wish);
    return this.comparison(condition, wish);
  }

  private each(children: readonly Condition[], wish: boolean): Way[] {
    const found = children.map((child) => this.find(child, wish)).sort((a, b) => a.length - b.length);
    return found.reduce<Way[]>((ways, child) => together(ways, child, this.choices), [NO_CHANGE]);
  }

  private one(children: readonly Condition[], wish: boolean): Way[] {
    return cheapest(
      children.flatMap((child) => this.find(child, wish)),
      this.choices,
    );
  }

  /** Any `count` of the children. */
  private some(children: readonly Condition[], wish: boolean, count: number): Way[] {
    const byCount: Way[][] = [[NO_CHANGE], ...Array.from({ length: count }, () => [])];
    for (const child of children)
      for (let done = count - 1; done >= 0; done--) {
        const more = together(byCount[done]!, this.find(child, wish), this.choices);
        byCount[done + 1] = cheapest([...byCount[done + 1]!, ...more], this.choices);
      }
    return byCount[count]!;
  }

  /** Children whose weight together reaches the threshold, or, taken away, leaves less than it. */
  private score(inputs: readonly Weighted[], threshold: number, wish: boolean): Way[] {
    const total = inputs.reduce((sum, { weight }) => sum + weight, 0);
    const isEnough = (moved: number) =>
      wish ? (100 * moved) / total >= threshold - 1e-9 : (100 * (total - moved)) / total < threshold + 1e-9;
    const enough: Way[] = [];
    let open = new Map<number, Way[]>([[0, [NO_CHANGE]]]);
    if (isEnough(0)) enough.push(NO_CHANGE);
    for (const { weight, condition } of inputs) {
      const next = new Map(open);
      const child = this.find(condition, wish);
      for (const [moved, ways] of open) {
        const more = together(ways, child, this.choices);
        const sum = Math.round((moved + weight) * 1e9) / 1e9;
        if (isEnough(sum)) enough.push(...more);
        // on the very edge the sum of floats decides, so it goes on as well
        next.set(sum, cheapest([...(next.get(sum) ?? []), ...more], this.choices));
      }
      open = new Map([...next].filter(([, ways]) => ways.length > 0).slice(0, MAX_SUMS));
    }
    return cheapest(enough, this.choices, 64);
  }

  private comparison(comparison: Comparison, wish: boolean): Way[] {
    const { fact, path, value } = comparison;
    if (this.choices.holds(comparison) === wish) return this.kept(comparison, wish);
    const facts = [...(path === undefined ? [fact] : []), ...(isReference(value) && !value.path ? [value.fact] : [])];
    return cheapest(
      facts.filter((name) => this.choices.names().includes(name)).flatMap((name) => this.by(comparison, name, wish)),
      this.choices,
    );
  }

  /** Answers as wished already, and must go on doing so whatever else its facts become. */
  private kept(comparison: Comparison, wish: boolean): Way[] {
    const { fact, path } = comparison;
    if (path !== undefined || !this.choices.names().includes(fact)) return [NO_CHANGE];
    return this.by(comparison, fact, wish);
  }

  /** By another value of one of its facts alone. */
  private by(comparison: Comparison, fact: string, wish: boolean): Way[] {
    const places = this.choices
      .of(fact)
      .values.flatMap((value, place) => (this.choices.holds(comparison, [[fact, value]]) === wish ? [place] : []));
    if (places.length === 0) return [];
    const other = isReference(comparison.value) ? [comparison.fact, comparison.value.fact] : [];
    const still = other.filter((name) => name !== fact && this.choices.names().includes(name));
    return [new Map([[fact, places], ...still.map((name): [string, number[]] => [name, [0]])])];
  }
}
