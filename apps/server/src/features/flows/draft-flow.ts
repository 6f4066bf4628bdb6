import { z } from 'zod';
import { ConditionData, Flow, FLOW_LIMITS, FlowNode, TriggerData } from '@tagloom/contracts';
import { isWellFormedValue } from '../catalog/check-condition.js';

const [trigger, condition, gate, score, action] = FlowNode.options;
const [onEvent, onChange] = TriggerData.options;

const DraftNode = z.discriminatedUnion('kind', [
  trigger.extend({
    data: z.discriminatedUnion('on', [onEvent.extend({ eventTypes: z.array(z.string().max(100)).max(100) }), onChange]),
  }),
  condition.extend({
    data: ConditionData.extend({
      fact: z.string().max(200),
      operator: z.string().max(100),
      value: z.unknown().refine(isWellFormedValue, 'expected a value, or a fact to compare with').optional(),
    }),
  }),
  gate,
  score,
  action,
]);

/** A flow under construction: of the right shape, but its fields may still be empty. `validateFlow` tells which. */
export const DraftFlow = Flow.extend({ nodes: z.array(DraftNode).max(FLOW_LIMITS.nodes) });
