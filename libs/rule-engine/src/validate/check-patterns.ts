import type { Flow } from '@tagloom/contracts';
import { OPERATORS } from '../operators/index.js';
import { patternSize } from '../operators/pattern-size.js';
import type { Problems } from './problems.js';

/** The patterns of one flow together; compiling so much takes some tens of milliseconds. */
const MAX_TOTAL = 2000;
/** Longer ones are refused one by one, without being measured. */
const MAX_LENGTH = 500;

/** The patterns of a flow are compiled when it is checked: all together they must not hold up the others. */
export function checkPatterns(flow: Flow, problems: Problems): boolean {
  let total = 0;
  const nodeIds: string[] = [];
  for (const { id, kind, data } of flow.nodes) {
    if (kind !== 'condition' || OPERATORS.get(data.operator)?.value !== 'pattern') continue;
    if (typeof data.value !== 'string' || data.value.length > MAX_LENGTH) continue;
    total += Math.min(patternSize(data.value), MAX_TOTAL / 4);
    nodeIds.push(id);
  }
  if (total <= MAX_TOTAL) return true;
  problems.add(
    'too_large',
    nodeIds,
    '这个流程里的正则表达式合起来太复杂，请简化或拆成几个流程。',
    'The patterns of this flow are too complex together; simplify them, or split the flow.',
  );
  return false;
}
