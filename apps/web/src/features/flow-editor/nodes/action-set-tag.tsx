import { PenLine } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useValueText } from '@/platform/ui/use-value-text';
import { Field } from '../inspector/field';
import { ActionTag, TagField, tagActionOf, tagOf } from './action';
import { MembershipField } from './membership-fields';
import type { BodyProps, NodeSpec, SettingsProps } from './node-spec';
import { TagValueInput } from './tag-value-field';
import { ValueChip } from './value-chip';

function Body({ node, catalog }: BodyProps) {
  const { t } = useTranslation('flowEditor');
  const valueText = useValueText();
  const data = tagActionOf(node);
  if (data?.action !== 'setTag') return null;
  return (
    <>
      {t('body.setTag')}
      <ActionTag catalog={catalog} tagKey={data.tag} />
      {t('body.setTo')}
      <ValueChip>{valueText(data.value) || '…'}</ValueChip>
    </>
  );
}

function Settings({ node, catalog, readOnly, update }: SettingsProps) {
  const { t } = useTranslation('flowEditor');
  const data = tagActionOf(node);
  if (data?.action !== 'setTag') return null;
  const tag = tagOf(catalog, data.tag);
  const change = (value: unknown) => update({ ...data, value }, 'value');
  return (
    <>
      <TagField value={data.tag} readOnly={readOnly} onChange={(key) => update({ ...data, tag: key, value: null })} />
      {tag && (
        <Field label={t('inspector.tagValue')} note={tag.kind === 'flag' && t('inspector.flagHasNoValue')}>
          <TagValueInput tag={tag} value={data.value} readOnly={readOnly} onChange={change} />
        </Field>
      )}
      <MembershipField data={data} readOnly={readOnly} update={update} />
    </>
  );
}

export const actionSetTag: NodeSpec = {
  icon: PenLine,
  group: 'action',
  pinyin: 'shezhibiaoqianzhi szbqz',
  create: () => ({ kind: 'action', data: { action: 'setTag', tag: '', value: null, membership: 'while' } }),
  owns: (node) => node.kind === 'action' && node.data.action === 'setTag',
  Body,
  Settings,
};
