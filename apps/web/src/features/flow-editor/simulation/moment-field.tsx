import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { Field } from '../inspector/field';

interface MomentFieldProps {
  now: string | undefined;
  /** What another moment means, said once there is one. */
  note: string | undefined;
  onChange(now: string | undefined): void;
}

/** The moment that a simulation judges by; empty is now. */
export function MomentField({ now, note, onChange }: MomentFieldProps) {
  const { t } = useTranslation('flowEditor');
  return (
    <Field label={t('sim.moment')} note={now === undefined ? undefined : note}>
      <DatePicker
        style={{ width: '100%' }}
        showTime={{ format: 'HH:mm' }}
        format="YYYY-MM-DD HH:mm"
        needConfirm={false}
        aria-label={t('sim.moment')}
        placeholder={t('sim.momentNow')}
        value={now === undefined ? null : dayjs(now)}
        onChange={(day) => onChange(day ? day.toISOString() : undefined)}
        data-testid="sim-moment"
      />
    </Field>
  );
}
