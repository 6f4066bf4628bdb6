import { useQuery } from '@tanstack/react-query';
import type { FlowReview } from '@tagloom/contracts';
import { Button, Input, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/platform/auth';
import { useFormat } from '@/platform/format';
import { flowReviewsQuery } from '@/platform/shared/flow-preview-query';
import { ErrorNotice } from '@/platform/ui/error-notice';
import { Mark } from '@/platform/ui/mark';
import page from '@/platform/ui/page.module.css';
import { useActorName } from '@/platform/ui/use-actor-name';
import styles from './impact.module.css';
import { useImpact } from './use-impact';

/** What others said about this draft, and asking them. */
export function Reviews({ flowId, revision }: { flowId: string; revision: number }) {
  const { t } = useTranslation('impact');
  const reviews = useQuery(flowReviewsQuery(flowId));
  return (
    <section className={page.card} data-testid="impact-reviews">
      <div className={page.head}>
        <h2 className={page.heading}>{t('reviews')}</h2>
      </div>
      {reviews.isPending && <Skeleton active />}
      {reviews.isError && <ErrorNotice error={reviews.error} onRetry={() => void reviews.refetch()} />}
      {reviews.data?.length === 0 && <p className={page.note}>{t('reviews_none')}</p>}
      <Ask flowId={flowId} revision={revision} reviews={reviews.data ?? []} />
      {reviews.data?.map((review) => (
        <Review key={review.id} flowId={flowId} review={review} />
      ))}
    </section>
  );
}

function Ask({ flowId, revision, reviews }: { flowId: string; revision: number; reviews: FlowReview[] }) {
  const { t } = useTranslation('impact');
  const mayAsk = useCan()('update', 'Flow');
  const { ask } = useImpact(flowId);
  const [note, setNote] = useState('');
  const isPending = reviews.some(({ status, revision: asked }) => status === 'open' && asked === revision);
  if (!mayAsk || isPending) return null;
  return (
    <div className={page.tools}>
      <Input
        style={{ flex: 1 }}
        maxLength={500}
        value={note}
        placeholder={t('ask_note')}
        aria-label={t('ask_note')}
        onChange={(event) => setNote(event.target.value)}
      />
      <Button
        loading={ask.isPending}
        data-testid="review-ask"
        onClick={() => ask.mutate({ revision, note }, { onSuccess: () => setNote('') })}
      >
        {t('ask')}
      </Button>
    </div>
  );
}

function Review({ flowId, review }: { flowId: string; review: FlowReview }) {
  const { t } = useTranslation('impact');
  const { ago } = useFormat();
  const actorName = useActorName();
  const { id, status, revision, note, askedBy, askedAt, decidedBy, decidedAt, decisionNote, mayDecide } = review;
  return (
    <article className={styles.review} data-testid="review" data-status={status}>
      <div className={page.tools}>
        <Mark tone={status === 'approved' ? 'pass' : undefined}>{t(`status_${status}`)}</Mark>
        <span className={page.note}>{t('review_by', { who: actorName(askedBy), when: ago(askedAt), revision })}</span>
      </div>
      {note && <p>{note}</p>}
      {decidedBy && decidedAt && (
        <p className={page.note}>{t('decided_by', { who: actorName(decidedBy), when: ago(decidedAt) })}</p>
      )}
      {decisionNote && <p>{decisionNote}</p>}
      {mayDecide && <Decide flowId={flowId} reviewId={id} />}
    </article>
  );
}

function Decide({ flowId, reviewId }: { flowId: string; reviewId: string }) {
  const { t } = useTranslation('impact');
  const { decide } = useImpact(flowId);
  const [note, setNote] = useState('');
  const say = (decision: 'approve' | 'reject') => decide.mutate({ id: reviewId, decision, note });
  return (
    <div className={page.tools}>
      <Input
        style={{ flex: 1 }}
        maxLength={500}
        value={note}
        placeholder={t('decision_note')}
        aria-label={t('decision_note')}
        onChange={(event) => setNote(event.target.value)}
      />
      <Button disabled={decide.isPending} data-testid="review-reject" onClick={() => say('reject')}>
        {t('reject')}
      </Button>
      <Button type="primary" loading={decide.isPending} data-testid="review-approve" onClick={() => say('approve')}>
        {t('approve')}
      </Button>
    </div>
  );
}
