import { CONTRASTS } from './contrasts.js';
import { plain, tokensOf } from './name-tokens.js';
import { readings } from './pinyin.js';
import { broad } from './sounds.js';
import { FILLERS, NEGATIONS, UNNEGATED } from './synonym-groups.js';
import { meaningsOf, type Vocabulary } from './vocabulary.js';

/** Everything that two names are compared by. */
export interface NameForm {
  /** Without gaps, punctuation, case and width. */
  readonly dense: string;
  /** Meanings without order: equal for synonyms. */
  readonly meaning: string;
  /** Characters, without fillers. */
  readonly units: readonly string[];
  /** How each unit reads. */
  readonly sounds: readonly string[];
  readonly sound: string;
  /** The same without what many people do not tell apart. */
  readonly broadSounds: readonly string[];
  /** A bit for each of the broad sounds; some share one. */
  readonly soundBits: number;
  /** How many of the units are Chinese. */
  readonly chinese: number;
  /** Numbers, short Latin words (codes, grades) and negations: names that differ in them are never misspellings. */
  readonly fixed: string;
  /** By index of the set, which of its words are there. */
  readonly contrasts: ReadonlyMap<number, string>;
}

const HAN = /\p{Script=Han}/u;
/** 新客转老客 is not 老客转新客. */
const DIRECTED = /[转变到从由给向→>]| to | from /;
/** unsatisfied, inactive, dislike */
const DENYING = /^(?:un|in|im|dis|non)[a-z]{4,}/;
const keyOf = (word: string) => tokensOf(word).join(' ');
const fillers = new Set(FILLERS.map(keyOf));
const longestFiller = Math.max(...FILLERS.map((word) => tokensOf(word).length));
const contrastSets = new Map<string, number[]>();
CONTRASTS.forEach((words, at) => {
  for (const word of words) contrastSets.set(keyOf(word), [...(contrastSets.get(keyOf(word)) ?? []), at]);
});
const negations = new Set(NEGATIONS.map(keyOf));
const unnegated = new Set(UNNEGATED.map(keyOf));

/** The tokens that are no filler; all, when nothing else is there. */
function withoutFillers(tokens: readonly string[]): readonly string[] {
  const kept: string[] = [];
  for (let at = 0; at < tokens.length;) {
    let length = Math.min(longestFiller, tokens.length - at);
    while (length > 0 && !fillers.has(tokens.slice(at, at + length).join(' '))) length--;
    if (length === 0) kept.push(tokens[at]!);
    at += Math.max(1, length);
  }
  return kept.length > 0 ? kept : tokens;
}

function negationsIn(tokens: readonly string[]): number {
  let count = tokens.filter((token) => DENYING.test(token)).length;
  for (let at = 0; at < tokens.length; at++) {
    const words = [3, 2, 1].map((length) => tokens.slice(at, at + length).join(' '));
    const known = words.find((word) => unnegated.has(word) || negations.has(word));
    if (!known) continue;
    if (negations.has(known)) count++;
    at += known.split(' ').length - 1;
  }
  return count;
}

function contrastsIn(tokens: readonly string[]): Map<number, string> {
  const found = new Map<number, Set<string>>();
  for (let at = 0; at < tokens.length; at++)
    for (const length of [1, 2])
      for (const set of contrastSets.get(tokens.slice(at, at + length).join(' ')) ?? [])
        found.set(set, (found.get(set) ?? new Set()).add(tokens.slice(at, at + length).join(' ')));
  return new Map([...found].map(([set, words]) => [set, [...words].sort().join()]));
}

function bitsOf(sounds: readonly string[]): number {
  let bits = 0;
  for (const sound of sounds) {
    let hash = 0;
    for (let at = 0; at < sound.length; at++) hash = (hash * 31 + sound.charCodeAt(at)) | 0;
    bits |= 1 << (Math.imul(hash, 0x9e3779b1) >>> 27);
  }
  return bits;
}

/** Reads a name once, for any number of comparisons. */
export function formOf(name: string, vocabulary: Vocabulary): NameForm {
  const tokens = tokensOf(name);
  const meanings = meaningsOf(tokens, vocabulary);
  const core = withoutFillers(tokens);
  const units = core.flatMap((token) => [...token]);
  const sounds = readings(units);
  const broadSounds = sounds.map(broad);
  const codes = core.filter((token) => /\d/.test(token) || /^[a-z]{1,4}$/.test(token));
  return {
    dense: plain(name).replace(/[^\p{L}\p{N}\p{So}+#%<>≥≤]/gu, ''),
    meaning: (DIRECTED.test(name.toLowerCase()) ? meanings : meanings.toSorted()).join(' '),
    units,
    sounds,
    sound: sounds.join(''),
    broadSounds,
    soundBits: bitsOf(broadSounds),
    chinese: units.filter((unit) => HAN.test(unit)).length,
    fixed: `${codes.join(' ')}|${negationsIn(tokens)}`,
    contrasts: contrastsIn(core),
  };
}

/** Whether one has another word of a set than the other: 高 and 低. */
export function contradicts(one: NameForm, other: NameForm): boolean {
  return [...one.contrasts].some(([set, words]) => (other.contrasts.get(set) ?? words) !== words);
}

/** As {@link contradicts}, or whether one has a word of a set and the other has none: 准会员 and 会员. */
export function differsInQualifier(one: NameForm, other: NameForm): boolean {
  return (
    one.contrasts.size !== other.contrasts.size ||
    [...one.contrasts].some(([set, words]) => other.contrasts.get(set) !== words)
  );
}
