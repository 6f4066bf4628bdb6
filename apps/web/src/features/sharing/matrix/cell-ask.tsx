import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/platform/auth';
import { levelsAbove, useAsk } from '@/platform/sharing';
import type { Column, MatrixRow } from './matrix-model';
import styles from './matrix.module.css';

interface CellAskProps {
  row: MatrixRow;
  column: Column;
  onClose: () => void;
}

/** Of one's own department, what is not one's own to give can be asked for. */
export function CellAsk({ row, column, onClose }: CellAskProps) {
  const { t } = useTranslation('sharing');
  const { department } = useMe();
  const ask = useAsk();
  const cell = row.cells.get(column.id);
  if (!ask || !cell || column.id !== department?.id || levelsAbove(cell.level).length === 0) return null;
  return (
    <div className={styles.foot}>
      <Button
        onClick={() => {
          onClose();
          ask({ id: row.tag.id, name: row.tag.name, level: cell.level }, 'read');
        }}
      >
        {t('ask_more')}
      </Button>
    </div>
  );
}
