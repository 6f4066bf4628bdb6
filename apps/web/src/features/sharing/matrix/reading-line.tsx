import { useImperativeHandle, useState, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { CellKey } from './matrix-keys';
import type { MatrixModel } from './matrix-model';
import styles from './matrix.module.css';
import { useCellText } from './use-cell-text';

interface ReadingLineProps {
  model: MatrixModel;
  /** To be told which cell is under the pointer or the focus: this line alone changes then. */
  pointed: Ref<(cell: CellKey) => void>;
}

/** Below the matrix: what the pointed cell means. */
export function ReadingLine({ model, pointed }: ReadingLineProps) {
  const { t } = useTranslation('sharing');
  const cellText = useCellText(model.shares);
  const [key, setKey] = useState<CellKey | null>(null);
  useImperativeHandle(
    pointed,
    () => (next) =>
      setKey((last) => (last?.tagId === next.tagId && last.departmentId === next.departmentId ? last : next)),
    [],
  );
  const row = model.sections.flatMap(({ rows }) => rows).find(({ tag }) => tag.id === key?.tagId);
  const column = model.columns.find(({ id }) => id === key?.departmentId);
  return (
    <div className={styles.reading} aria-live="polite" data-testid="reading-line">
      {row && column ? (
        cellText({ row, column }).map((part) => <span key={part}>{part}</span>)
      ) : (
        <span>{t('point')}</span>
      )}
    </div>
  );
}
