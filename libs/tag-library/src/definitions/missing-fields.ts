/** What a tag is to be answered for with, in the order of the form. */
export const DEFINITION_FIELDS = ['purpose', 'steward', 'reviewAt'] as const;
export type DefinitionField = (typeof DEFINITION_FIELDS)[number];

/** A definition by what it is answered for with; `reviewAt` is a local day, YYYY-MM-DD. */
export interface AnsweredFor {
  scope: 'enterprise' | 'department' | 'personal';
  purpose: string;
  stewardId: string | null;
  reviewAt: string | null;
}

/**
 * Which fields a tag lacks to be one that a company can rely on; none for a personal tag, which its person answers for. The owner
 * is never missing: a tag that no department owns is headquarters'. Pure.
 */
export function missingFields({ scope, purpose, stewardId, reviewAt }: AnsweredFor): DefinitionField[] {
  if (scope === 'personal') return [];
  const lacks: Record<DefinitionField, boolean> = {
    purpose: purpose.trim() === '',
    steward: stewardId === null,
    reviewAt: reviewAt === null,
  };
  return DEFINITION_FIELDS.filter((field) => lacks[field]);
}
