import { ZONE_OWNERS, type ZoneChoice } from '@tagloom/contracts';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';

type Owner = (typeof ZONE_OWNERS)[number];

interface ZoneSelectProps {
  value?: ZoneChoice | undefined;
  onChange?: (value: ZoneChoice | undefined) => void;
  /** Whose calendars can be chosen; the organisation's stands for «not set». */
  owners?: readonly Owner[];
  disabled?: boolean;
  /** What it is called where there are several. */
  label?: string;
}

const NAMES = Intl.supportedValuesOf('timeZone');

/** Whose calendar decides what «today» is, or a fixed zone by name. */
export function ZoneSelect({ value, onChange, owners = ZONE_OWNERS, disabled, label }: ZoneSelectProps) {
  const { t } = useTranslation('ui');
  const options = [
    {
      label: t('zone_owners'),
      options: owners.map((owner) => ({ value: owner as string, label: t(`zone_${owner}`) })),
    },
    { label: t('zone_fixed'), options: NAMES.map((name) => ({ value: name, label: name })) },
  ];
  return (
    <Select<string>
      style={{ width: '100%' }}
      showSearch={{ optionFilterProp: 'label' }}
      aria-label={label ?? t('zone')}
      value={value ?? 'organisation'}
      options={options}
      disabled={disabled}
      onChange={(next) => onChange?.(next === 'organisation' ? undefined : next)}
    />
  );
}
