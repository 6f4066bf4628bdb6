import { simplify } from '../text/simplify.js';
import { fold } from '../text/fold.js';
import { nameProblem, type NameProblem } from './name-problem.js';

const ASCII = /^[\x20-\x7e]+$/;

/** The first forbidden word in the name, also in capitals, full width, traditional characters or with gaps in it. */
export function forbiddenWords(name: string, words: readonly string[]): NameProblem[] {
  const folded = fold(name);
  const text = simplify(folded.text.toLowerCase());
  // Without gaps and punctuation; each sign still knows its place.
  const signs = [...text.matchAll(/[\p{L}\p{N}]/gu)];
  const dense = signs.map(([sign]) => sign).join('');
  for (const word of words) {
    const wanted = simplify(fold(word).text.toLowerCase()).trim();
    if (wanted === '') continue;
    if (ASCII.test(wanted)) {
      const found = wholeWord(text, wanted);
      if (found >= 0) return [problem(word, folded.starts[found]!, folded.ends[found + wanted.length - 1]!)];
      continue;
    }
    const compact = wanted.replace(/[^\p{L}\p{N}]/gu, '');
    const found = compact === '' ? -1 : dense.indexOf(compact);
    if (found < 0) continue;
    const characters = [...dense.slice(0, found)].length;
    const until = characters + [...compact].length - 1;
    return [problem(word, folded.starts[signs[characters]!.index]!, folded.ends[signs[until]!.index]!)];
  }
  return [];
}

const problem = (what: string, start: number, end: number) => nameProblem('forbidden_word', { what }, { start, end });

/** «ass» is not in «class». */
function wholeWord(text: string, word: string): number {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (!/[a-z0-9]/.test(text[at - 1] ?? '') && !/[a-z0-9]/.test(text[at + word.length] ?? '')) return at;
  return -1;
}
