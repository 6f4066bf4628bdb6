import type { TagCategory } from '@tagloom/contracts';
import { graphemes } from '../text/graphemes.js';
import { characterProblems, mixedWidth } from './characters.js';
import { fitsPattern } from './fits-pattern.js';
import { forbiddenWords } from './forbidden-words.js';
import { nameProblem, type NameProblem } from './name-problem.js';
import { DEFAULT_NAME_RULES, type NameRules } from './name-rules.js';

function spaces(name: string): NameProblem[] {
  const found: NameProblem[] = [];
  const outer = /^\p{Zs}+|\p{Zs}+$/u.exec(name);
  if (outer) found.push(nameProblem('outer_space', {}, { start: outer.index, end: outer.index + outer[0].length }));
  const inner = /(?<=\P{Zs})\p{Zs}{2,}(?=\P{Zs})/u.exec(name);
  if (inner) found.push(nameProblem('double_space', {}, { start: inner.index, end: inner.index + inner[0].length }));
  return found;
}

function lengths(name: string, { minLength, maxLength }: { minLength: number; maxLength: number }): NameProblem[] {
  const { length } = graphemes(name.trim());
  if (length < minLength) return [nameProblem('too_short', { length, limit: minLength })];
  return length > maxLength ? [nameProblem('too_long', { length, limit: maxLength })] : [];
}

/**
 * Everything that keeps a name from following the rules, each once: a stable code, sentences in both languages and, where it
 * has one, its place. Empty when the name is fine. Whether something like it exists already is `nearDuplicates`, and whether it
 * gives somebody away `scanForLeaks`.
 *
 * @param category decides which of `rules.patterns` must fit
 */
export function checkName(name: string, rules: NameRules = {}, category?: TagCategory): NameProblem[] {
  const all = {
    minLength: rules.minLength ?? DEFAULT_NAME_RULES.minLength,
    maxLength: rules.maxLength ?? DEFAULT_NAME_RULES.maxLength,
    allowEmoji: rules.allowEmoji ?? DEFAULT_NAME_RULES.allowEmoji,
    forbiddenWords: rules.forbiddenWords ?? DEFAULT_NAME_RULES.forbiddenWords,
    patterns: rules.patterns ?? DEFAULT_NAME_RULES.patterns,
  };
  if (name.replace(/[\p{Z}\p{C}\p{Default_Ignorable_Code_Point}\u2800]/gu, '') === '') return [nameProblem('empty')];
  const patterns = (category && Object.hasOwn(all.patterns, category) && all.patterns[category]) || [];
  const isFitting = patterns.length === 0 || patterns.some((pattern) => fitsPattern(name.trim(), pattern));
  return [
    ...lengths(name, all),
    ...spaces(name),
    ...characterProblems(name, all.allowEmoji),
    ...mixedWidth(name),
    ...forbiddenWords(name, all.forbiddenWords),
    ...(isFitting ? [] : [nameProblem('wrong_form', { what: patterns.join(' / ') })]),
  ];
}
