import type { Condition, Flow } from '@tagloom/contracts';
import { AUDIENCE } from '../flow/audience.js';
import { isRecord } from './rule-context.js';

export type Audience = NonNullable<Flow['audience']>;

/** Splits what an export put around a rule (a condition named `audience`) from the rule's own conditions. */
export function splitAudience(json: unknown): { audience?: unknown; own: unknown } {
  if (!isRecord(json)) return { own: json };
  if (json.name === AUDIENCE) return { audience: json, own: { all: [] } };
  const parts = json.all;
  if (!Array.isArray(parts) || parts.length !== 2) return { own: json };
  const [audience, own] = parts as [unknown, unknown];
  return isRecord(audience) && audience.name === AUDIENCE
    ? { audience, own: isRecord(own) && Object.hasOwn(own, 'fact') ? { all: [own] } : own }
    : { own: json };
}

function tagsOf(condition: Condition): string[] | undefined {
  if (!('any' in condition)) return undefined;
  const keys = condition.any.map((leaf) => {
    if (!('fact' in leaf) || !leaf.fact.startsWith('tag.')) return undefined;
    const { operator, value } = leaf;
    const asksHeld =
      operator === 'isKnown' ||
      (operator === 'equal' && value === true) ||
      (operator === 'notEqual' && value === false);
    return asksHeld ? leaf.fact.slice('tag.'.length) : undefined;
  });
  return keys.every((key) => key !== undefined) ? keys : undefined;
}

/** The tags of an audience condition; undefined when it asks for anything else. */
export function audienceIn(condition: Condition): Audience | undefined {
  if (!('all' in condition) || condition.all.length === 0) return undefined;
  const audience: Audience = {};
  for (const part of condition.all) {
    const side = 'not' in part ? 'exclude' : 'include';
    const tags = tagsOf('not' in part ? part.not : part);
    if (!tags || audience[side]) return undefined;
    audience[side] = tags;
  }
  return audience;
}
