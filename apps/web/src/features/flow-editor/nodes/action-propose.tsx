import { Input } from 'antd';
import { MessageCircleQuestion } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useValueText } from '@/platform/ui/use-value-text';
import { Field } from '../inspector/field';
import { ActionTag, TagField, tagOf } from './action';
import { effectOf, effectSpec } from './effect';
import { EffectMembershipField } from './membership-fields';
import type { BodyProps, SettingsProps } from './node-spec';
import { TagValueInput } from './tag-value-field';
import { ValueChip } from './value-chip';

function Body({ node, catalog }: BodyProps) {
  const { t } = useTranslation('flowEditor');
  const valueText = useValueText();
  const data = effectOf(node, 'propose');
  if (!data) return null;
  const text = valueText(data.value);
  return (
    <>
      {t('body.propose')}
      <ActionTag catalog={catalog} tagKey={data.tag} />
      {text && (
        <>
          {t('body.setTo')}
          <ValueChip>{text}</ValueChip>
        </>
      )}
    </>
  );
}

function Settings({ node, catalog, readOnly, update }: SettingsProps) {
  const { t } = useTranslation('flowEditor');
  const data = effectOf(node, 'propose');
  if (!data) return null;
  const tag = tagOf(catalog, data.tag);
  const { value: _value, note: _note, ...plain } = data;
  const withNote = data.note ? { note: data.note } : {};
  return (
    <>
      <TagField value={data.tag} readOnly={readOnly} onChange={(key) => update({ ...plain, ...withNote, tag: key })} />
      {tag && tag.kind !== 'flag' && (
        <Field label={t('inspector.tagValue')}>
          <TagValueInput
            tag={tag}
            value={data.value}
            readOnly={readOnly}
            onChange={(value) => update({ ...data, value }, 'value')}
          />
        </Field>
      )}
      <Field label={t('inspector.proposeNote')} note={t('inspector.proposeHelp')}>
        <Input.TextArea
          rows={2}
          maxLength={200}
          disabled={readOnly}
          value={data.note ?? ''}
          aria-label={t('inspector.proposeNote')}
          onChange={({ target: { value: text } }) => {
            const { note: _before, ...rest } = data;
            update(text === '' ? rest : { ...rest, note: text }, 'note');
          }}
        />
      </Field>
      <EffectMembershipField data={data} readOnly={readOnly} update={update} />
    </>
  );
}

export const actionPropose = effectSpec<'propose'>(
  { action: 'propose', tag: '', membership: 'every' },
  { icon: MessageCircleQuestion, pinyin: 'jianyibiaoqian jybq', Body, Settings },
);
