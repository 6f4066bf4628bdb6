import { useNavigate } from '@tanstack/react-router';
import type { Shadow } from '@tagloom/contracts';
import { Alert, App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/platform/auth';
import { useFormat } from '@/platform/format';
import { EmptyState } from '@/platform/ui/empty-state';
import { Mark } from '@/platform/ui/mark';
import page from '@/platform/ui/page.module.css';
import styles from './shadow.module.css';
import { useShadow } from './use-shadow';

/** What runs, since when, until when, and what can be done about it. */
export function ShadowState({ shadow, flowId }: { shadow: Shadow; flowId: string }) {
  const { t } = useTranslation('shadow');
  const { dateTime, number } = useFormat();
  const isRunning = shadow.status === 'running';
  return (
    <div className={styles.state}>
      <div className={page.head}>
        <div className={page.tools}>
          <span data-testid="shadow-status" data-status={shadow.status}>
            <Mark tone={isRunning ? 'pass' : undefined}>{t(`status_${shadow.status}`)}</Mark>
          </span>
          <span className={page.name}>
            {shadow.version === null
              ? t('runs_draft', { revision: shadow.revision })
              : t('runs_version', { version: shadow.version })}
          </span>
          <span className={page.note}>{t('by', { who: shadow.startedBy, when: dateTime(shadow.startedAt) })}</span>
          <span className={page.note}>
            {shadow.endedAt === null
              ? t('until', { when: dateTime(shadow.endsAt) })
              : t('ended_at', { when: dateTime(shadow.endedAt) })}
          </span>
        </div>
        <Tools shadow={shadow} flowId={flowId} />
      </div>
      {shadow.revision !== null && !shadow.isDraft && (
        <Alert type="info" showIcon title={t('edited', { revision: shadow.revision })} />
      )}
      {shadow.status === 'failed' && (
        <Alert
          type="error"
          showIcon
          title={t('failed_title')}
          description={`${t('failed_hint')} ${shadow.error ?? ''}`}
        />
      )}
      {shadow.missed > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('missed_title', { count: shadow.missed, number: number(shadow.missed) })}
          description={t('missed_hint')}
        />
      )}
      {shadow.evaluated === 0 && shadow.status !== 'failed' && (
        <EmptyState title={t(isRunning ? 'nobody' : 'nobody_ended')} {...(isRunning && { hint: t('nobody_hint') })} />
      )}
    </div>
  );
}

function Tools({ shadow, flowId }: { shadow: Shadow; flowId: string }) {
  const { t } = useTranslation('shadow');
  const { t: common } = useTranslation('common');
  const { modal } = App.useApp();
  const can = useCan();
  const navigate = useNavigate();
  const { stop } = useShadow(flowId);
  const ask = () =>
    modal.confirm({
      title: t('stop_title'),
      content: t('stop_text'),
      okText: t('stop'),
      cancelText: common('cancel'),
      onOk: () => stop.mutateAsync().catch(() => undefined),
    });
  return (
    <div className={page.tools}>
      {shadow.status === 'running' && can('update', 'Flow') && (
        <Button loading={stop.isPending} onClick={ask} data-testid="shadow-stop">
          {t('stop')}
        </Button>
      )}
      {shadow.isDraft && shadow.evaluated > 0 && can('publish', 'Flow') && (
        <Button
          type="primary"
          title={t('publish_hint')}
          data-testid="shadow-publish"
          onClick={() => void navigate({ to: '/flows/$id', params: { id: flowId } })}
        >
          {t('publish')}
        </Button>
      )}
    </div>
  );
}
