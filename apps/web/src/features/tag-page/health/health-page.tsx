import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Skeleton } from 'antd';
import { ArrowLeft } from 'lucide-react';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { PageHeader } from '@/platform/frame';
import { ErrorNotice } from '@/platform/ui/error-notice';
import page from '@/platform/ui/page.module.css';
import styles from '../tag-page.module.css';
import { healthQuery } from '../tag-page-queries';
import { OverlapTable } from './overlap-table';
import { RetirementTable, type DeleteButton } from './retirement-table';

/** Tags that may go without breaking anything, and pairs that say nearly the same. */
export function TagHealthPage({ DeleteButton }: { DeleteButton: ComponentType<DeleteButton> }) {
  const { t } = useTranslation('tagPage');
  const format = useFormat();
  const report = useQuery(healthQuery);
  const data = report.data;
  return (
    <div className={page.page}>
      <PageHeader
        title={t('health')}
        before={
          <Link to="/tags" aria-label={t('back')} className={styles.back}>
            <ArrowLeft size={16} aria-hidden />
          </Link>
        }
      />
      {report.isPending && <Skeleton active paragraph={{ rows: 12 }} />}
      {report.isError && <ErrorNotice error={report.error} onRetry={() => void report.refetch()} />}
      {data && (
        <>
          <section className={page.card} data-testid="retirement-list">
            <h2 className={page.heading}>{t('retirement')}</h2>
            <p className={page.note}>{t('retirement_text', { days: data.staleDays, at: format.dateTime(data.at) })}</p>
            <RetirementTable
              tags={data.tags.filter(({ retirement }) => retirement.length > 0)}
              DeleteButton={DeleteButton}
            />
          </section>
          <section className={page.card} data-testid="overlap-list">
            <h2 className={page.heading}>{t('overlaps')}</h2>
            <p className={page.note}>
              {data.sample === null
                ? t('overlaps_all', { count: data.population, number: format.number(data.population) })
                : t('overlaps_sample', { count: data.sample, number: format.number(data.sample) })}
            </p>
            <OverlapTable tags={data.tags} />
          </section>
        </>
      )}
    </div>
  );
}
