import type { Flow, FlowNodeOf } from '@tagloom/contracts';
import type { Problems } from './problems.js';

const RISING = new Set(['greaterThan', 'greaterThanInclusive']);
const FALLING = new Set(['lessThan', 'lessThanInclusive']);

function checkLeaveValue(node: FlowNodeOf<'condition'>, problems: Problems): void {
  const { operator, value, leaveValue } = node.data;
  if (leaveValue === undefined) return;
  if ((!RISING.has(operator) && !FALLING.has(operator)) || (typeof value !== 'number' && value !== undefined)) {
    problems.at(
      node,
      'wrong_leave',
      ({ zh }) => `${zh}：只有与数字比大小的条件才能另设退出值，请去掉它。`,
      ({ en }) => `${en}: only comparisons with a number by size can have a leave value; remove it.`,
    );
    return;
  }
  const isHarder = RISING.has(operator) ? leaveValue > Number(value) : leaveValue < Number(value);
  if (!isHarder) return;
  problems.at(
    node,
    'wrong_leave',
    ({ zh }) => `${zh}：退出值应当比进入值更宽松（${RISING.has(operator) ? '不大于' : '不小于'} ${String(value)}）。`,
    ({ en }) =>
      `${en}: its leave value must be easier than its enter value (${RISING.has(operator) ? 'at most' : 'at least'} ${String(value)}).`,
  );
}

/** Staying in must be easier than getting in, or a customer would come and go without end. */
export function checkLeaves(flow: Flow, problems: Problems): void {
  for (const node of flow.nodes) {
    if (node.kind === 'condition') checkLeaveValue(node, problems);
    if (node.kind !== 'score') continue;
    const { threshold, leaveThreshold } = node.data;
    if (leaveThreshold === undefined || leaveThreshold <= threshold) continue;
    problems.at(
      node,
      'wrong_leave',
      ({ zh }) => `${zh}的退出线是 ${leaveThreshold}%，高于及格线 ${threshold}%。请调低退出线。`,
      ({ en }) =>
        `${en} is left below ${leaveThreshold}%, which is above the ${threshold}% it is entered by; lower it.`,
    );
  }
}
