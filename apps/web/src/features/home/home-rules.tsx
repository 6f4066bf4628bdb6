import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { flowsQuery } from '@/platform/shared/flows-query';
import { useNewFlow } from '@/platform/shared/use-new-flow';
import { useCan } from '@/platform/auth';
import { useFormat } from '@/platform/format';
import { EmptyState } from '@/platform/ui/empty-state';
import { ErrorNotice } from '@/platform/ui/error-notice';
import { Mark } from '@/platform/ui/mark';
import page from '@/platform/ui/page.module.css';
import styles from './home-page.module.css';

const SHOWN = 8;

/** The rules as sentences, with how many customers each holds. */
export function HomeRules() {
  const { t } = useTranslation('home');
  const { locale, number } = useFormat();
  const can = useCan();
  const flows = useQuery(flowsQuery);
  const create = useNewFlow();
  const newRule = can('create', 'Flow') && (
    <Button type="primary" loading={create.isPending} onClick={() => create.mutate()}>
      {t('new_rule')}
    </Button>
  );
  return (
    <section className={page.card}>
      <div className={page.head}>
        <h2 className={page.heading}>{t('rules')}</h2>
        <Link to="/flows">{t('all_rules')}</Link>
      </div>
      {flows.isPending && <Skeleton active paragraph={{ rows: 6 }} />}
      {flows.isError && <ErrorNotice error={flows.error} onRetry={() => void flows.refetch()} />}
      {create.isError && <ErrorNotice error={create.error} title={t('new_rule')} />}
      {flows.data?.length === 0 && <EmptyState title={t('no_rules')} hint={t('no_rules_hint')} action={newRule} />}
      {flows.data?.slice(0, SHOWN).map(({ id, name, status, sentence, customers }) => (
        <div key={id} className={styles.rule}>
          <div>
            <Link className={page.name} to="/flows/$id" params={{ id }}>
              {name}
            </Link>{' '}
            {status === 'draft' && <Mark>{t('drafts')}</Mark>}
            <p className={styles.sentence}>{sentence[locale]}</p>
          </div>
          <span className={styles.count}>{t('rule_customers', { count: customers, number: number(customers) })}</span>
        </div>
      ))}
    </section>
  );
}
