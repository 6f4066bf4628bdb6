import { Input } from 'antd';
import { Send } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Field } from '../inspector/field';
import { effectOf, effectSpec } from './effect';
import { EffectMembershipField } from './membership-fields';
import type { BodyProps, SettingsProps } from './node-spec';
import { ValueChip } from './value-chip';

function Body({ node }: BodyProps) {
  const { t } = useTranslation('flowEditor');
  const data = effectOf(node, 'sendMaterial');
  if (!data) return null;
  return (
    <>
      {t('body.sendMaterial')}
      <ValueChip>{data.title || '…'}</ValueChip>
    </>
  );
}

function Settings({ node, readOnly, update }: SettingsProps) {
  const { t } = useTranslation('flowEditor');
  const data = effectOf(node, 'sendMaterial');
  if (!data) return null;
  const { url, ...rest } = data;
  return (
    <>
      <Field label={t('inspector.materialTitle')}>
        <Input
          maxLength={80}
          disabled={readOnly}
          value={data.title}
          aria-label={t('inspector.materialTitle')}
          onChange={({ target: { value: title } }) => update({ ...data, title }, 'title')}
        />
      </Field>
      <Field label={t('inspector.materialText')}>
        <Input.TextArea
          rows={4}
          maxLength={1000}
          disabled={readOnly}
          value={data.text}
          aria-label={t('inspector.materialText')}
          onChange={({ target: { value: text } }) => update({ ...data, text }, 'text')}
        />
      </Field>
      <Field label={t('inspector.materialUrl')} note={t('inspector.materialNote')}>
        <Input
          maxLength={500}
          placeholder="https://"
          disabled={readOnly}
          value={url ?? ''}
          aria-label={t('inspector.materialUrl')}
          onChange={({ target: { value: link } }) => update(link === '' ? rest : { ...rest, url: link }, 'url')}
        />
      </Field>
      <EffectMembershipField data={data} readOnly={readOnly} update={update} />
    </>
  );
}

export const actionSendMaterial = effectSpec<'sendMaterial'>(
  { action: 'sendMaterial', title: '', text: '', membership: 'once' },
  { icon: Send, pinyin: 'fasongneirong fsnr', Body, Settings },
);
