import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ChangeView, WhyResponse } from '@tagloom/contracts';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { useFormat } from '@/platform/format';
import { EmptyState } from '@/platform/ui/empty-state';
import { ErrorNotice } from '@/platform/ui/error-notice';
import page from '@/platform/ui/page.module.css';
import { TagChip } from '@/platform/ui/tag-chip';
import { ChangeReason } from '@/platform/ui/change-reason';
import { useActorText, useEffectText } from '@/platform/ui/change-text';
import { useClaimText } from '@/platform/ui/claim-text';
import { decidingChange } from './deciding-change';
import styles from './customer-page.module.css';

/** Why a customer has a tag: the deciding change with its evidence, what others claim, what happened before. */
export function WhyCard({ customerId, tagKey }: { customerId: string; tagKey: string }) {
  const why = useQuery({
    queryKey: ['customers', customerId, 'why', tagKey],
    queryFn: () => api.get<WhyResponse>(`/customers/${customerId}/why?tag=${encodeURIComponent(tagKey)}`),
    refetchInterval: 2_000,
  });
  if (why.isPending) return <Skeleton active paragraph={{ rows: 8 }} />;
  if (why.isError) return <ErrorNotice error={why.error} onRetry={() => void why.refetch()} />;
  return (
    <div data-testid="why-card">
      <Reason why={why.data} />
      <Claims why={why.data} />
      <History changes={why.data.changes} />
    </div>
  );
}

function Reason({ why }: { why: WhyResponse }) {
  const { t } = useTranslation('customers');
  const format = useFormat();
  const actorText = useActorText();
  const effectText = useEffectText();
  const change = decidingChange(why);
  return (
    <section className={styles.section}>
      <div className={styles.whyHead}>
        <TagChip tag={why.tag} value={why.tag.value} muted={why.tag.state !== 'held'} />
        {why.tag.state === 'absent' && <span className={page.note}>{t('state_absent')}</span>}
      </div>
      {!change && <EmptyState title={t('why_none')} />}
      {change && (
        <>
          <p className={styles.sentence}>
            {actorText(change)} · {effectText(change)}
          </p>
          <p className={`${page.note} ${styles.decided}`}>
            {t('decided_at', { when: format.dateTime(change.effectiveAt) })}
            {change.eventId && ` · ${t('triggered')}`}
            {change.runId && ` · ${t('triggered_run')}`}
            {change.flowId && (
              <>
                {' · '}
                <Link to="/flows/$id" params={{ id: change.flowId }}>
                  {t('open_flow')}
                </Link>
              </>
            )}
          </p>
          <Expiry why={why} />
          {change.reason && <blockquote className={styles.reason}>{change.reason}</blockquote>}
          {(change.evidence ?? change.flowId) && <ChangeReason change={change} />}
        </>
      )}
    </section>
  );
}

/** When the deciding claim runs out. */
function Expiry({ why }: { why: WhyResponse }) {
  const { t } = useTranslation('customers');
  const format = useFormat();
  const claim = why.tag.claims.find(({ deciding }) => deciding);
  if (!claim?.expiresAt) return null;
  return <p className={page.note}>{t(`until_${claim.stance}`, { when: format.dateTime(claim.expiresAt) })}</p>;
}

function Claims({ why }: { why: WhyResponse }) {
  const { t } = useTranslation('customers');
  const format = useFormat();
  const claimText = useClaimText();
  const others = why.tag.claims.filter((claim) => !claim.deciding);
  if (others.length === 0) return null;
  return (
    <section className={styles.section}>
      <h3 className={page.heading}>{t('other_claims')}</h3>
      {others.map((claim) => (
        <p key={`${claim.source}:${claim.sourceId}`} className={styles.line}>
          <span>{claimText(claim)}</span>
          <span>{t(`claim_${claim.stance}`)}</span>
          <span className={page.note}>
            {t('decided_at', { when: format.dateTime(claim.since) })}
            {claim.expiresAt && ` · ${t(`until_${claim.stance}`, { when: format.dateTime(claim.expiresAt) })}`}
          </span>
        </p>
      ))}
    </section>
  );
}

function History({ changes }: { changes: ChangeView[] }) {
  const { t } = useTranslation('customers');
  const format = useFormat();
  const actorText = useActorText();
  const effectText = useEffectText();
  if (changes.length === 0) return null;
  return (
    <section className={styles.section}>
      <h3 className={page.heading}>{t('tag_history')}</h3>
      {changes.map((change) => (
        <p key={change.id} className={styles.line}>
          <span className={page.note}>{format.dateTime(change.effectiveAt)}</span>
          <span>{effectText(change)}</span>
          <span>{actorText(change)}</span>
          {change.reason && <span className={page.note}>{change.reason}</span>}
        </p>
      ))}
    </section>
  );
}
