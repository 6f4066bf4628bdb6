import {
  localize,
  type ErrorIssue,
  type Locale,
  type LocalizedText,
  type TagCategory,
  type TagExamples,
} from '@tagloom/contracts';
import { checkName, leakMessage, scanForLeaks, type Leak, type NameProblem } from '@tagloom/tag-library';
import { DomainError } from '../../platform/errors/domain-error.js';

/** Everything that people write into a definition; what is absent was not written anew. */
export interface WrittenTexts {
  name?: LocalizedText | undefined;
  /** By their place in the list. */
  values?: readonly (readonly [place: number, value: string])[] | undefined;
  meaning?: string | undefined;
  purpose?: string | undefined;
  examples?: TagExamples | undefined;
  note?: string | undefined;
  category?: TagCategory | undefined;
}

export type Placed<T> = T & { path: string };
/** Longer than the Chinese one, as English takes more letters. */
const LONGEST_ENGLISH_NAME = 60;

/** By which somebody could be found or reached, with where it stands. */
export function leaksIn(texts: WrittenTexts): Placed<Leak>[] {
  return placed(texts).flatMap(([path, text]) => scanForLeaks(text).map((leak) => ({ ...leak, path })));
}

/** What keeps the name from following the rules. */
export function nameProblems({ name, category }: WrittenTexts): Placed<NameProblem>[] {
  if (!name) return [];
  const chinese = checkName(name['zh-CN'], {}, category).map((problem) => ({ ...problem, path: 'name.zh-CN' }));
  if (name.en === undefined) return chinese;
  const english = checkName(name.en, { maxLength: LONGEST_ENGLISH_NAME });
  return [...chinese, ...english.map((problem) => ({ ...problem, path: 'name.en' }))];
}

/**
 * Refuses texts that give a person away, or a name that breaks the rules.
 * @throws DomainError `leak_found` with the masked excerpt, `name_refused` with the sentence of each problem
 */
export function requireSoundTexts(texts: WrittenTexts, locale: Locale): void {
  const leaks = leaksIn(texts);
  if (leaks.length > 0) {
    const [{ path, kind, excerpt }] = leaks;
    throw new DomainError('leak_found', localize(leakMessage(leaks[0]), locale), {
      path,
      params: { kind, excerpt, field: path },
      hint: 'Take it out: contact and identity details belong in the profile of the customer.',
      issues: leaks.map((leak) => issue(leak.path, leak.kind, localize(leakMessage(leak), locale))),
    });
  }
  const problems = nameProblems(texts);
  if (problems.length === 0) return;
  const [{ path, code, message, params }] = problems;
  throw new DomainError('name_refused', localize(message, locale), {
    path,
    params: { ...params, problem: code, sentence: message },
    hint: 'Change the name as the message says.',
    issues: problems.map((problem) => issue(problem.path, problem.code, localize(problem.message, locale))),
  });
}

const issue = (path: string, code: string, message: string): ErrorIssue => ({ path, code, message });

function placed({ name, values, meaning, purpose, examples, note }: WrittenTexts): [path: string, text: string][] {
  const list = (path: string, texts: readonly string[] = []) =>
    texts.map((text, index): [string, string] => [`${path}.${index}`, text]);
  const single: [string, string | undefined][] = [
    ['name.zh-CN', name?.['zh-CN']],
    ['name.en', name?.en],
    ['meaning', meaning],
    ['purpose', purpose],
    ['note', note],
  ];
  return [
    ...single.flatMap(([path, text]): [string, string][] => (text ? [[path, text]] : [])),
    ...(values ?? []).map(([place, value]): [string, string] => [`values.${place}`, value]),
    ...list('examples.positive', examples?.positive),
    ...list('examples.negative', examples?.negative),
  ];
}
