import type { Flow } from '@tagloom/contracts';

/** A flow as its row says while nobody else may change it. */
export interface LockedFlow {
  id: number;
  draft: Flow;
  revision: number;
  departmentId: string | null;
}
