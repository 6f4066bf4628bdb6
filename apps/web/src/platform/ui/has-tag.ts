import type { Condition, Tag } from '@tagloom/contracts';

/** The filter for customers who have the tag. */
export function hasTag({ key, kind }: Pick<Tag, 'key' | 'kind'>): Condition {
  const fact = `tag.${key}`;
  return { all: [kind === 'flag' ? { fact, operator: 'equal', value: true } : { fact, operator: 'isKnown' }] };
}
