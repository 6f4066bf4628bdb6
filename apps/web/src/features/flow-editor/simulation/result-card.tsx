import type { ActionTrace, SimulateResponse } from '@tagloom/contracts';
import { Check, CircleHelp, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useEditor } from '../editor-context';
import { useNodeName } from '../nodes/node-name';
import { useGraph } from '../store/use-graph';
import styles from './simulator.module.css';

/** What the rule would do for this customer, action by action. */
export function ResultCard({ result: { explanation, effects } }: { result: SimulateResponse }) {
  const { t } = useTranslation('flowEditor');
  const { catalog } = useEditor();
  const nameOf = useNodeName(catalog);
  const nodes = useGraph((state) => state.flow.nodes);
  const outcomeOf = new Map(effects.map(({ actionNodeId, outcome }) => [actionNodeId, outcome]));
  const runs = ({ actionNodeId, verdict }: ActionTrace) =>
    verdict === 'yes' && (outcomeOf.get(actionNodeId) ?? 'happens') === 'happens';
  const executed = explanation.actions.filter(runs).length;
  return (
    <section
      className={styles.result}
      data-executed={executed > 0 || undefined}
      aria-live="polite"
      data-testid="sim-result"
    >
      <h3>{executed > 0 ? t('sim.willAct', { count: executed }) : t('sim.wontAct')}</h3>
      {explanation.nodes.audience !== undefined && explanation.nodes.audience !== 'yes' && <p>{t('sim.notForThem')}</p>}
      <ul>
        {explanation.actions.map((action) => {
          const { actionNodeId, verdict } = action;
          const node = nodes.find(({ id }) => id === actionNodeId);
          if (!node) return null;
          const Icon = runs(action) ? Check : verdict === 'unknown' ? CircleHelp : X;
          const effect = outcomeOf.get(actionNodeId);
          return (
            <li key={actionNodeId} data-verdict={verdict}>
              <Icon size={14} aria-hidden />
              {nameOf(node)}
              <span>
                {effect && verdict === 'yes'
                  ? t(`sim.effect.${effect}`)
                  : t(
                      verdict === 'yes'
                        ? 'verdict.executed'
                        : verdict === 'unknown'
                          ? 'verdict.unknownAction'
                          : 'verdict.notExecuted',
                    )}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
