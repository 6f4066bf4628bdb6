import { localize, type FactDefinition } from '@tagloom/contracts';
import { operatorsFor } from '@tagloom/rule-engine';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';

export interface OperatorSelectProps {
  fact: FactDefinition | undefined;
  value: string | undefined;
  onChange: (operator: string) => void;
  disabled?: boolean;
}

/** The comparisons that suit the fact's type. */
export function OperatorSelect({ fact, value, onChange, disabled }: OperatorSelectProps) {
  const { t } = useTranslation('ui');
  const { locale } = useFormat();
  const options = fact
    ? operatorsFor(fact.type).map((operator) => ({ value: operator.name, label: localize(operator.label, locale) }))
    : [];
  return (
    <Select
      style={{ width: '100%', minWidth: 0 }}
      popupMatchSelectWidth={false}
      placeholder={t('pick_operator')}
      aria-label={t('pick_operator')}
      options={options}
      value={value || undefined}
      onChange={onChange}
      disabled={disabled || !fact}
    />
  );
}
