import type { LocalizedText } from '@tagloom/contracts';
import { formOf, type NameForm } from './name-form.js';
import { vocabularyWith, type Vocabulary } from './vocabulary.js';

/** A tag, or whatever else has a name in the library. */
export interface Named {
  readonly id: string;
  readonly name: LocalizedText;
}

export interface NameIndexOptions {
  /** Words that mean the same in this company, beside the built-in ones. */
  readonly synonyms?: readonly (readonly string[])[];
  /** The index before a change: names that it has, with the same list of synonyms, are not read again. */
  readonly previous?: NameIndex;
}

/** A name in one of its languages. */
export interface IndexedName {
  readonly id: string;
  readonly text: string;
  readonly form: NameForm;
}

/** Names, read once, to compare any number of candidates with. */
export interface NameIndex {
  readonly vocabulary: Vocabulary;
  readonly names: readonly IndexedName[];
}

/** The languages in which something has a name. */
export const textsOf = (name: LocalizedText): string[] =>
  [...new Set([name['zh-CN'], name.en])].filter((text): text is string => text !== undefined && text.trim() !== '');

/** Reads the names that exist; about 0.3 ms for each, most of it for pinyin, so keep it while they stay. */
export function buildNameIndex(existing: readonly Named[], { synonyms, previous }: NameIndexOptions = {}): NameIndex {
  const vocabulary = vocabularyWith(synonyms);
  const known = new Map(
    previous?.vocabulary === vocabulary ? previous.names.map(({ text, form }) => [text, form]) : [],
  );
  const names = existing.flatMap(({ id, name }) =>
    textsOf(name).map((text): IndexedName => ({ id, text, form: known.get(text) ?? formOf(text, vocabulary) })),
  );
  return { vocabulary, names };
}
