import { useQuery } from '@tanstack/react-query';
import type { TagDetail } from '@tagloom/contracts';
import { Skeleton } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '@/platform/ui/error-notice';
import page from '@/platform/ui/page.module.css';
import { lineageQuery } from '../tag-page-queries';
import styles from './lineage.module.css';
import { LineageList } from './lineage-list';

const LineageGraph = lazy(() => import('./lineage-graph').then((module) => ({ default: module.LineageGraph })));

/** Event → metric → rule → tag → rule: where the tag comes from, and what is made of it. */
export function LineageCard({ tag }: { tag: TagDetail }) {
  const { t } = useTranslation('tagPage');
  const lineage = useQuery(lineageQuery(tag.id));
  const isAlone = lineage.data?.nodes.every(({ distance }) => distance === 0);
  return (
    <section className={page.card} data-testid="tag-lineage">
      <div className={page.head}>
        <h2 className={page.heading}>{t('lineage')}</h2>
      </div>
      {lineage.isPending && <Skeleton active paragraph={{ rows: 6 }} title={false} />}
      {lineage.isError && (
        <ErrorNotice error={lineage.error} onRetry={() => void lineage.refetch()} title={t('lineage_failed')} />
      )}
      {isAlone && <p className={page.note}>{t('lineage_alone')}</p>}
      {lineage.data && !isAlone && (
        <div className={styles.columns}>
          <Suspense fallback={<Skeleton active paragraph={{ rows: 6 }} title={false} />}>
            <LineageGraph lineage={lineage.data} />
          </Suspense>
          <LineageList lineage={lineage.data} />
        </div>
      )}
    </section>
  );
}
