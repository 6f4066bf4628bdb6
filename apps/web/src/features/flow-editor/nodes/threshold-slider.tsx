import type { FlowNodeOf } from '@tagloom/contracts';
import { Slider } from 'antd';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { STOPS } from '../counting/use-stop-counts';
import styles from './thresholds.module.css';

interface ThresholdSliderProps {
  data: FlowNodeOf<'score'>['data'];
  /** How many customers reach each stop, once that is known. */
  counts: ReadonlyMap<number, number> | undefined;
  readOnly: boolean;
  /** `leave` is there when the score has a line of its own to be left below. */
  onChange(threshold: number, leave: number | undefined): void;
}

/** The handles stop before each other. Antd hands this on to its slider without naming it among its own properties. */
const STAY_IN_ORDER = { allowCross: false, pushable: 1 };

/** One scale for both lines: solid from where the score holds, pale where it goes on holding. */
export function ThresholdSlider({ data, counts, readOnly, onChange }: ThresholdSliderProps) {
  const { t } = useTranslation('flowEditor');
  const { threshold, leaveThreshold } = data;
  const shared = {
    ...STAY_IN_ORDER,
    min: 0,
    max: 100,
    included: false,
    disabled: readOnly,
    classNames: { rail: styles.rail ?? '' },
    styles: { rail: railOf(threshold, leaveThreshold) },
    tooltip: { formatter: percent },
    ariaValueTextFormatterForHandle: percent,
    marks: Object.fromEntries([
      [0, '0%'],
      ...STOPS.map((stop) => [stop, <Stop key={stop} stop={stop} count={counts?.get(stop)} />]),
    ]),
  };
  const enter = t('inspector.threshold');
  return (
    <div data-testid="score-threshold" className={styles.slider}>
      {counts && <p className={styles.note}>{t('inspector.stopsNote')}</p>}
      {leaveThreshold === undefined ? (
        <Slider
          {...shared}
          value={threshold}
          ariaLabelForHandle={enter}
          onChange={(next) => onChange(next, undefined)}
        />
      ) : (
        <Slider
          {...shared}
          range
          className={styles.two ?? ''}
          value={[leaveThreshold, threshold]}
          ariaLabelForHandle={[t('inspector.leaveThreshold'), enter]}
          onChange={([leave, next]) => onChange(next ?? threshold, leave)}
        />
      )}
    </div>
  );
}

function Stop({ stop, count }: { stop: number; count: number | undefined }) {
  const { number } = useFormat();
  return (
    <>
      {percent(stop)}
      <b className={styles.stop}>{count === undefined ? '' : number(count)}</b>
    </>
  );
}

const percent = (value: number | undefined) => `${value ?? 0}%`;

const railOf = (threshold: number, leave = threshold) =>
  ({ '--threshold': percent(threshold), '--leave': percent(leave) }) as CSSProperties;
