import type { TagKind } from '@tagloom/contracts';
import { DomainError } from '../../platform/errors/domain-error.js';

/** Only tags with a choice list their values: at least one, each once. */
export function requireFittingValues(kind: TagKind, values: readonly string[]): void {
  const hasChoice = kind === 'one_of' || kind === 'many_of';
  const refuse = (message: string, hint: string) =>
    new DomainError('validation_failed', `values: ${message}`, { path: 'values', hint });
  if (!hasChoice && values.length > 0)
    throw refuse(`a tag of kind ${kind} has no list of values`, 'Leave values out, or use one_of or many_of.');
  if (hasChoice && values.length === 0)
    throw refuse(`a tag of kind ${kind} needs at least one value`, 'List the values that it can have.');
  if (new Set(values).size < values.length) throw refuse('a value is listed twice', 'List each value once.');
}
