import { useTranslation } from 'react-i18next';
import type { MatrixModel } from './matrix-model';
import styles from './matrix.module.css';
import { useCellText, type CellAt } from './use-cell-text';

/** Below the matrix: what the cell under the pointer or the focus means. */
export function ReadingLine({ at, shares }: { at: CellAt | null; shares: MatrixModel['shares'] }) {
  const { t } = useTranslation('sharing');
  const cellText = useCellText(shares);
  return (
    <div className={styles.reading} aria-live="polite" data-testid="reading-line">
      {at ? cellText(at).map((part) => <span key={part}>{part}</span>) : <span>{t('point')}</span>}
    </div>
  );
}
