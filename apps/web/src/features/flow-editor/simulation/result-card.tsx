import type { SimulateResponse } from '@tagloom/contracts';
import { Check, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useEditor } from '../editor-context';
import { useNodeName } from '../nodes/node-name';
import { useGraph } from '../store/use-graph';
import styles from './simulator.module.css';

/** What the rule would do for this customer, action by action. */
export function ResultCard({ result: { explanation } }: { result: SimulateResponse }) {
  const { t } = useTranslation('flowEditor');
  const { catalog } = useEditor();
  const nameOf = useNodeName(catalog);
  const nodes = useGraph((state) => state.flow.nodes);
  const executed = explanation.actions.filter(({ verdict }) => verdict === 'yes').length;
  return (
    <section
      className={styles.result}
      data-executed={executed > 0 || undefined}
      aria-live="polite"
      data-testid="sim-result"
    >
      <h3>{executed > 0 ? t('sim.willAct', { count: executed }) : t('sim.wontAct')}</h3>
      <ul>
        {explanation.actions.map(({ actionNodeId, verdict }) => {
          const node = nodes.find(({ id }) => id === actionNodeId);
          if (!node) return null;
          const Icon = verdict === 'yes' ? Check : X;
          return (
            <li key={actionNodeId} data-verdict={verdict}>
              <Icon size={14} aria-hidden />
              {nameOf(node)}
              <span>{t(verdict === 'yes' ? 'verdict.executed' : 'verdict.notExecuted')}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
