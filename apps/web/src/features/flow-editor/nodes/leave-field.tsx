import type { FactDefinition, FlowNodeOf } from '@tagloom/contracts';
import { InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { Field } from '../inspector/field';
import { isRising, withLeave } from './leave';
import type { SettingsProps } from './node-spec';

interface LeaveFieldProps extends Pick<SettingsProps, 'readOnly' | 'update'> {
  data: FlowNodeOf<'condition'>['data'];
  fact: FactDefinition | undefined;
}

/** The easier value that counts once the action holds, so that it does not come and go. */
export function LeaveField({ data, fact, readOnly, update }: LeaveFieldProps) {
  const { t } = useTranslation('flowEditor');
  const { localized, number } = useFormat();
  const { value, leaveValue, operator } = data;
  const enter = typeof value === 'number' ? number(value) : '…';
  return (
    <Field
      label={t('inspector.leaveValue')}
      note={
        leaveValue === undefined
          ? t(isRising(operator) ? 'inspector.leaveValueLower' : 'inspector.leaveValueHigher', { enter })
          : t('inspector.leaveNote', { enter, leave: number(leaveValue) })
      }
    >
      <InputNumber
        style={{ width: '100%' }}
        disabled={readOnly}
        suffix={fact?.unit && localized(fact.unit)}
        value={leaveValue ?? null}
        placeholder={enter}
        aria-label={t('inspector.leaveValue')}
        data-testid="leave-value"
        onChange={(next) => update(withLeave(data, next ?? undefined), 'leave')}
      />
    </Field>
  );
}
