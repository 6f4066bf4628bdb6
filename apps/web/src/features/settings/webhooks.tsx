import { useQuery } from '@tanstack/react-query';
import type { CreatedWebhookEndpoint, CreateWebhookEndpointRequest, WebhookEndpoint } from '@tagloom/contracts';
import { Button, Form, Input, Switch, type TableProps } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { useCan } from '@/platform/auth';
import { useFormat } from '@/platform/format';
import page from '@/platform/ui/page.module.css';
import { useOutboundError } from '@/platform/ui/use-outbound-error';
import { CreateDialog } from './create-dialog';
import { SecretOnce } from './secret-once';
import { SettingsTable } from './settings-table';
import { useCreate } from './use-create';
import { useWebhookActions } from './use-webhook-actions';
import { WebhookTest } from './webhook-test';

export function Webhooks() {
  const { t } = useTranslation('settings');
  const can = useCan();
  const [open, setOpen] = useState(false);
  const [created, setCreated] = useState<CreatedWebhookEndpoint>();
  const [tested, setTested] = useState<WebhookEndpoint>();
  const endpoints = useQuery({
    queryKey: ['settings', 'webhooks'],
    queryFn: () => api.get<WebhookEndpoint[]>('/webhook-endpoints'),
  });
  const columns = useColumns({ onTest: setTested, onSecret: setCreated });
  const action = can('create', 'WebhookEndpoint') && (
    <Button data-testid="new-webhook" onClick={() => setOpen(true)}>
      {t('new_webhook')}
    </Button>
  );
  return (
    <>
      <SettingsTable
        query={endpoints}
        columns={columns}
        action={action}
        empty={t('empty_webhooks')}
        emptyHint={t('empty_webhooks_hint')}
      />
      {open && (
        <CreateWebhook
          onClose={() => setOpen(false)}
          onCreated={(endpoint) => {
            setOpen(false);
            setCreated(endpoint);
          }}
        />
      )}
      {created && (
        <SecretOnce
          title={t('secret_once_title', { name: created.name })}
          text={t('secret_once')}
          secret={created.secret}
          onClose={() => setCreated(undefined)}
        />
      )}
      {tested && <WebhookTest endpoint={tested} onClose={() => setTested(undefined)} />}
    </>
  );
}

interface ColumnsProps {
  onTest: (endpoint: WebhookEndpoint) => void;
  onSecret: (endpoint: CreatedWebhookEndpoint) => void;
}

function useColumns({ onTest, onSecret }: ColumnsProps): TableProps<WebhookEndpoint>['columns'] {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const can = useCan();
  const errorText = useOutboundError();
  const { setEnabled, rotate, remove } = useWebhookActions(onSecret);
  const mayUpdate = can('update', 'WebhookEndpoint');
  return [
    {
      title: t('label'),
      render: (_, { name, url }) => (
        <>
          <span className={page.name}>{name}</span>
          <div className={page.note}>{url}</div>
        </>
      ),
    },
    {
      title: t('enabled'),
      render: (_, endpoint) => (
        <Switch
          checked={endpoint.enabled}
          disabled={!mayUpdate}
          aria-label={`${t('enabled')} ${endpoint.name}`}
          onChange={(enabled) => setEnabled(endpoint, enabled)}
        />
      ),
    },
    {
      title: t('last_delivered'),
      render: (_, { lastDeliveredAt, lastError }) => (
        <>
          {lastDeliveredAt ? format.ago(lastDeliveredAt) : t('never_used')}
          {lastError && <div className={page.note}>{errorText(lastError)}</div>}
        </>
      ),
    },
    {
      title: t('created_at'),
      align: 'right',
      render: (_, { createdAt, createdBy }) => (
        <>
          {format.dateTime(createdAt)}
          <div className={page.note}>{createdBy}</div>
        </>
      ),
    },
    {
      key: 'actions',
      align: 'right',
      render: (_, endpoint) => (
        <span className={page.nowrap}>
          {mayUpdate && (
            <>
              <Button type="text" onClick={() => onTest(endpoint)}>
                {t('test')}
              </Button>
              <Button type="text" onClick={() => rotate(endpoint)}>
                {t('rotate')}
              </Button>
            </>
          )}
          {can('delete', 'WebhookEndpoint') && (
            <Button type="text" danger onClick={() => remove(endpoint)}>
              {t('delete')}
            </Button>
          )}
        </span>
      ),
    },
  ];
}

interface CreateWebhookProps {
  onClose: () => void;
  onCreated: (endpoint: CreatedWebhookEndpoint) => void;
}

function CreateWebhook({ onClose, onCreated }: CreateWebhookProps) {
  const { t } = useTranslation('settings');
  const create = useCreate<CreateWebhookEndpointRequest, CreatedWebhookEndpoint>(
    '/webhook-endpoints',
    'webhooks',
    onCreated,
  );
  return (
    <CreateDialog<CreateWebhookEndpointRequest>
      title={t('new_webhook')}
      pending={create.isPending}
      error={create.error}
      onSubmit={create.mutate}
      onClose={onClose}
    >
      <Form.Item name="name" label={t('label')} rules={[{ required: true, whitespace: true, message: t('required') }]}>
        <Input maxLength={60} autoFocus />
      </Form.Item>
      <Form.Item
        name="url"
        label={t('url')}
        extra={t('url_hint')}
        rules={[{ required: true, pattern: /^https?:\/\/\S+$/, message: t('url_bad') }]}
      >
        <Input maxLength={500} placeholder="https://" />
      </Form.Item>
    </CreateDialog>
  );
}
