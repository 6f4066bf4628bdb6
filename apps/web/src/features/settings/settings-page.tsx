import { Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/platform/auth';
import { PageHeader } from '@/platform/frame';
import { EmptyState } from '@/platform/ui/empty-state';
import page from '@/platform/ui/page.module.css';
import { ApiKeys } from './api-keys';
import { Definitions } from './definitions';
import { Departments } from './departments';
import { FieldAccessMatrix } from './field-access';
import { FourEyes } from './four-eyes';
import { Reveals } from './reveals';
import { Users } from './users';
import { Webhooks } from './webhooks';

export function SettingsPage() {
  const { t } = useTranslation('settings');
  const can = useCan();
  const tabs = [
    { key: 'users', label: t('users'), children: <Users />, subject: 'User' },
    { key: 'departments', label: t('departments'), children: <Departments />, subject: 'Department' },
    { key: 'keys', label: t('keys'), children: <ApiKeys />, subject: 'ApiKey' },
    { key: 'webhooks', label: t('webhooks'), children: <Webhooks />, subject: 'WebhookEndpoint' },
    { key: 'fields', label: t('fields'), children: <FieldAccessMatrix />, subject: 'FieldAccess' },
    { key: 'four-eyes', label: t('four_eyes'), children: <FourEyes />, subject: 'System' },
    { key: 'definitions', label: t('definitions'), children: <Definitions />, subject: 'System' },
    { key: 'reveals', label: t('reveals'), children: <Reveals />, subject: 'Reveal' },
  ].filter(({ subject }) => can('read', subject));
  return (
    <div className={page.page}>
      <PageHeader title={t('title')} />
      <section className={page.card}>
        {tabs.length === 0 ? (
          <EmptyState title={t('no_access')} />
        ) : (
          <Tabs items={tabs.map(({ key, label, children }) => ({ key, label, children }))} />
        )}
      </section>
    </div>
  );
}
