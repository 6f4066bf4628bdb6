import { queryOptions, useQuery } from '@tanstack/react-query';
import type { ApprovalAct, FourEyesAct, FourEyesSettings } from '@tagloom/contracts';
import { api } from '@/platform/api';

/** Which setting an act falls under; what has none always takes two people. */
const SETTING_OF: Record<ApprovalAct, Exclude<FourEyesAct, 'publish'> | null> = {
  deleteTag: 'delete',
  deleteGroup: 'delete',
  mergeTags: 'merge',
  splitTag: 'merge',
  share: 'share',
  giveTag: 'share',
  giveGroup: 'share',
  bulkTag: 'bulk',
  promoteFlow: null,
};

/** Whoever may not read it hears of it when the act is refused. */
export const fourEyesQuery = queryOptions({
  queryKey: ['approvals', 'settings'],
  queryFn: () => api.get<FourEyesSettings>('/settings/four-eyes'),
  staleTime: 60_000,
  retry: false,
});

/** Whether an act takes two people, as far as that is known beforehand; `customers` counts where the setting is a number. */
export function needsApproval(settings: FourEyesSettings | undefined, act: ApprovalAct, customers = 0): boolean {
  const setting = SETTING_OF[act];
  if (setting === null) return true;
  const limit = settings?.[setting] ?? false;
  return typeof limit === 'number' ? customers > limit : limit;
}

export function useNeedsApproval(act: ApprovalAct, customers?: number): boolean {
  return needsApproval(useQuery(fourEyesQuery).data, act, customers);
}
