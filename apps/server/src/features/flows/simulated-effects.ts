import { isEffectAction, type Explanation, type Flow, type SimulatedEffect } from '@tagloom/contracts';
import type { RuntimeAction } from '../evaluation/runtime.js';

/** What the effects of a flow would do now, without doing it. Pure. */
export function simulatedEffects(
  flow: Flow,
  explanation: Explanation,
  actions: readonly RuntimeAction[],
  held: readonly number[],
): SimulatedEffect[] {
  const waits = flow.nodes.some((node) => node.kind === 'trigger' && node.data.on === 'event');
  return flow.nodes.flatMap((node): SimulatedEffect[] => {
    if (node.kind !== 'action' || !isEffectAction(node.data)) return [];
    const { action: kind, membership } = node.data;
    const slot = actions.find(({ nodeId }) => nodeId === node.id)?.slot;
    const hasHappened = slot !== undefined && held.includes(slot.id);
    const holds = explanation.actions.some(
      ({ actionNodeId, verdict }) => actionNodeId === node.id && verdict === 'yes',
    );
    const outcome = (): SimulatedEffect['outcome'] => {
      if (!holds) return 'no';
      if (!hasHappened) return 'happens';
      if (membership === 'once') return 'spent';
      return waits ? 'happens' : 'still';
    };
    return [{ actionNodeId: node.id, kind, outcome: outcome() }];
  });
}
