import type { RfmPreview } from '@tagloom/contracts';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import styles from './rfm.module.css';
import { quadrantsOf, rowsOf } from './rfm-counts';

interface RfmChartProps extends RfmPreview {
  /** Words for the cut points: «≤ 30 天». */
  cutText: { recency: string; frequency: string; monetary: string };
}

/** Where the customers stand: the four quadrants, the eight cells, and those of whom too little is known. */
export function RfmChart({ cells, cutText }: RfmChartProps) {
  const { t } = useTranslation('rfm');
  const { localized, number, percent } = useFormat();
  const rows = rowsOf(cells);
  const most = Math.max(1, ...rows.map(({ customers }) => customers));
  return (
    <div className={styles.chart} data-testid="rfm-chart">
      <div>
        <div className={styles.quadrants}>
          {quadrantsOf(cells).map(({ value, label, customers }) => (
            <div key={value} className={styles.quadrant}>
              <b>{number(customers)}</b>
              <span>{localized(label)}</span>
            </div>
          ))}
        </div>
        <p className={styles.note}>{t('cuts', cutText)}</p>
      </div>
      <dl className={styles.cells}>
        {rows.map(({ cell, label, customers, share }) => (
          <div key={cell ?? ''} className={styles.cell} data-unknown={cell === null || undefined}>
            <dt>{label ? localized(label) : t('not_known')}</dt>
            <dd className={styles.bar} aria-hidden>
              <span style={{ width: `${(100 * customers) / most}%` }} />
            </dd>
            <dd className={styles.number}>
              {number(customers)} <span className={styles.note}>{percent(share)}</span>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
