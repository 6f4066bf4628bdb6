import type { CatalogTag, FactDefinition } from '@tagloom/contracts';
import { Select } from 'antd';
import { PenLine } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useValueText } from '@/platform/ui/use-value-text';
import { ValueInput } from '@/platform/ui/value-input';
import { Field } from '../inspector/field';
import { ActionTag, MembershipField, TagField, tagActionOf, tagOf, type TagAction } from './action';
import type { BodyProps, NodeSpec, SettingsProps } from './node-spec';
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
  const change = (value: unknown) => update({ ...data, value } as TagAction, 'value');
  return (
    <>
      <TagField data={data} readOnly={readOnly} onChange={(key) => update({ ...data, tag: key, value: null })} />
      {tag && (
        <Field label={t('inspector.tagValue')} note={tag.kind === 'flag' && t('inspector.flagHasNoValue')}>
          <TagValueInput tag={tag} value={data.value} readOnly={readOnly} onChange={change} />
        </Field>
      )}
      <MembershipField data={data} readOnly={readOnly} update={update} />
    </>
  );
}

interface TagValueProps {
  tag: CatalogTag;
  value: unknown;
  readOnly: boolean;
  onChange(value: unknown): void;
}

/** The tag's value is edited as the value of the fact that the tag is. */
function TagValueInput({ tag, value, readOnly, onChange }: TagValueProps) {
  const { t } = useTranslation('flowEditor');
  const options = (tag.values ?? []).map((text) => ({ value: text, label: { 'zh-CN': text } }));
  if (tag.kind === 'flag') return null;
  if (tag.kind === 'many_of')
    return (
      <Select
        mode="multiple"
        disabled={readOnly}
        value={Array.isArray(value) ? (value as string[]) : []}
        options={(tag.values ?? []).map((text) => ({ value: text, label: text }))}
        aria-label={t('inspector.tagValue')}
        onChange={onChange}
      />
    );
  const type = tag.kind === 'number' || tag.kind === 'date' ? tag.kind : 'text';
  const fact: FactDefinition = {
    name: `tag.${tag.key}`,
    type,
    source: 'tag',
    label: tag.name,
    ...(options.length > 0 && { options }),
  };
  const operator = type === 'date' ? 'after' : 'equal';
  return (
    <ValueInput
      fact={fact}
      operator={operator}
      value={value}
      disabled={readOnly}
      onChange={(next) => onChange(next ?? null)}
    />
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
