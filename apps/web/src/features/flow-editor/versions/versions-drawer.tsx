import type { FlowVersion } from '@tagloom/contracts';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Drawer, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, useErrorText } from '@/platform/api';
import { useFormat } from '@/platform/format';
import { useActorName } from '@/platform/ui/use-actor-name';
import styles from './versions.module.css';

interface VersionsDrawerProps {
  flowId: string;
  onView(version: FlowVersion): void;
  onClose(): void;
}

/** Every published version: when, by whom, why, and what it says. */
export function VersionsDrawer({ flowId, onView, onClose }: VersionsDrawerProps) {
  const { t } = useTranslation('flowEditor');
  const { dateTime, localized } = useFormat();
  const errorText = useErrorText();
  const actorName = useActorName();
  const { data, error, isPending } = useQuery({
    queryKey: ['flowEditor', 'versions', flowId],
    queryFn: () => api.get<FlowVersion[]>(`/flows/${flowId}/versions`),
    staleTime: 0,
  });
  return (
    <Drawer open title={t('versions.title')} size={432} onClose={onClose} data-testid="versions">
      {isPending && <Skeleton active />}
      {error && <Alert type="error" showIcon title={errorText(error)} />}
      {data?.length === 0 && <p>{t('versions.none')}</p>}
      {data?.map((version) => (
        <article key={version.version} className={styles.version}>
          <header>
            <b>{t('versions.number', { version: version.version })}</b>
            <span>{t('versions.by', { at: dateTime(version.publishedAt), by: actorName(version.publishedBy) })}</span>
            <Button size="small" onClick={() => onView(version)}>
              {t('versions.view')}
            </Button>
          </header>
          <p>{localized(version.sentence)}</p>
          {version.note && <p className={styles.note}>{version.note}</p>}
        </article>
      ))}
    </Drawer>
  );
}
