import type { FlowNode } from '@tagloom/contracts';
import { actionAddTag } from './action-add-tag';
import { actionAssign } from './action-assign';
import { actionEmit } from './action-emit';
import { actionNotify } from './action-notify';
import { actionPropose } from './action-propose';
import { actionRemoveTag } from './action-remove-tag';
import { actionSendMaterial } from './action-send-material';
import { actionSetField } from './action-set-field';
import { actionSetTag } from './action-set-tag';
import { actionWebhook } from './action-webhook';
import { condition } from './condition';
import { gateAll } from './gate-all';
import { gateAny } from './gate-any';
import { gateAtLeast } from './gate-at-least';
import { gateNot } from './gate-not';
import { VARIANTS, type NodeSpec, type Variant } from './node-spec';
import { score } from './score';
import { triggerChange } from './trigger-change';
import { triggerEvent } from './trigger-event';

export const NODE_SPECS: Record<Variant, NodeSpec> = {
  'trigger-event': triggerEvent,
  'trigger-change': triggerChange,
  condition,
  'gate-all': gateAll,
  'gate-any': gateAny,
  'gate-not': gateNot,
  'gate-atLeast': gateAtLeast,
  score,
  'action-addTag': actionAddTag,
  'action-removeTag': actionRemoveTag,
  'action-setTag': actionSetTag,
  'action-propose': actionPropose,
  'action-setField': actionSetField,
  'action-assign': actionAssign,
  'action-notify': actionNotify,
  'action-sendMaterial': actionSendMaterial,
  'action-webhook': actionWebhook,
  'action-emit': actionEmit,
};

export function variantOf(node: FlowNode): Variant {
  const variant = VARIANTS.find((candidate) => NODE_SPECS[candidate].owns(node));
  if (!variant) throw new Error(`No specification for a node of kind ${node.kind}`);
  return variant;
}
