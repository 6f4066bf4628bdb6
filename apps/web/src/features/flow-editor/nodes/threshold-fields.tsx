import type { FlowNodeOf } from '@tagloom/contracts';
import { Button, InputNumber } from 'antd';
import { Plus, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Field } from '../inspector/field';
import type { SettingsProps } from './node-spec';
import { ThresholdSlider } from './threshold-slider';
import { firstLeave, inOrder, withLeaveThreshold } from './thresholds';
import styles from './thresholds.module.css';

interface ThresholdFieldsProps extends Pick<SettingsProps, 'readOnly' | 'update'> {
  data: FlowNodeOf<'score'>['data'];
  counts: ReadonlyMap<number, number> | undefined;
}

/** From which score on the gate holds, and below which it lets go: on one scale, and exactly. */
export function ThresholdFields({ data, counts, readOnly, update }: ThresholdFieldsProps) {
  const { t } = useTranslation('flowEditor');
  const { threshold, leaveThreshold } = data;
  const hasLeave = leaveThreshold !== undefined;
  const enterAt = (next: number) => update({ ...data, threshold: next }, 'threshold');
  const leaveAt = (next: number | undefined) => update(withLeaveThreshold(data, next), 'leave');
  return (
    <Field
      label={t(hasLeave ? 'inspector.thresholds' : 'inspector.threshold')}
      note={
        hasLeave
          ? t('inspector.leaveBand', { enter: threshold, leave: leaveThreshold })
          : t('inspector.thresholdNote', { threshold })
      }
    >
      <ThresholdSlider
        data={data}
        counts={counts}
        readOnly={readOnly}
        onChange={(next, leave) => (leave === leaveThreshold ? enterAt(next) : leaveAt(leave))}
      />
      <div className={styles.line}>
        <span className={styles.name} data-line="enter">
          {t('inspector.threshold')}
          <small>{t('inspector.thresholdMeans')}</small>
        </span>
        <InputNumber
          className={styles.number ?? ''}
          min={0}
          max={100}
          suffix="%"
          disabled={readOnly}
          value={threshold}
          aria-label={t('inspector.threshold')}
          onChange={(next) => next !== null && enterAt(next)}
          // Not before it is typed out: on the way to 80 it is 8.
          onBlur={() => inOrder(data) !== data && update(inOrder(data), 'threshold')}
        />
      </div>
      {hasLeave && (
        <div className={styles.line}>
          <span className={styles.name} data-line="leave">
            {t('inspector.leaveThreshold')}
            <small>{t('inspector.leaveThresholdMeans')}</small>
          </span>
          <InputNumber
            className={styles.number ?? ''}
            min={0}
            max={threshold}
            suffix="%"
            disabled={readOnly}
            value={leaveThreshold}
            aria-label={t('inspector.leaveThreshold')}
            data-testid="score-leave"
            onChange={(next) => next !== null && leaveAt(next)}
          />
        </div>
      )}
      {!readOnly && (
        <Button
          className={styles.toggle ?? ''}
          type="text"
          icon={hasLeave ? <X size={14} /> : <Plus size={14} />}
          data-testid="score-leave-toggle"
          onClick={() => leaveAt(hasLeave ? undefined : firstLeave(data))}
        >
          {t(hasLeave ? 'inspector.leaveThresholdRemove' : 'inspector.leaveThresholdAdd')}
        </Button>
      )}
    </Field>
  );
}
