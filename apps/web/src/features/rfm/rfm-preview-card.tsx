import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { RfmModelDefinition, RfmPreview } from '@tagloom/contracts';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { ErrorNotice } from '@/platform/ui/error-notice';
import { RfmChart } from './rfm-chart';
import styles from './rfm.module.css';
import { useCutText } from './use-cut-text';

/** The model on our own customers, before anything is saved. */
export function RfmPreviewCard({ definition }: { definition: Omit<RfmModelDefinition, 'key' | 'name'> }) {
  const { t } = useTranslation('rfm');
  const cutText = useCutText();
  const preview = useQuery({
    queryKey: ['rfm', 'preview', definition],
    queryFn: () => api.post<RfmPreview>('/rfm-models/preview', { definition }),
    placeholderData: keepPreviousData,
    retry: false,
  });
  return (
    <section className={styles.drawer} aria-label={t('preview')}>
      {preview.isPending && <Skeleton active paragraph={{ rows: 5 }} />}
      {preview.isError && <ErrorNotice error={preview.error} title={t('preview')} />}
      {preview.data && <RfmChart {...preview.data} cutText={cutText(definition, preview.data.current)} />}
    </section>
  );
}
