import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { BIN_DAYS } from '@tagloom/contracts';
import { Skeleton } from 'antd';
import { ArrowLeft } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '@/platform/frame';
import { EmptyState } from '@/platform/ui/empty-state';
import { ErrorNotice } from '@/platform/ui/error-notice';
import page from '@/platform/ui/page.module.css';
import styles from '../tag-page.module.css';
import { binQuery } from '../tag-page-queries';
import { BinRow } from './bin-row';
import { Operations } from './operations';

/** Deleted tags and groups that can still come back, and what else of the library can be undone. */
export function BinPage() {
  const { t } = useTranslation('tagPage');
  const bin = useQuery(binQuery);
  return (
    <div className={page.page}>
      <PageHeader
        title={t('bin')}
        before={
          <Link to="/tags" aria-label={t('back')} className={styles.back}>
            <ArrowLeft size={16} aria-hidden />
          </Link>
        }
      />
      <section className={page.card} data-testid="tag-bin">
        <h2 className={page.heading}>{t('bin_deleted')}</h2>
        <p className={page.note}>{t('bin_text', { days: BIN_DAYS })}</p>
        {bin.isPending && <Skeleton active paragraph={{ rows: 4 }} title={false} />}
        {bin.isError && <ErrorNotice error={bin.error} onRetry={() => void bin.refetch()} />}
        {bin.data?.items.length === 0 && <EmptyState title={t('bin_empty')} hint={t('bin_empty_hint')} />}
        <ul className={styles.rows}>
          {bin.data?.items.map((item) => (
            <BinRow key={`${item.kind} ${item.id}`} item={item} />
          ))}
        </ul>
      </section>
      <Operations />
    </div>
  );
}
