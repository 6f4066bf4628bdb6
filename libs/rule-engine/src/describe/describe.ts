import type { Catalog, Condition, Flow, Locale } from '@tagloom/contracts';
import { indexOf } from '../catalog/catalog-index.js';
import { ConditionWriter } from './describe-condition.js';
import { flowSegments } from './describe-flow.js';
import { tidy, type Segment } from './segments.js';

/** The sentence in pieces, so that a screen can make values and tags stand out. */
export function describeParts(subject: Flow | Condition, locale: Locale, catalog?: Catalog): Segment[] {
  const index = catalog && indexOf(catalog);
  const segments =
    'nodes' in subject ? flowSegments(subject, locale, index) : new ConditionWriter(locale, index).clause(subject);
  return tidy(segments, locale);
}

/** A flow or condition as a plain sentence. With a catalog it uses the names that people gave; without, the bare ones. */
export function describe(subject: Flow | Condition, locale: Locale, catalog?: Catalog): string {
  return describeParts(subject, locale, catalog)
    .map(({ text }) => text)
    .join('');
}
