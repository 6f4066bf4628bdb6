import type { Condition, Flow } from '@tagloom/contracts';
import type { CatalogIndex } from '../catalog/catalog-index.js';

/** The id of the audience in conditions and traces. */
export const AUDIENCE = 'audience';

/** A flag is held when it is true, a tag with a value when the value is known; without a catalog: whatever is not «no». */
export function holdsTag(key: string, index: CatalogIndex | undefined): Condition {
  const fact = `tag.${key}`;
  const kind = index?.tag(key)?.kind;
  if (!kind) return { fact, operator: 'notEqual', value: false };
  return kind === 'flag' ? { fact, operator: 'equal', value: true } : { fact, operator: 'isKnown' };
}

/** Keys of the tags that decide for whom a flow is. */
export function audienceTags({ audience }: Pick<Flow, 'audience'>): string[] {
  return [...(audience?.include ?? []), ...(audience?.exclude ?? [])];
}

/** Who a flow is for, as a condition; undefined when it is for everyone. An empty list means no restriction. */
export function audienceOf({ audience }: Flow, index: CatalogIndex | undefined): Condition | undefined {
  const { include = [], exclude = [] } = audience ?? {};
  const parts: Condition[] = [];
  if (include.length > 0) parts.push({ any: include.map((key) => holdsTag(key, index)) });
  if (exclude.length > 0) parts.push({ not: { any: exclude.map((key) => holdsTag(key, index)) } });
  return parts.length > 0 ? { id: AUDIENCE, all: parts } : undefined;
}
