import { Select } from 'antd';
import { Webhook } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Field } from '../inspector/field';
import { effectOf, effectSpec } from './effect';
import { EffectMembershipField } from './membership-fields';
import type { BodyProps, SettingsProps } from './node-spec';
import { ValueChip } from './value-chip';

function Body({ node, catalog }: BodyProps) {
  const { t } = useTranslation('flowEditor');
  const data = effectOf(node, 'webhook');
  if (!data) return null;
  const name = catalog.endpoints?.find(({ id }) => id === data.endpoint)?.name;
  return (
    <>
      {t('body.webhook')}
      <ValueChip>{name ?? (data.endpoint || '…')}</ValueChip>
    </>
  );
}

function Settings({ node, catalog, readOnly, update }: SettingsProps) {
  const { t } = useTranslation('flowEditor');
  const data = effectOf(node, 'webhook');
  if (!data) return null;
  const endpoints = catalog.endpoints ?? [];
  return (
    <>
      <Field
        label={t('inspector.endpoint')}
        note={t(endpoints.length === 0 ? 'inspector.noEndpoints' : 'inspector.endpointNote')}
      >
        <div data-testid="endpoint-picker">
          <Select<string>
            style={{ width: '100%' }}
            disabled={readOnly}
            placeholder={t('inspector.chooseEndpoint')}
            aria-label={t('inspector.endpoint')}
            notFoundContent={t('inspector.noEndpoints')}
            value={data.endpoint === '' ? undefined : data.endpoint}
            options={endpoints.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(endpoint) => update({ ...data, endpoint })}
          />
        </div>
      </Field>
      <EffectMembershipField data={data} readOnly={readOnly} update={update} />
    </>
  );
}

export const actionWebhook = effectSpec<'webhook'>(
  { action: 'webhook', endpoint: '', membership: 'every' },
  { icon: Webhook, pinyin: 'diaoyongjiekou dyjk webhook', Body, Settings },
);
