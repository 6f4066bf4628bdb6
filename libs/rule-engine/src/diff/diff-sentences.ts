import { diffArrays } from 'diff';
import type { Catalog, Flow, Locale, SentencePart } from '@tagloom/contracts';
import { describeParts } from '../describe/describe.js';

/**
 * The sentences of two flows as one sequence of words that were kept, added and removed: without the added ones it reads as the
 * former, without the removed ones as the later. Values and tags are compared whole, plain text word by word. Pure.
 */
export function diffSentences(before: Flow, after: Flow, locale: Locale, catalog?: Catalog): SentencePart[] {
  const [former, later] = [before, after].map((flow) => tokens(flow, locale, catalog));
  return diffArrays(former!, later!).map(({ value, added, removed }) => ({
    change: added ? 'added' : removed ? 'removed' : 'kept',
    text: value.join(''),
  }));
}

function tokens(flow: Flow, locale: Locale, catalog: Catalog | undefined): string[] {
  const words = new Intl.Segmenter(locale, { granularity: 'word' });
  return describeParts(flow, locale, catalog).flatMap(({ text, kind }) =>
    kind === 'plain' ? [...words.segment(text)].map(({ segment }) => segment) : [text],
  );
}
