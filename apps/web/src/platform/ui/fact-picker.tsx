import { localize, type Catalog, type FactSource } from '@tagloom/contracts';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';

const ALL_SOURCES: readonly FactSource[] = ['profile', 'metric', 'rfm', 'tag', 'event'];

export interface FactPickerProps {
  catalog: Catalog;
  value: string | undefined;
  onChange: (fact: string) => void;
  sources?: readonly FactSource[];
  disabled?: boolean;
  className?: string;
}

/** Chooses a fact by the name people gave it, grouped by where it comes from. */
export function FactPicker({ catalog, value, onChange, sources = ALL_SOURCES, disabled, className }: FactPickerProps) {
  const { t } = useTranslation('ui');
  const { locale } = useFormat();
  const searchable = new Map(catalog.facts.map((fact) => [fact.name, searchOf(fact.label, fact.name)]));
  const matches = (name: string, input: string) => searchable.get(name)?.includes(input.toLowerCase()) ?? false;
  const groups = sources
    .map((source) => ({
      label: t(`source_${source}`),
      options: catalog.facts
        .filter((fact) => fact.source === source)
        .map((fact) => ({ value: fact.name, label: localize(fact.label, locale) })),
    }))
    .filter(({ options }) => options.length > 0);
  return (
    <Select
      className={className}
      style={{ width: '100%', minWidth: 0 }}
      popupMatchSelectWidth={false}
      showSearch={{
        filterOption: (input, option) => matches(String((option as { value?: string } | undefined)?.value), input),
      }}
      placeholder={t('pick_fact')}
      aria-label={t('pick_fact')}
      notFoundContent={t('no_fact')}
      options={groups}
      value={value || undefined}
      onChange={onChange}
      disabled={disabled}
    />
  );
}

const searchOf = (label: { 'zh-CN': string; en?: string }, name: string) =>
  `${label['zh-CN']} ${label.en ?? ''} ${name}`.toLowerCase();
