import type { FactDefinition } from '@tagloom/contracts';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';

interface ListInputProps {
  fact: FactDefinition;
  value: unknown;
  onChange: (value: unknown) => void;
  disabled?: boolean;
}

/** Several values: picked from the known ones, or typed. Of a number fact, what is no number is dropped. */
export function ListInput({ fact, value, onChange, disabled }: ListInputProps) {
  const { t } = useTranslation('ui');
  const { localized } = useFormat();
  const items = Array.isArray(value) ? value.map(String) : [];
  const change = (next: string[]) => {
    const texts = next.map((item) => item.trim()).filter((item) => item !== '');
    const values = fact.type === 'number' ? texts.map(Number).filter(Number.isFinite) : texts;
    onChange(values.length > 0 ? values : undefined);
  };
  return (
    <Select
      mode="tags"
      style={{ width: '100%' }}
      aria-label={t('value_list')}
      placeholder={t('value_list')}
      tokenSeparators={[',', '，', '、', ';', '；']}
      options={fact.options?.map((option) => ({ value: option.value, label: localized(option.label) }))}
      value={items}
      onChange={change}
      disabled={disabled}
    />
  );
}
