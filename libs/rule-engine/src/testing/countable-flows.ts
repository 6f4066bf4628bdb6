import type { Condition, Flow, FlowNode } from '@tagloom/contracts';
import fc, { type Arbitrary } from 'fast-check';
import { conditionsOf } from './arbitraries.js';
import { addVip, flowOf } from './flows.js';

/** Number comparisons and scores get an easier threshold to leave by, where the choice for the node says so. */
function withLeave(node: FlowNode, choice: number): FlowNode {
  if (choice === 0) return node;
  if (node.kind === 'score')
    return { ...node, data: { ...node.data, leaveThreshold: Math.max(0, node.data.threshold - 20 * choice) } };
  if (node.kind !== 'condition' || typeof node.data.value !== 'number') return node;
  const { operator, value } = node.data;
  if (operator.startsWith('greaterThan')) return { ...node, data: { ...node.data, leaveValue: value - choice } };
  if (operator.startsWith('lessThan')) return { ...node, data: { ...node.data, leaveValue: value + choice } };
  return node;
}

const someTags = fc.uniqueArray(fc.constantFrom('vip', 'level', 'topics', 'points'), { maxLength: 2 });
const audience = fc.option(fc.record({ include: someTags, exclude: someTags }), { freq: 2, nil: undefined });

function flowsOver(conditions: Arbitrary<Condition>): Arbitrary<Flow> {
  return fc
    .record({
      condition: conditions,
      audience,
      timeZone: fc.constantFrom(undefined, 'customer'),
      choices: fc.array(fc.constantFrom(0, 0, 1, 2), { minLength: 8, maxLength: 8 }),
    })
    .map(({ condition, choices, ...settings }): Flow => {
      const drawn = flowOf(condition, addVip);
      const nodes = drawn.nodes.map((node, at) => withLeave(node, choices[at % choices.length]!));
      return {
        ...drawn,
        nodes,
        ...(settings.audience && { audience: settings.audience }),
        ...(settings.timeZone && { timeZone: settings.timeZone }),
      };
    });
}

/** Flows with an audience, separate thresholds and customers' calendars, all of which PostgreSQL can decide. */
export const countableFlows = flowsOver(conditionsOf('countable'));
/** The same, with patterns that only a running rule decides. */
export const patternFlows = flowsOver(conditionsOf('patterns'));
