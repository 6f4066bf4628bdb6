import type { FlowNode } from '@tagloom/contracts';
import { OPERATORS } from '@tagloom/rule-engine';
import { Check, CircleHelp, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { useDaysText, useValueText } from '@/platform/ui/use-value-text';
import { useEditor } from '../editor-context';
import type { NodeOutcome } from './outcome';
import styles from './outcome.module.css';

const ICONS = { yes: Check, no: X, unknown: CircleHelp };

/** The foot of a card in a simulation: the verdict as icon and word, the actual value beside the required one. */
export function OutcomeFoot({ node, outcome }: { node: FlowNode; outcome: NodeOutcome | undefined }) {
  const { t } = useTranslation('flowEditor');
  const verdict = outcome?.verdict ?? 'unknown';
  const Icon = ICONS[verdict];
  return (
    <p className={styles.foot} data-verdict={verdict} data-testid="node-verdict">
      <Icon size={14} aria-hidden />
      <b>{t(`verdict.${wordOf(node, outcome)}`)}</b>
      {outcome && <Compared outcome={outcome} unit={node.kind === 'score' ? '%' : ''} />}
    </p>
  );
}

function wordOf(node: FlowNode, outcome: NodeOutcome | undefined) {
  if (!outcome) return 'unused';
  if (node.kind === 'trigger') return 'woken';
  if (node.kind !== 'action') return outcome.verdict;
  if (outcome.verdict === 'unknown') return 'unknownAction';
  return outcome.verdict === 'yes' ? 'executed' : 'notExecuted';
}

function Compared({ outcome: { leaf, reached, required, leave }, unit }: { outcome: NodeOutcome; unit: string }) {
  const { t } = useTranslation('flowEditor');
  const { localized, number } = useFormat();
  const valueText = useValueText();
  const daysText = useDaysText();
  const { catalog } = useEditor();
  if (leaf) {
    const fact = catalog.facts.find(({ name }) => name === leaf.fact);
    const operator = OPERATORS.get(leaf.operator);
    const expected = operator?.value === 'days' ? daysText(leaf.expected) : valueText(leaf.expected, fact);
    const required =
      operator?.today && leaf.expected === 0
        ? localized(operator.today.label)
        : `${operator ? localized(operator.label) : ''} ${expected}`.trim();
    const actual = leaf.actual === null || leaf.actual === undefined ? t('sim.missing') : valueText(leaf.actual, fact);
    return (
      <span>
        {t('sim.compared', { actual, required })}
        {leaf.isHeld && ` · ${t('sim.leave', { leave: valueText(leaf.leaveExpected, fact) })}`}
      </span>
    );
  }
  if (reached === undefined || required === undefined) return null;
  return (
    <span>
      {t('sim.reached', { reached: `${number(reached)}${unit}`, required: `${number(required)}${unit}` })}
      {leave !== undefined && ` · ${t('sim.leave', { leave: `${number(leave)}${unit}` })}`}
    </span>
  );
}
