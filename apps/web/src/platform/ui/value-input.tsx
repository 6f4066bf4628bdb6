import type { FactDefinition } from '@tagloom/contracts';
import { DatePicker, Input, InputNumber, Select, Tag } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { DurationInput } from './duration-input';
import { editorOf } from './fact-values';
import { ListInput } from './list-input';
import { isDuration, isFactReference } from './value-text';

export interface ValueInputProps {
  fact: FactDefinition | undefined;
  operator: string | undefined;
  value: unknown;
  onChange: (value: unknown) => void;
  disabled?: boolean;
}

/** Edits the value of a comparison with the input that suits fact and operator; nothing where none is needed. */
export function ValueInput(props: ValueInputProps) {
  const { fact, operator, value, onChange } = props;
  const { t } = useTranslation('ui');
  const editor = editorOf(fact, operator);
  if (!fact || !editor || editor === 'none') return null;
  if (isFactReference(value))
    return (
      <Tag closable={!props.disabled} onClose={() => onChange(undefined)}>
        {t('of_fact', { name: value.fact })}
      </Tag>
    );
  if (editor === 'range') return <RangeInput {...props} fact={fact} />;
  if (editor === 'duration')
    return (
      <DurationInput
        units={['day', 'week', 'month', 'year']}
        value={isDuration(value) ? value : undefined}
        onChange={onChange}
        disabled={props.disabled}
      />
    );
  if (editor === 'list') return <ListInput fact={fact} value={value} onChange={onChange} disabled={props.disabled} />;
  return <SingleInput {...props} fact={fact} editor={editor} />;
}

type Known = ValueInputProps & { fact: FactDefinition };

function RangeInput({ fact, value, onChange, disabled }: Known) {
  const { t } = useTranslation('ui');
  const [from, to] = Array.isArray(value) ? (value as unknown[]) : [];
  const editor = fact.type === 'date' ? 'date' : 'number';
  return (
    <span style={{ display: 'flex', alignItems: 'center', gap: 8 }}>
      <SingleInput
        fact={fact}
        operator={undefined}
        editor={editor}
        value={from}
        onChange={(next) => onChange([next, to])}
        disabled={disabled}
      />
      <span>{t('to')}</span>
      <SingleInput
        fact={fact}
        operator={undefined}
        editor={editor}
        value={to}
        onChange={(next) => onChange([from, next])}
        disabled={disabled}
      />
    </span>
  );
}

function SingleInput({ fact, editor, value, onChange, disabled }: Known & { editor: string }) {
  const { t } = useTranslation('ui');
  const { localized } = useFormat();
  if (editor === 'number' || editor === 'days') {
    const unit = editor === 'days' ? t('days') : fact.unit && localized(fact.unit);
    const label = t('value_number');
    return (
      <InputNumber
        style={{ width: '100%' }}
        aria-label={label}
        placeholder={label}
        min={editor === 'days' ? 0 : undefined}
        precision={editor === 'days' ? 0 : undefined}
        suffix={unit}
        value={typeof value === 'number' ? value : null}
        onChange={(next) => onChange(next ?? undefined)}
        disabled={disabled}
      />
    );
  }
  if (editor === 'date')
    return (
      <DatePicker
        style={{ width: '100%' }}
        aria-label={t('value_date')}
        value={typeof value === 'string' && value !== '' ? dayjs(value) : null}
        onChange={(day) => onChange(day ? day.format('YYYY-MM-DD') : undefined)}
        disabled={disabled}
      />
    );
  if (editor === 'boolean')
    return (
      <Select
        style={{ width: '100%' }}
        aria-label={t('value_pick')}
        options={[
          { value: 1, label: t(fact.source === 'tag' ? 'has_tag' : 'yes') },
          { value: 0, label: t(fact.source === 'tag' ? 'has_no_tag' : 'no') },
        ]}
        value={value === undefined || value === null ? undefined : value ? 1 : 0}
        onChange={(next) => onChange(next === 1)}
        disabled={disabled}
      />
    );
  if (fact.options && fact.options.length > 0)
    return (
      <Select
        style={{ width: '100%' }}
        popupMatchSelectWidth={false}
        aria-label={t('value_pick')}
        placeholder={t('value_pick')}
        showSearch={{ optionFilterProp: 'label' }}
        options={fact.options.map((option) => ({ value: option.value, label: localized(option.label) }))}
        value={typeof value === 'string' ? value : undefined}
        onChange={onChange}
        disabled={disabled}
      />
    );
  return (
    <Input
      aria-label={t('value_text')}
      placeholder={t('value_text')}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
      disabled={disabled}
    />
  );
}
