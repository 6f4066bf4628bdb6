import type { FlowNode, Problem } from '@tagloom/contracts';
import { NODE_SIZE } from '@tagloom/rule-engine';
import type { Node, NodeProps } from '@xyflow/react';
import { CircleAlert, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { useEditor } from '../editor-context';
import { NODE_SPECS, variantOf } from '../nodes/registry';
import { OutcomeFoot } from '../simulation/outcome-foot';
import { useGraph } from '../store/use-graph';
import { CardNote } from './card-note';
import { CountChip } from './count-chip';
import styles from './node-card.module.css';
import { Port } from './port';

/** Cards are as high as their content; the layout keeps room for the highest of their kind. */
const MIN_HEIGHT = 96;

export type CardNode = Node<{ node: FlowNode }, 'card'>;

/** A node as a card: what kind, how many, the sentence, and one line of what matters most. */
export function NodeCard({ data: { node }, selected }: NodeProps<CardNode>) {
  const { t } = useTranslation('flowEditor');
  const { catalog, problems, outcome, lit } = useEditor();
  const readOnly = useGraph((state) => state.readOnly);
  const variant = variantOf(node);
  const { icon: Icon, Body } = NODE_SPECS[variant];
  const found = problems.filter(({ nodeIds }) => nodeIds.includes(node.id));
  const worst = found.find(({ severity }) => severity === 'error') ?? found[0];
  const isLit = outcome !== undefined && lit.has(node.id);
  const result = outcome?.get(node.id);
  return (
    <article
      className={styles.card}
      style={{ width: NODE_SIZE[node.kind].width, minHeight: Math.min(NODE_SIZE[node.kind].height, MIN_HEIGHT) }}
      data-testid={`node-${node.kind}`}
      data-node-id={node.id}
      data-selected={selected || undefined}
      data-problem={worst?.severity}
      data-verdict={isLit ? (result?.verdict ?? 'unknown') : undefined}
      data-kind={node.kind}
    >
      {node.kind !== 'trigger' && <Port node={node} side="in" connectable={!readOnly} />}
      <header className={styles.head}>
        <span className={styles.icon}>
          <Icon size={14} strokeWidth={1.75} aria-hidden />
        </span>
        <span className={styles.kind}>
          {t(`node.${variant}.kind`)}
          <Source node={node} />
        </span>
        <CountChip node={node} />
      </header>
      <div className={styles.sentence}>
        <Body node={node} catalog={catalog} />
      </div>
      {isLit ? (
        <OutcomeFoot node={node} outcome={result} />
      ) : worst ? (
        <ProblemLine problem={worst} />
      ) : (
        <CardNote node={node} />
      )}
      {node.kind !== 'action' && <Port node={node} side="out" connectable={!readOnly} />}
      {worst && !outcome && (
        <span className={styles.badge} aria-hidden>
          !
        </span>
      )}
    </article>
  );
}

function ProblemLine({ problem }: { problem: Problem }) {
  const { localized } = useFormat();
  const Icon = problem.severity === 'error' ? CircleAlert : TriangleAlert;
  return (
    <p className={styles.problem}>
      <Icon size={14} aria-hidden />
      {localized(problem.message)}
    </p>
  );
}

/** Where a condition's fact comes from, behind its kind. */
function Source({ node }: { node: FlowNode }) {
  const { t } = useTranslation('flowEditor');
  const { catalog } = useEditor();
  const name = node.kind === 'condition' ? node.data.fact : undefined;
  const fact = catalog.facts.find((known) => known.name === name);
  return fact ? ` · ${t(`inspector.source.${fact.source}`)}` : null;
}
