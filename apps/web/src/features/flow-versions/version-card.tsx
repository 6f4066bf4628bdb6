import type { FlowDetail, FlowVersion, RollBackResponse } from '@tagloom/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, useErrorText } from '@/platform/api';
import { useCan } from '@/platform/auth';
import { useFormat } from '@/platform/format';
import { Mark } from '@/platform/ui/mark';
import page from '@/platform/ui/page.module.css';
import { useActorName } from '@/platform/ui/use-actor-name';
import styles from './flow-versions.module.css';

interface VersionCardProps {
  flow: FlowDetail;
  version: FlowVersion;
  onCompare(): void;
}

/** One version: when, by whom, for whom, why, and what it says. */
export function VersionCard({ flow, version, onCompare }: VersionCardProps) {
  const { t } = useTranslation(['flowVersions', 'common']);
  const { dateTime, day, localized } = useFormat();
  const actorName = useActorName();
  const can = useCan();
  const { modal } = App.useApp();
  const rollBack = useRollBack(flow);
  const ask = () =>
    modal.confirm({
      title: t('roll_back_title', { version: version.version }),
      content: t('roll_back_text', { version: version.version }),
      okText: t('roll_back'),
      cancelText: t('common:cancel'),
      onOk: () => rollBack.mutateAsync(version.version).catch(() => undefined),
    });
  const since = version.since === null ? '' : day(version.since);
  return (
    <article className={styles.version} data-testid={`version-${version.version}`}>
      <header className={styles.head}>
        <b>{t('number', { version: version.version })}</b>
        {flow.version === version.version && <Mark tone="pass">{t('current')}</Mark>}
        <span className={page.note}>
          {t('by', { when: dateTime(version.publishedAt), who: actorName(version.publishedBy) })}
        </span>
        <span className={page.note}>{t(`applies_${version.appliesTo}`, { since })}</span>
        <span className={styles.gap} />
        <Button size="small" onClick={onCompare} data-testid={`compare-${version.version}`}>
          {t('compare')}
        </Button>
        {can('update', 'Flow') && (
          <Button size="small" loading={rollBack.isPending} onClick={ask} data-testid={`roll-back-${version.version}`}>
            {t('roll_back')}
          </Button>
        )}
      </header>
      <p>{localized(version.sentence)}</p>
      {version.note && <p className={styles.note}>{version.note}</p>}
    </article>
  );
}

/** Afterwards the impact of the new draft is shown: publishing it is another step. */
function useRollBack({ id, revision }: FlowDetail) {
  const { t } = useTranslation('flowVersions');
  const { message, notification } = App.useApp();
  const errorText = useErrorText();
  const client = useQueryClient();
  const { history } = useRouter();
  return useMutation({
    mutationFn: (version: number) => api.post<RollBackResponse>(`/flows/${id}/rollback`, { version, revision }),
    onSuccess: async (_, version) => {
      void message.success(t('rolled_back', { version }));
      await Promise.all([
        client.invalidateQueries({ queryKey: ['flows'] }),
        client.invalidateQueries({ queryKey: ['flowEditor', 'flow', id] }),
      ]);
      history.push(`/flows/${id}/impact`);
    },
    onError: (error) => {
      notification.error({ title: t('failed_roll_back'), description: errorText(error) });
      void client.invalidateQueries({ queryKey: ['flows', id] });
    },
  });
}
