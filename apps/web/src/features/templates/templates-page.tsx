import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Skeleton } from 'antd';
import { ChevronLeft } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/platform/auth';
import { PageHeader } from '@/platform/frame';
import { EmptyState } from '@/platform/ui/empty-state';
import { ErrorNotice } from '@/platform/ui/error-notice';
import page from '@/platform/ui/page.module.css';
import { TemplateCard } from './template-card';
import styles from './templates.module.css';
import { templatesQuery } from './templates-query';
import { useInstall } from './use-install';

/** Stories as ready-made rules. */
export function TemplatesPage() {
  const { t } = useTranslation('templates');
  const can = useCan();
  const templates = useQuery(templatesQuery);
  const install = useInstall();
  return (
    <div className={page.page}>
      <PageHeader
        title={t('title')}
        before={
          <Link to="/flows" className={styles.back} aria-label={t('back')}>
            <ChevronLeft size={20} aria-hidden />
          </Link>
        }
      />
      <p className={styles.lead}>{t('lead')}</p>
      {install.isError && <ErrorNotice error={install.error} title={t('failed')} />}
      {templates.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {templates.isError && <ErrorNotice error={templates.error} onRetry={() => void templates.refetch()} />}
      {templates.data?.length === 0 && (
        <div className={page.sheet}>
          <EmptyState title={t('empty')} hint={t('empty_hint')} />
        </div>
      )}
      {templates.data && templates.data.length > 0 && (
        <div className={styles.cards} data-testid="templates">
          {templates.data.map((template) => (
            <TemplateCard
              key={template.key}
              template={template}
              isBusy={install.isPending && install.variables === template.key}
              isDisabled={install.isPending}
              {...(can('create', 'Flow') && { onUse: () => install.mutate(template.key) })}
            />
          ))}
        </div>
      )}
    </div>
  );
}
