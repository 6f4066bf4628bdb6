import type { CatalogTag, FactDefinition } from '@tagloom/contracts';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { ValueInput } from '@/platform/ui/value-input';

interface TagValueProps {
  tag: CatalogTag;
  value: unknown;
  readOnly: boolean;
  onChange(value: unknown): void;
}

/** The tag's value is edited as the value of the fact that the tag is. */
export function TagValueInput({ tag, value, readOnly, onChange }: TagValueProps) {
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
  return (
    <ValueInput
      fact={fact}
      operator={type === 'date' ? 'after' : 'equal'}
      value={value}
      disabled={readOnly}
      onChange={(next) => onChange(next ?? null)}
    />
  );
}
