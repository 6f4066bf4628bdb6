import type { EffectActionData, FlowNode } from '@tagloom/contracts';
import type { NodeSpec } from './node-spec';

type Kind = EffectActionData['action'];
export type EffectOf<K extends Kind> = Extract<EffectActionData, { action: K }>;

/** The data of one kind of effect, when the node is such a one. */
export const effectOf = <K extends Kind>(node: FlowNode, kind: K): EffectOf<K> | undefined =>
  node.kind === 'action' && node.data.action === kind ? (node.data as EffectOf<K>) : undefined;

/** What all effects have in common for the palette. */
export function effectSpec<K extends Kind>(
  fresh: EffectOf<K>,
  look: Pick<NodeSpec, 'icon' | 'pinyin' | 'Body' | 'Settings'>,
): NodeSpec {
  return {
    ...look,
    group: 'action',
    create: () => ({ kind: 'action', data: fresh }),
    owns: (node) => node.kind === 'action' && node.data.action === fresh.action,
  };
}
