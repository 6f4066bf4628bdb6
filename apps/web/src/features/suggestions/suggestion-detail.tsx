import { Link } from '@tanstack/react-router';
import type { Suggestion } from '@tagloom/contracts';
import { Button, Input } from 'antd';
import { Check, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useCatalog } from '@/platform/catalog';
import { useFormat } from '@/platform/format';
import { EmptyState } from '@/platform/ui/empty-state';
import page from '@/platform/ui/page.module.css';
import { TagChip } from '@/platform/ui/tag-chip';
import { TraceTable } from '@/platform/ui/trace-table';
import { useActorName } from '@/platform/ui/use-actor-name';
import styles from './suggestions.module.css';

interface SuggestionDetailProps {
  suggestion: Suggestion;
  canAnswer: boolean;
  reason: string;
  onReason: (reason: string) => void;
  onAnswer: (decision: 'accept' | 'decline') => void;
}

/** Why the rule suggests it, and the answer. */
export function SuggestionDetail({ suggestion, canAnswer, reason, onReason, onAnswer }: SuggestionDetailProps) {
  const { t } = useTranslation('suggestions');
  const catalog = useCatalog();
  const actorName = useActorName();
  const { customerId, customerName, tag, value, flowId, flowName, flowVersion, note, evidence } = suggestion;
  return (
    <section className={`${page.card} ${styles.detail}`} data-testid="suggestion">
      <p className={styles.sentence}>
        <Link to="/customers/$id" params={{ id: customerId }}>
          {customerName ?? t('unnamed', { id: customerId })}
        </Link>{' '}
        <TagChip tag={tag} value={value} />
      </p>
      <p className={page.note}>
        {flowId === null ? (
          actorName('')
        ) : (
          <Link to="/flows/$id" params={{ id: flowId }}>
            {t('by_flow', { flow: flowName, version: flowVersion })}
          </Link>
        )}
      </p>
      {note && <blockquote className={styles.quote}>{note}</blockquote>}
      {suggestion.status === 'open' ? (
        <div className={styles.answer}>
          <Input.TextArea
            rows={2}
            maxLength={500}
            disabled={!canAnswer}
            placeholder={t('reason_hint')}
            aria-label={t('reason')}
            value={reason}
            onChange={(event) => onReason(event.target.value)}
          />
          <div className={page.tools}>
            <Button
              type="primary"
              icon={<Check size={14} />}
              disabled={!canAnswer}
              data-testid="accept"
              onClick={() => onAnswer('accept')}
            >
              {t('accept')} <kbd className={styles.key}>A</kbd>
            </Button>
            <Button
              icon={<X size={14} />}
              disabled={!canAnswer}
              data-testid="decline"
              onClick={() => onAnswer('decline')}
            >
              {t('decline')} <kbd className={styles.key}>D</kbd>
            </Button>
          </div>
        </div>
      ) : (
        <Decided suggestion={suggestion} />
      )}
      <h2 className={page.heading}>{t('evidence')}</h2>
      {evidence ? <TraceTable trace={evidence.trace} catalog={catalog} /> : <EmptyState title={t('no_evidence')} />}
    </section>
  );
}

function Decided({ suggestion: { status, decidedBy, decidedAt, reason } }: { suggestion: Suggestion }) {
  const { t } = useTranslation('suggestions');
  const format = useFormat();
  const actorName = useActorName();
  return (
    <>
      <p>
        {t('decided', {
          who: actorName(decidedBy ?? ''),
          what: t(`status_${status}`),
          when: decidedAt ? format.dateTime(decidedAt) : '',
        })}
      </p>
      {reason && <blockquote className={styles.quote}>{reason}</blockquote>}
    </>
  );
}
