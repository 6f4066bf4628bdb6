import { z } from 'zod';
import { ActionData, ConditionData, Flow, FLOW_LIMITS, FlowNode, safeText, TriggerData } from '@tagloom/contracts';
import { isWellFormedValue } from '../catalog/check-condition.js';

const [trigger, condition, gate, score, action] = FlowNode.options;
const [onEvent, onChange] = TriggerData.options;
const [addTag, removeTag, setTag, propose, setField, assign, notify, sendMaterial, webhook, emit] = ActionData.options;

const id = z.string().max(18);
const DraftRecipient = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('user'), id }),
  z.strictObject({ kind: z.literal('department'), id }),
  z.strictObject({ kind: z.literal('role'), role: z.string().max(40) }),
]);

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
  action.extend({
    data: z.discriminatedUnion('action', [
      addTag,
      removeTag,
      setTag,
      propose,
      setField,
      assign.extend({ to: DraftRecipient }),
      notify.extend({ to: DraftRecipient, message: safeText(500) }),
      sendMaterial.extend({ title: safeText(80), text: safeText(1000), url: safeText(500).optional() }),
      webhook.extend({ endpoint: id }),
      emit,
    ]),
  }),
]);

/** A flow under construction: of the right shape, but its fields may still be empty. `validateFlow` tells which. */
export const DraftFlow = Flow.extend({ nodes: z.array(DraftNode).max(FLOW_LIMITS.nodes) });
