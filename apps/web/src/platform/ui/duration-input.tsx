import { DURATION_UNITS, type Duration, type DurationUnit } from '@tagloom/contracts';
import { InputNumber, Select, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

interface DurationInputProps {
  value?: Duration | undefined;
  onChange?: (value: Duration | undefined) => void;
  units?: readonly DurationUnit[];
  /** What a screen reader calls it. */
  label?: string;
  disabled?: boolean;
}

/** A length of time: an amount and its unit. Emptied, there is none; the unit is kept for the next amount. */
export function DurationInput({ value, onChange, units = DURATION_UNITS, label, disabled }: DurationInputProps) {
  const { t } = useTranslation('ui');
  const [lastUnit, setLastUnit] = useState<DurationUnit>(units.includes('day') ? 'day' : units[0]!);
  const unit = value?.unit ?? lastUnit;
  return (
    <Space.Compact block>
      <InputNumber
        style={{ width: '60%' }}
        min={1}
        max={5_000_000}
        precision={0}
        aria-label={label ?? t('duration_amount')}
        placeholder={t('duration_amount')}
        value={value?.amount ?? null}
        disabled={disabled}
        onChange={(amount) => onChange?.(amount === null ? undefined : { amount, unit })}
      />
      <Select<DurationUnit>
        style={{ width: '40%' }}
        aria-label={t('duration_unit')}
        value={unit}
        disabled={disabled}
        options={units.map((known) => ({ value: known, label: t(`unit_${known}`) }))}
        onChange={(next) => {
          setLastUnit(next);
          if (value) onChange?.({ amount: value.amount, unit: next });
        }}
      />
    </Space.Compact>
  );
}
