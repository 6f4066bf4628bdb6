export const SHARING_TABS = ['matrix', 'waiting', 'mine', 'log'] as const;
export type SharingTab = (typeof SHARING_TABS)[number];

/** The address of the page; anything else in it is ignored. */
export function parseSharingSearch({ tab }: Record<string, unknown>): { tab?: Exclude<SharingTab, 'matrix'> } {
  return tab === 'waiting' || tab === 'mine' || tab === 'log' ? { tab } : {};
}
