import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ROLES, type ApiKeySummary, type CreateApiKeyRequest, type CreatedApiKey } from '@tagloom/contracts';
import { App, Button, Form, Select, type TableProps } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, useErrorText } from '@/platform/api';
import { useCan } from '@/platform/auth';
import { useFormat } from '@/platform/format';
import page from '@/platform/ui/page.module.css';
import { CreateDialog } from './create-dialog';
import { NameItem } from './name-item';
import { SecretOnce } from './secret-once';
import { apiKeysQuery, departmentsQuery } from './settings-lists';
import { SettingsSection } from './settings-section';
import { useCreate } from './use-create';

export function ApiKeys() {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const can = useCan();
  const [created, setCreated] = useState<CreatedApiKey>();
  const revoke = useRevoke();
  const departments = useQuery(departmentsQuery);
  const nameOf = (id: string | null): string =>
    id === null ? t('no_department') : (departments.data?.find((department) => department.id === id)?.name ?? '');
  const columns: TableProps<ApiKeySummary>['columns'] = [
    { title: t('label'), render: (_, { name }) => <span className={page.name}>{name}</span> },
    { title: t('role'), render: (_, { role }) => t(`role_${role}`) },
    { title: t('department'), render: (_, { departmentId }) => nameOf(departmentId) },
    { title: t('prefix'), render: (_, { prefix }) => `${prefix}…` },
    { title: t('created_at'), align: 'right', render: (_, { createdAt }) => format.dateTime(createdAt) },
    {
      title: t('last_used'),
      align: 'right',
      render: (_, { lastUsedAt }) => (lastUsedAt ? format.ago(lastUsedAt) : t('never_used')),
    },
    {
      key: 'actions',
      align: 'right',
      render: (_, key) =>
        can('delete', 'ApiKey') && (
          <Button type="text" danger onClick={() => revoke(key)}>
            {t('revoke')}
          </Button>
        ),
    },
  ];
  return (
    <>
      <SettingsSection
        query={apiKeysQuery}
        columns={columns}
        empty={t('empty_keys')}
        emptyHint={t('empty_keys_hint')}
        create={
          can('create', 'ApiKey') && {
            label: t('new_key'),
            dialog: (close) => <CreateKey onClose={close} onCreated={setCreated} />,
          }
        }
      />
      {created && (
        <SecretOnce
          title={t('key_once_title')}
          text={t('key_once')}
          secret={created.key}
          onClose={() => setCreated(undefined)}
        />
      )}
    </>
  );
}

function CreateKey({ onClose, onCreated }: { onClose: () => void; onCreated: (key: CreatedApiKey) => void }) {
  const { t } = useTranslation('settings');
  const departments = useQuery(departmentsQuery);
  const create = useCreate<CreateApiKeyRequest, CreatedApiKey>('/api-keys', 'keys', (key) => {
    onClose();
    onCreated(key);
  });
  return (
    <CreateDialog<CreateApiKeyRequest>
      title={t('new_key')}
      initial={{ role: 'designer' }}
      pending={create.isPending}
      error={create.error}
      onSubmit={create.mutate}
      onClose={onClose}
    >
      <NameItem />
      <Form.Item name="role" label={t('role')}>
        <Select options={ROLES.map((value) => ({ value, label: t(`role_${value}`) }))} />
      </Form.Item>
      <Form.Item name="departmentId" label={t('department')}>
        <Select
          allowClear
          placeholder={t('no_department')}
          options={departments.data?.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
    </CreateDialog>
  );
}

function useRevoke(): (key: ApiKeySummary) => void {
  const { t } = useTranslation(['settings', 'common']);
  const { message, modal } = App.useApp();
  const errorText = useErrorText();
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: ({ id }: ApiKeySummary) => api.delete<void>(`/api-keys/${id}`),
    onSuccess: (_, { name }) => {
      void client.invalidateQueries({ queryKey: ['settings', 'keys'] });
      void message.success(t('revoked', { name }));
    },
    onError: (error) => void message.error(errorText(error)),
  });
  return (key) =>
    void modal.confirm({
      title: t('revoke_title', { name: key.name }),
      content: t('revoke_text'),
      okText: t('revoke'),
      okButtonProps: { danger: true },
      cancelText: t('common:cancel'),
      onOk: () => revoke.mutateAsync(key).catch(() => undefined),
    });
}
