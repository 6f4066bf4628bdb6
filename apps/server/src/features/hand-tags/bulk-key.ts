import type { BulkTagRequest } from '@tagloom/contracts';
import type { z } from 'zod';
import { caseKey, type CasePart } from '../approvals/case-key.js';
import type { LoadedTag } from '../catalog/loaded-catalog.js';

/**
 * Names a bulk edit: the same for the same words, however they were sent or stored, while the tag means the same. Of a condition it
 * says how many the asker saw; those whom it finds may drift by a tenth, as without a second person.
 */
export function bulkKey({ id, name, meaning }: LoadedTag, request: z.output<typeof BulkTagRequest>): string {
  const { stance, value, whom, reason, expiresAt } = request;
  return caseKey(
    'bulkTag',
    [id, name['zh-CN'], meaning],
    stance,
    partOf(value),
    'ids' in whom ? [...new Set(whom.ids)].sort() : [partOf(whom.condition), whom.total],
    reason ?? null,
    expiresAt === undefined ? null : Date.parse(expiresAt),
  );
}

/** With the keys of every object in order: a database gives them back in an order of its own. */
function partOf(value: unknown): CasePart {
  if (Array.isArray(value)) return value.map(partOf);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value !== 'object' || value === null) return null;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, part]) => [key, partOf(part)]);
}
