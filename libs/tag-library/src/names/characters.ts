import { graphemes } from '../text/graphemes.js';
import { nameProblem, type NameProblem } from './name-problem.js';
import type { NameProblemCode } from './name-rules.js';

/** Pictures and flags; signs that are part of ordinary writing (©, ★, ♀, №) are none. */
const EMOJI = /[\p{Extended_Pictographic}\p{Regional_Indicator}\u20e3]/u;
const PLAIN_SIGN = /^[©®™★☆♀♂♠♣♥♦‼⁉ℹ↔↕↖-↙↩↪✓✔✖〰〽㊗㊙]$/u;
const BIDI = /\p{Bidi_Control}/u;
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}\u2800]/u;
const CONTROL = /[\p{Cc}\p{Cs}\p{Co}]/u;
/** Full-width letters and digits, and the gap of their width. */
const FULL_WIDTH = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u3000]/u;

const isEmoji = (grapheme: string) => EMOJI.test(grapheme) && !PLAIN_SIGN.test(grapheme);
const codeOf = (character: string) => `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;

function unseen(character: string): NameProblemCode | undefined {
  if (BIDI.test(character)) return 'bidi_character';
  if (INVISIBLE.test(character)) return 'invisible_character';
  return CONTROL.test(character) ? 'control_character' : undefined;
}

/** The first of each kind of character that has no place in a name. */
export function characterProblems(name: string, allowEmoji: boolean): NameProblem[] {
  const found = new Map<NameProblemCode, NameProblem>();
  const add = (code: NameProblemCode, what: string, start: number, length: number) => {
    if (!found.has(code)) found.set(code, nameProblem(code, { what }, { start, end: start + length }));
  };
  for (const { text, start } of graphemes(name)) {
    // The joiners and selectors within an emoji are part of it.
    if (isEmoji(text)) {
      if (!allowEmoji) add('emoji', text, start, text.length);
      continue;
    }
    let at = start;
    for (const character of text) {
      const code = unseen(character);
      if (code) add(code, codeOf(character), at, character.length);
      else if (FULL_WIDTH.test(character))
        add('full_width', character === '\u3000' ? codeOf(character) : character, at, 1);
      at += character.length;
    }
  }
  return [...found.values()];
}

/** Punctuation that is there in both widths: （VIP), ，and ,. Opening and closing brackets count as one sign. */
export function mixedWidth(name: string): NameProblem[] {
  const pairs = [
    ['(', ')', '（', '）'],
    ['[', ']', '［', '］'],
    [',', ',', '，', '，'],
    [':', ':', '：', '：'],
    [';', ';', '；', '；'],
    ['!', '!', '！', '！'],
    ['?', '?', '？', '？'],
    ['-', '-', '－', '－'],
    ['%', '%', '％', '％'],
    ['+', '+', '＋', '＋'],
    ['/', '/', '／', '／'],
  ] as const;
  for (const [half, halfEnd, full, fullEnd] of pairs) {
    const narrow = name.includes(half) || name.includes(halfEnd);
    const wide = name.includes(full) || name.includes(fullEnd);
    if (narrow && wide) return [nameProblem('mixed_width', { what: half === halfEnd ? half : half + halfEnd })];
  }
  return [];
}
