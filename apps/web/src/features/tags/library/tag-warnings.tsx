import type { RetirementReason } from '@tagloom/contracts';
import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { LibraryRow } from './library-model';
import styles from './library.module.css';

/** What is worth a look at a tag, each with its word. */
export function TagWarnings({ row: { health, isOverdue } }: { row: LibraryRow }) {
  const { t } = useTranslation('tags');
  const reasons = new Set<RetirementReason>(health?.retirement);
  if (health?.stale) reasons.add('stale');
  if (isOverdue) reasons.add('past_review');
  if (reasons.size === 0) return null;
  return (
    <span className={styles.marks}>
      {[...reasons].map((reason) => (
        <span key={reason} className={styles.warn} data-reason={reason}>
          <TriangleAlert size={12} aria-hidden />
          {t(`retirement_${reason}`)}
        </span>
      ))}
    </span>
  );
}
