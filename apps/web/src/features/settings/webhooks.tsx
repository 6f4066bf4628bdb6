import type { CreatedWebhookEndpoint, CreateWebhookEndpointRequest, WebhookEndpoint } from '@tagloom/contracts';
import { Button, Form, Input, Switch, type TableProps } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/platform/auth';
import { useFormat } from '@/platform/format';
import page from '@/platform/ui/page.module.css';
import { useActorName } from '@/platform/ui/use-actor-name';
import { useOutboundError } from '@/platform/ui/use-outbound-error';
import { CreateDialog } from './create-dialog';
import { NameItem } from './name-item';
import { SecretOnce } from './secret-once';
import { webhooksQuery } from './settings-lists';
import { SettingsSection } from './settings-section';
import { useCreate } from './use-create';
import { useWebhookActions } from './use-webhook-actions';
import { WebhookTest } from './webhook-test';

export function Webhooks() {
  const { t } = useTranslation('settings');
  const can = useCan();
  const [created, setCreated] = useState<CreatedWebhookEndpoint>();
  const [tested, setTested] = useState<WebhookEndpoint>();
  const columns = useColumns({ onTest: setTested, onSecret: setCreated });
  return (
    <>
      <SettingsSection
        query={webhooksQuery}
        columns={columns}
        empty={t('empty_webhooks')}
        emptyHint={t('empty_webhooks_hint')}
        create={
          can('create', 'WebhookEndpoint') && {
            label: t('new_webhook'),
            testId: 'new-webhook',
            dialog: (close) => <CreateWebhook onClose={close} onCreated={setCreated} />,
          }
        }
      />
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
  const actorName = useActorName();
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
          {lastDeliveredAt ? format.ago(lastDeliveredAt) : t('never_delivered')}
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
          <div className={page.note}>{actorName(createdBy)}</div>
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
    (endpoint) => {
      onClose();
      onCreated(endpoint);
    },
  );
  return (
    <CreateDialog<CreateWebhookEndpointRequest>
      title={t('new_webhook')}
      pending={create.isPending}
      error={create.error}
      onSubmit={create.mutate}
      onClose={onClose}
    >
      <NameItem />
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
