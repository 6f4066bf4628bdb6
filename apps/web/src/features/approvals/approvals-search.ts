export const APPROVAL_TABS = ['waiting', 'own', 'all'] as const;
export type ApprovalTab = (typeof APPROVAL_TABS)[number];

export interface ApprovalsSearch {
  tab?: Exclude<ApprovalTab, 'waiting'>;
  /** The one that is open. */
  id?: string;
}

/** The address of the page; anything else in it is ignored. */
export function parseApprovalsSearch({ tab, id }: Record<string, unknown>): ApprovalsSearch {
  const number = typeof id === 'number' ? String(id) : id;
  return {
    ...((tab === 'own' || tab === 'all') && { tab }),
    ...(typeof number === 'string' && /^\d{1,18}$/.test(number) && { id: number }),
  };
}
