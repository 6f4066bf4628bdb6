import { FILLERS, NEGATIONS, SYNONYM_GROUPS, UNNEGATED } from './synonym-groups.js';
import { tokensOf } from './name-tokens.js';

/** What a name means, as far as the vocabulary goes: known words as their meanings, others as they are. */
export interface Vocabulary {
  /** Meaning of a known word by its tokens, joined with spaces. */
  readonly meanings: ReadonlyMap<string, string>;
  /** Tokens of the longest word. */
  readonly longest: number;
}

export const NOT = '¬';
const NOTHING = '';

/** Groups that share a word are one meaning. */
function joinGroups(groups: readonly (readonly string[])[]): Map<string, number> {
  const groupOf = new Map<string, number>();
  const leader = groups.map((_, at) => at);
  const find = (at: number): number => (leader[at] === at ? at : (leader[at] = find(leader[at]!)));
  groups.forEach((words, at) => {
    for (const word of words) {
      const key = tokensOf(word).join(' ');
      if (key === '') continue;
      const known = groupOf.get(key);
      if (known === undefined) groupOf.set(key, at);
      else leader[find(at)] = find(known);
    }
  });
  return new Map([...groupOf].map(([key, at]) => [key, find(at)]));
}

function build(more: readonly (readonly string[])[]): Vocabulary {
  const meanings = new Map<string, string>();
  const add = (words: readonly string[], meaning: (key: string) => string) => {
    for (const word of words) {
      const key = tokensOf(word).join(' ');
      if (key !== '') meanings.set(key, meaning(key));
    }
  };
  add(FILLERS, () => NOTHING);
  add(UNNEGATED, (key) => key);
  add(NEGATIONS, () => NOT);
  for (const [key, group] of joinGroups([...SYNONYM_GROUPS, ...more])) meanings.set(key, `§${group}`);
  const longest = Math.max(...[...meanings.keys()].map((key) => key.split(' ').length));
  return { meanings, longest };
}

const builtIn = build([]);
const built = new WeakMap<readonly (readonly string[])[], Vocabulary>();

/** The built-in words and those of the caller; a word in both joins the two groups. The same list gives the same object. */
export function vocabularyWith(synonyms: readonly (readonly string[])[] = []): Vocabulary {
  if (synonyms.length === 0) return builtIn;
  const vocabulary = built.get(synonyms) ?? build(synonyms);
  built.set(synonyms, vocabulary);
  return vocabulary;
}

/**
 * The meanings in a name, longest words first, without fillers unless there is nothing else. 不 + 买 is «not» and «buy»; a word
 * that the vocabulary knows as a whole (不活跃) has its own meaning.
 */
export function meaningsOf(tokens: readonly string[], { meanings, longest }: Vocabulary): string[] {
  const found: string[] = [];
  for (let at = 0; at < tokens.length;) {
    let length = Math.min(longest, tokens.length - at);
    while (length > 0 && !meanings.has(tokens.slice(at, at + length).join(' '))) length--;
    found.push(length > 0 ? meanings.get(tokens.slice(at, at + length).join(' '))! : tokens[at]!);
    at += Math.max(1, length);
  }
  const told = found.filter((meaning) => meaning !== NOTHING);
  return told.length > 0 ? told : [...tokens];
}
