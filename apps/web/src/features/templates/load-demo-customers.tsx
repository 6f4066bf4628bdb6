import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { DemoCustomers, Template } from '@tagloom/contracts';
import { Button, Popconfirm, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { useFormat } from '@/platform/format';
import { ErrorNotice } from '@/platform/ui/error-notice';
import { DemoCustomerList } from './demo-customer-list';
import styles from './templates.module.css';

const LOOK_EVERY_MS = 500;
const isUnderWay = (demo: DemoCustomers | undefined) => demo !== undefined && demo.evaluated < demo.events;

/** Invented customers who live through the story: a person presses, and sees them get the tags. */
export function LoadDemoCustomers({ template }: { template: Template }) {
  const { t } = useTranslation('templates');
  const { number } = useFormat();
  const client = useQueryClient();
  const { key, here, customers } = template;
  const path = `/templates/${key}/demo-customers`;
  const queryKey = ['templates', 'demo', key];
  const demo = useQuery({
    queryKey,
    queryFn: () => api.get<DemoCustomers>(path),
    refetchInterval: (query) => (isUnderWay(query.state.data) ? LOOK_EVERY_MS : false),
  });
  const load = useMutation({
    mutationFn: () => api.post<DemoCustomers>(path),
    onSuccess: (loaded) => {
      client.setQueryData(queryKey, loaded);
      for (const feature of ['customers', 'home', 'suggestions', 'deliveries'])
        void client.invalidateQueries({ queryKey: [feature] });
    },
  });
  const { data } = demo;
  const isHere = data !== undefined && data.customers.every(({ customerId }) => customerId !== null);
  const isDraft = here.length > 0 && !here.some(({ status }) => status === 'published');
  return (
    <div data-testid={`demo-${key}`}>
      <DemoCustomerList template={template} {...(data && { customers: data.customers })} />
      {demo.isError && <ErrorNotice error={demo.error} title={t('demo_unread')} onRetry={() => void demo.refetch()} />}
      {load.isError && <ErrorNotice error={load.error} title={t('demo_failed')} />}
      {data && isUnderWay(data) && (
        <div role="status">
          <Progress percent={Math.floor((data.evaluated / data.events) * 100)} size="small" showInfo={false} />
          <p className={styles.demo_note}>
            {t('demo_progress', { done: number(data.evaluated), total: number(data.events) })}
          </p>
        </div>
      )}
      {data && !isHere && (
        <>
          <p className={styles.demo_note}>{here.length === 0 ? t('demo_first') : t('demo_note')}</p>
          {isDraft && <p className={styles.demo_note}>{t('demo_draft')}</p>}
          <Popconfirm
            title={t('demo_sure', { number: customers.length })}
            description={<p className={styles.demo_sure}>{t('demo_note')}</p>}
            okText={t('demo_load')}
            disabled={here.length === 0}
            onConfirm={() => load.mutate()}
          >
            <Button loading={load.isPending} disabled={here.length === 0} data-testid={`load-${key}`}>
              {t('demo_load')}
            </Button>
          </Popconfirm>
        </>
      )}
      {isHere && !isUnderWay(data) && <p className={styles.demo_note}>{t('demo_done')}</p>}
    </div>
  );
}
