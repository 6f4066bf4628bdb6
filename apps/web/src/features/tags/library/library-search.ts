import {
  SHARE_LEVELS,
  TAG_CATEGORIES,
  TAG_SCOPES,
  TAG_SENSITIVITIES,
  type ShareLevel,
  type TagCategory,
  type TagScopeKind,
  type TagSensitivity,
} from '@tagloom/contracts';

/** What `owner` says for tags of headquarters, which is no department. */
export const HEADQUARTERS = 'none';
/** What is worth a look: nothing has changed for long; no rule uses it; its review is due; nobody answers for it. */
export const ATTENTION = ['stale', 'unused', 'review', 'incomplete'] as const;
export type Attention = (typeof ATTENTION)[number];

/** What of the library is shown, as it stands in the address. Absent is everything. */
export interface LibrarySearch {
  /** A category, or the id of a group. */
  branch?: string;
  q?: string;
  owner?: string;
  scope?: TagScopeKind;
  sensitivity?: TagSensitivity;
  level?: ShareLevel;
  only?: Attention;
}

const oneOf = <T extends string>(values: readonly T[], value: unknown): T | undefined =>
  values.find((known) => known === value);
const text = (value: unknown): string | undefined => {
  const string = typeof value === 'number' ? String(value) : value;
  return typeof string === 'string' && string !== '' ? string.slice(0, 100) : undefined;
};

/** The address of the page; anything else in it is ignored. */
export function parseLibrarySearch(search: Record<string, unknown>): LibrarySearch {
  const parsed = {
    branch: text(search.branch),
    q: text(search.q),
    owner: text(search.owner),
    scope: oneOf(TAG_SCOPES, search.scope),
    sensitivity: oneOf(TAG_SENSITIVITIES, search.sensitivity),
    level: oneOf(SHARE_LEVELS, search.level),
    only: oneOf(ATTENTION, search.only),
  };
  return Object.fromEntries(Object.entries(parsed).filter(([, value]) => value !== undefined));
}

export const isCategory = (branch: string | undefined): branch is TagCategory =>
  TAG_CATEGORIES.some((category) => category === branch);
