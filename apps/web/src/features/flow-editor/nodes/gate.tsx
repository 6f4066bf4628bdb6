import type { FlowNodeOf } from '@tagloom/contracts';
import { useTranslation } from 'react-i18next';
import { useGraph } from '../store/use-graph';
import type { BodyProps, NodeSpec } from './node-spec';
import { ValueChip } from './value-chip';

type Gate = FlowNodeOf<'gate'>['data']['gate'];

/** How many links lead into a node. */
export const useInputCount = (id: string) =>
  useGraph(({ flow }) => flow.edges.filter(({ target }) => target === id).length);

/** The card of a gate that has no settings: the words before and after its one value. */
function bodyOf(gate: Exclude<Gate, 'atLeast'>) {
  return function GateBody({ node }: BodyProps) {
    const { t } = useTranslation('flowEditor');
    const count = useInputCount(node.id);
    return (
      <>
        {t(`body.gate.${gate}.before`)}
        <ValueChip>{t(`body.gate.${gate}.value`, { count })}</ValueChip>
        {t(`body.gate.${gate}.after`)}
      </>
    );
  };
}

function settingsOf(gate: Exclude<Gate, 'atLeast'>) {
  return function GateSettings() {
    const { t } = useTranslation('flowEditor');
    return <p>{t(`inspector.gate.${gate}`)}</p>;
  };
}

/** What all gates without a number have in common. */
export function plainGate(gate: Exclude<Gate, 'atLeast'>, look: Pick<NodeSpec, 'icon' | 'pinyin'>): NodeSpec {
  return {
    ...look,
    group: 'logic',
    create: () => ({ kind: 'gate', data: { gate } }),
    owns: (node) => node.kind === 'gate' && node.data.gate === gate,
    Body: bodyOf(gate),
    Settings: settingsOf(gate),
  };
}
