import { localize, type Catalog, type FactSource, type ShareLevel, type Tag } from '@tagloom/contracts';
import { Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { useAsk } from '@/platform/sharing/use-ask';
import { useTooLow } from '@/platform/sharing/use-tag-levels';
import { TooLowOption } from './too-low-option';

const ALL_SOURCES: readonly FactSource[] = ['profile', 'metric', 'rfm', 'tag', 'event'];

export interface FactPickerProps {
  catalog: Catalog;
  value: string | undefined;
  onChange: (fact: string) => void;
  sources?: readonly FactSource[];
  /** What is going to be done with a tag; those that the reader has less of are shown with the reason, and can be asked for. */
  needs?: ShareLevel;
  disabled?: boolean;
  className?: string;
}

/** Chooses a fact by the name people gave it, grouped by where it comes from. */
export function FactPicker(props: FactPickerProps) {
  const { catalog, value, onChange, sources = ALL_SOURCES, needs, disabled, className } = props;
  const { t } = useTranslation('ui');
  const { locale } = useFormat();
  const ask = useAsk();
  const tooLow = new Map([...useTooLow(needs).values()].map((tag) => [`tag.${tag.key}`, tag]));
  const searchable = new Map([
    ...catalog.facts.map((fact) => [fact.name, searchOf(fact.label, fact.name)] as const),
    ...[...tooLow].map(([name, tag]) => [name, searchOf(tag.name, name)] as const),
  ]);
  const matches = (name: string, input: string) => searchable.get(name)?.includes(input.toLowerCase()) ?? false;
  const groups = sources
    .map((source) => ({
      label: t(`source_${source}`),
      options: catalog.facts
        .filter((fact) => fact.source === source && !(needs && tooLow.has(fact.name)))
        .map((fact): Option => ({ value: fact.name, label: localize(fact.label, locale) }))
        .concat(source === 'tag' && needs ? [...tooLow].map((entry) => closedOption(entry, needs, ask)) : []),
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
      onChange={(name) => {
        const tag = tooLow.get(name);
        if (!tag || !needs) onChange(name);
        else ask?.(tag, needs);
      }}
      disabled={disabled}
    />
  );
}

const searchOf = (label: { 'zh-CN': string; en?: string }, name: string) =>
  `${label['zh-CN']} ${label.en ?? ''} ${name}`.toLowerCase();

interface Option {
  value: string;
  label: ReactNode;
  disabled?: boolean;
}

/** To choose it is to ask for it. */
const closedOption = ([value, tag]: [string, Tag], needs: ShareLevel, ask: unknown): Option => ({
  value,
  label: <TooLowOption tag={tag} needs={needs} mayAsk={ask !== undefined} />,
  disabled: ask === undefined,
});
