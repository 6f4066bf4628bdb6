import type { SplitTagRequest } from '@tagloom/contracts';
import { localizedInput } from '@/platform/ui/localized-input';

export interface PartForm {
  values?: string[];
  zh?: string;
  en?: string;
}
export type SplitParts = SplitTagRequest['parts'];

/** Values that no part has taken; those of the part itself stay to choose from. */
export function freeValues(values: readonly string[], parts: readonly PartForm[], own?: number): string[] {
  const taken = new Set(parts.flatMap((part, at) => (at === own ? [] : (part?.values ?? []))));
  return values.filter((value) => !taken.has(value));
}

/** What is asked for; undefined until every part has a name and values, and one value stays. */
export function partsOf(values: readonly string[], parts: readonly PartForm[]): SplitParts | undefined {
  const isComplete = parts.every((part) => (part?.values?.length ?? 0) > 0 && (part.zh ?? '').trim() !== '');
  if (!isComplete || parts.length === 0 || freeValues(values, parts).length === 0) return undefined;
  return parts.map(({ values: own = [], zh = '', en }) => ({ values: own, name: localizedInput(zh, en) }));
}
