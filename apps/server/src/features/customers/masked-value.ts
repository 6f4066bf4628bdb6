import type { TagKind } from '@tagloom/contracts';
import { defaultMask, maskValue } from '@tagloom/tag-library';

/** A value as a reader without the level `read` has it; a tag without a value has nothing to mask. */
export function maskedValue(kind: TagKind, value: unknown): { value: unknown; masked?: true } {
  if (value === null || value === undefined) return { value: null };
  const mask = defaultMask(kind);
  return { value: maskValue(mask.kind, value, mask.rule), masked: true };
}
