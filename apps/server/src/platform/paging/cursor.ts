import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { DomainError } from '../errors/domain-error.js';

/**
 * An opaque page cursor: the position, and a digest that binds it to the query it came from, so that a cursor of
 * another filter or order is refused instead of silently skipping rows.
 */
export function encodeCursor(query: unknown, position: unknown): string {
  return Buffer.from(JSON.stringify([digest(query, position), position])).toString('base64url');
}

/** The position in `cursor`. Throws `validation_failed` when it is damaged, or belongs to another query. */
export function decodeCursor<T>(cursor: string, query: unknown, position: z.ZodType<T>, path: string): T {
  const decoded = parse(cursor);
  if (Array.isArray(decoded) && decoded.length === 2 && decoded[0] === digest(query, decoded[1])) {
    const result = position.safeParse(decoded[1]);
    if (result.success) return result.data;
  }
  throw new DomainError('validation_failed', 'The cursor does not belong to this query', {
    path,
    hint: 'Ask for the first page again, without a cursor; keep filter and order the same while paging',
  });
}

function digest(query: unknown, position: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify([query, position]))
    .digest('base64url')
    .slice(0, 16);
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
