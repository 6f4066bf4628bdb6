import type { FlowNodeOf } from '@tagloom/contracts';

type Data = FlowNodeOf<'score'>['data'];

/** How far below the threshold a new leave line is drawn, in percent. */
const FIRST_GAP = 20;

/** Takes a leave line along that the threshold has passed: leaving must not be harder than entering. */
export function inOrder(data: Data): Data {
  const { leaveThreshold = 0, threshold } = data;
  return leaveThreshold <= threshold ? data : { ...data, leaveThreshold: threshold };
}

/** Sets the leave line, never above the threshold; nothing takes it away. */
export function withLeaveThreshold(data: Data, leave: number | undefined): Data {
  const { leaveThreshold: _before, ...rest } = data;
  return leave === undefined ? rest : inOrder({ ...rest, leaveThreshold: leave });
}

/** Where a leave line begins: far enough below the threshold to be seen and taken hold of. */
export const firstLeave = ({ threshold }: Data): number => Math.max(0, threshold - FIRST_GAP);
