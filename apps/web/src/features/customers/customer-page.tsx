import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { CustomerDetail } from '@tagloom/contracts';
import { Button, Segmented, Skeleton } from 'antd';
import { ArrowLeft, Plus } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/platform/auth';
import { PageHeader } from '@/platform/frame';
import { useWatchedCustomer } from '@/platform/realtime';
import { useHasLevel } from '@/platform/sharing';
import { EmptyState } from '@/platform/ui/empty-state';
import { ErrorNotice } from '@/platform/ui/error-notice';
import page from '@/platform/ui/page.module.css';
import { useCustomerName } from './customer-name';
import { customerQuery } from './customer-query';
import { AddTagDialog } from './detail/add-tag-dialog';
import styles from './detail/customer-page.module.css';
import { CustomerTags } from './detail/customer-tags';
import { ProfileBand } from './detail/profile-band';
import { RemoveTagDialog } from './detail/remove-tag-dialog';
import { Timeline } from './detail/timeline';
import { WhyCard } from './detail/why-card';
import { WhyNotCard } from './detail/why-not-card';

interface CustomerPageProps {
  customerId: string;
  /** What rules suggest for the customer. */
  suggestions?: ReactNode;
}

export function CustomerPage({ customerId, suggestions }: CustomerPageProps) {
  const { t } = useTranslation('customers');
  const customer = useQuery(customerQuery(customerId));
  useWatchedCustomer(customerId);
  const nameOf = useCustomerName();
  return (
    <div className={page.page}>
      <PageHeader
        title={customer.data ? nameOf(customer.data) : t('title')}
        before={
          <Link to="/customers" className={styles.back} aria-label={t('back')} title={t('back')}>
            <ArrowLeft size={18} />
          </Link>
        }
      />
      {customer.isPending && <Skeleton active paragraph={{ rows: 12 }} />}
      {customer.isError && !customer.data && (
        <ErrorNotice error={customer.error} onRetry={() => void customer.refetch()} />
      )}
      {customer.data && <Record customer={customer.data} suggestions={suggestions} />}
    </div>
  );
}

function Record({ customer, suggestions }: { customer: CustomerDetail; suggestions: ReactNode }) {
  const { t } = useTranslation('customers');
  const can = useCan();
  const [chosen, setChosen] = useState<string>();
  const [dialog, setDialog] = useState<'add' | 'remove'>();
  const [asked, setAsked] = useState<'why' | 'whynot'>('why');
  const selected = chosen ?? customer.tags.find(({ state }) => state === 'held')?.key ?? customer.tags[0]?.key;
  const tag = customer.tags.find(({ key }) => key === selected);
  const select = (key: string) => {
    setChosen(key);
    setAsked('why');
  };
  const hasLevel = useHasLevel();
  const mayTag = can('tag', 'Customer');
  const mayKnow = can('read', 'Change');
  const mayAskWhyNot = mayKnow && can('read', 'Flow');
  return (
    <>
      <ProfileBand customer={customer} />
      {suggestions}
      <div className={styles.columns}>
        <section className={page.card}>
          <div className={page.head}>
            <h2 className={page.heading}>{t('tags_held')}</h2>
            {mayTag && (
              <Button icon={<Plus size={14} />} data-testid="add-tag" onClick={() => setDialog('add')}>
                {t('add_tag')}
              </Button>
            )}
          </div>
          <CustomerTags customer={customer} selected={selected} onSelect={select} />
        </section>
        <section className={page.card}>
          <div className={page.head}>
            {mayAskWhyNot ? (
              <Segmented
                aria-label={t('why_title')}
                value={asked}
                onChange={setAsked}
                options={(['why', 'whynot'] as const).map((value) => ({ value, label: t(`${value}_title`) }))}
                data-testid="why-mode"
              />
            ) : (
              <h2 className={page.heading}>{t('why_title')}</h2>
            )}
            {mayTag && asked === 'why' && tag?.state === 'held' && hasLevel(tag.key, 'assign') && (
              <Button danger data-testid="remove-tag" onClick={() => setDialog('remove')}>
                {t('remove_tag')}
              </Button>
            )}
          </div>
          {!mayKnow && <EmptyState title={t('no_right')} />}
          {asked === 'whynot' && <WhyNotCard customerId={customer.id} />}
          {mayKnow && asked === 'why' && !selected && <EmptyState title={t('why_pick')} />}
          {mayKnow && asked === 'why' && selected && (
            <WhyCard key={selected} customerId={customer.id} tagKey={selected} />
          )}
        </section>
        <section className={page.card}>
          <div className={page.head}>
            <h2 className={page.heading}>{t('timeline')}</h2>
          </div>
          {mayKnow ? <Timeline customerId={customer.id} /> : <EmptyState title={t('no_right')} />}
        </section>
      </div>
      {dialog === 'add' && (
        <AddTagDialog customerId={customer.id} onAdded={select} onClose={() => setDialog(undefined)} />
      )}
      {dialog === 'remove' && tag && (
        <RemoveTagDialog customerId={customer.id} tag={tag} onClose={() => setDialog(undefined)} />
      )}
    </>
  );
}
