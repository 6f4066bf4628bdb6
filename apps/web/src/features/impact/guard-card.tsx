import { useQuery } from '@tanstack/react-query';
import type { GuardSettings } from '@tagloom/contracts';
import { Alert, Button, InputNumber } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { fourEyesQuery } from '@/platform/approvals';
import { useCan } from '@/platform/auth';
import { useFormat } from '@/platform/format';
import { flowPreviewQuery, flowReviewsQuery } from '@/platform/shared/flow-preview-query';
import page from '@/platform/ui/page.module.css';
import { useActorName } from '@/platform/ui/use-actor-name';
import styles from './impact.module.css';
import { useImpact } from './use-impact';

const guardQuery = { queryKey: ['impact', 'guard'], queryFn: () => api.get<GuardSettings>('/settings/guard') };

/** When a second person is needed, and whether this draft needs one. */
export function GuardCard({ flowId, revision }: { flowId: string; revision: number }) {
  const { t } = useTranslation('impact');
  const { percent, number } = useFormat();
  const can = useCan();
  const { data: guard } = useQuery(guardQuery);
  const isEvery = useQuery(fourEyesQuery).data?.publish === true;
  const [isEditing, setEditing] = useState(false);
  if (!guard) return null;
  const { share, minCustomers } = guard;
  return (
    <section className={page.card} data-testid="impact-guard">
      <div className={page.head}>
        <h2 className={page.heading}>{t('guard')}</h2>
        {can('update', 'System') && !isEditing && <Button onClick={() => setEditing(true)}>{t('guard_edit')}</Button>}
      </div>
      <p className={page.note}>
        {isEvery && t('guard_every')}
        {!isEvery && share >= 100 && t('guard_off')}
        {!isEvery && share < 100 && t('guard_rule', { share: percent(share / 100), min: number(minCustomers) })}
      </p>
      {isEditing && <GuardForm flowId={flowId} guard={guard} onClose={() => setEditing(false)} />}
      {(isEvery || share < 100) && <GuardState flowId={flowId} revision={revision} guard={guard} isEvery={isEvery} />}
    </section>
  );
}

interface GuardStateProps {
  flowId: string;
  revision: number;
  guard: GuardSettings;
  /** Whatever it reaches. */
  isEvery: boolean;
}

function GuardState({ flowId, revision, guard, isEvery }: GuardStateProps) {
  const { t } = useTranslation('impact');
  const { percent } = useFormat();
  const actorName = useActorName();
  const { data: preview } = useQuery(flowPreviewQuery(flowId));
  const { data: reviews } = useQuery(flowReviewsQuery(flowId));
  const decided = reviews?.find((review) => review.revision === revision && review.status !== 'open');
  if (decided?.status === 'approved')
    return <Alert type="success" showIcon title={t('guard_approved', { who: actorName(decided.decidedBy ?? '') })} />;
  if (isEvery) return <Alert type="warning" showIcon title={t('guard_every_open')} data-testid="guard-every" />;
  if (!preview?.impact || !preview.isCurrent) return <Alert type="info" showIcon title={t('guard_unknown')} />;
  const { affected, total } = preview.impact;
  const share = total === 0 ? 0 : affected / total;
  const isOver = share * 100 > guard.share && affected >= guard.minCustomers;
  return isOver ? (
    <Alert type="warning" showIcon title={t('guard_over', { share: percent(share) })} data-testid="guard-over" />
  ) : (
    <Alert type="success" showIcon title={t('guard_within')} data-testid="guard-within" />
  );
}

function GuardForm({ flowId, guard, onClose }: { flowId: string; guard: GuardSettings; onClose(): void }) {
  const { t } = useTranslation(['impact', 'common']);
  const [settings, setSettings] = useState(guard);
  const { saveGuard } = useImpact(flowId);
  return (
    <div className={styles.form}>
      <label>
        {t('guard_share')}
        <InputNumber
          min={0}
          max={100}
          value={settings.share}
          onChange={(share) => setSettings({ ...settings, share: share ?? guard.share })}
        />
      </label>
      <label>
        {t('guard_min')}
        <InputNumber
          min={0}
          precision={0}
          value={settings.minCustomers}
          onChange={(min) => setSettings({ ...settings, minCustomers: min ?? guard.minCustomers })}
        />
      </label>
      <Button onClick={onClose}>{t('common:cancel')}</Button>
      <Button
        type="primary"
        loading={saveGuard.isPending}
        onClick={() => saveGuard.mutate(settings, { onSuccess: onClose })}
      >
        {t('save')}
      </Button>
    </div>
  );
}
