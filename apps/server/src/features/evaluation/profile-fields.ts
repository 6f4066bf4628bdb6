import { PROFILE_FIELDS } from '@tagloom/contracts';
import type { Facts } from './customer-state.js';

/** The profile as rules set it in the course of an evaluation; what they read changes at once. */
export class ProfileFields {
  /** By field; null clears. */
  readonly changed: Record<string, string | null> = {};

  constructor(private readonly facts: Facts) {}

  set(field: string, value: unknown): { factName: string; before: string | null; after: string | null } {
    const factName = `profile.${field}`;
    const before = (this.facts[factName] as string | undefined) ?? null;
    const after = value === null || value === undefined ? null : String(value);
    if (before !== after && PROFILE_FIELDS.some(({ key }) => key === field)) {
      this.facts[factName] = after ?? undefined;
      this.changed[field] = after;
    }
    return { factName, before, after };
  }
}
