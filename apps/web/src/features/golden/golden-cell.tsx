import type { GoldenFact } from '@tagloom/contracts';
import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';

interface GoldenCellProps {
  fact: GoldenFact;
  value: string;
  isWrong: boolean;
  disabled: boolean;
  onChange(value: string): void;
}

/** The value of a fact as text; empty is unknown. */
export function GoldenCell({ fact, value, isWrong, disabled, onChange }: GoldenCellProps) {
  const { t } = useTranslation('golden');
  const { localized } = useFormat();
  const status = isWrong ? 'error' : undefined;
  const label = localized(fact.label);
  if (fact.type === 'boolean')
    return (
      <Select
        value={value}
        status={status}
        disabled={disabled}
        aria-label={label}
        onChange={onChange}
        style={{ width: '100%' }}
        options={[
          { value: '', label: t('unknown') },
          { value: 'true', label: t('yes') },
          { value: 'false', label: t('no') },
        ]}
      />
    );
  return (
    <Input
      value={value}
      status={status}
      disabled={disabled}
      aria-label={label}
      aria-invalid={isWrong}
      placeholder={fact.type === 'date' ? 'YYYY-MM-DD' : fact.type === 'set' ? 'a; b' : t('unknown')}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}
