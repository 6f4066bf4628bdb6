import { Input } from 'antd';
import { BellRing } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Field } from '../inspector/field';
import { effectOf, effectSpec } from './effect';
import { EffectMembershipField } from './membership-fields';
import type { BodyProps, SettingsProps } from './node-spec';
import { RecipientField, useRecipientName } from './recipient-field';
import { ValueChip } from './value-chip';

function Body({ node, catalog }: BodyProps) {
  const { t } = useTranslation('flowEditor');
  const nameOf = useRecipientName(catalog);
  const data = effectOf(node, 'notify');
  if (!data) return null;
  return (
    <>
      {t('body.notify')}
      <ValueChip>{nameOf(data.to)}</ValueChip>
      {t('body.notifyThat')}
      <ValueChip>{data.message || '…'}</ValueChip>
    </>
  );
}

function Settings({ node, catalog, readOnly, update }: SettingsProps) {
  const { t } = useTranslation('flowEditor');
  const data = effectOf(node, 'notify');
  if (!data) return null;
  return (
    <>
      <RecipientField
        label={t('inspector.notifyTo')}
        note={t('inspector.notifyNote')}
        value={data.to}
        catalog={catalog}
        readOnly={readOnly}
        onChange={(to) => update({ ...data, to })}
      />
      <Field label={t('inspector.message')}>
        <Input.TextArea
          rows={3}
          maxLength={500}
          disabled={readOnly}
          value={data.message}
          aria-label={t('inspector.message')}
          data-testid="notify-message"
          onChange={({ target: { value: message } }) => update({ ...data, message }, 'message')}
        />
      </Field>
      <EffectMembershipField data={data} readOnly={readOnly} update={update} />
    </>
  );
}

export const actionNotify = effectSpec<'notify'>(
  { action: 'notify', to: { kind: 'user', id: '' }, message: '', membership: 'every' },
  { icon: BellRing, pinyin: 'tongzhitongshi tzts', Body, Settings },
);
