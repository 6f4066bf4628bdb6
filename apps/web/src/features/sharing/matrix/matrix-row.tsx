import type { SharingCell } from '@tagloom/contracts';
import { Clock, UserRound } from 'lucide-react';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { LevelMark } from '@/platform/sharing';
import { TagChip } from '@/platform/ui/tag-chip';
import { CellPopover } from './cell-popover';
import { endsSoon, type Column, type MatrixRow } from './matrix-model';
import styles from './matrix.module.css';

interface MatrixRowProps {
  row: MatrixRow;
  columns: readonly Column[];
  stop: string | null;
  open: string | null;
  onClose: (cell: null) => void;
}

export const MatrixRowView = memo(function MatrixRowView({ row, columns, stop, open, onClose }: MatrixRowProps) {
  const { t } = useTranslation('sharing');
  const [now] = useState(() => Date.now());
  return (
    <tr data-tag={row.tag.id}>
      <th scope="row" className={styles.tag}>
        <TagChip tag={{ name: row.tag.name, category: row.category }} />
        <span className={styles.owner}>{row.ownerName ?? t('headquarters')}</span>
      </th>
      {columns.map((column) => {
        const cell = row.cells.get(column.id);
        return (
          <td
            key={column.id}
            data-tag={row.tag.id}
            data-department={column.id}
            data-from={cell?.from}
            data-open={open === column.id || undefined}
            tabIndex={stop === column.id ? 0 : -1}
            role="gridcell"
          >
            {cell ? <CellView cell={cell} now={now} /> : <span className={styles.nothing}>{t('not_shown')}</span>}
            {open === column.id && <CellPopover row={row} column={column} onClose={() => onClose(null)} />}
          </td>
        );
      })}
    </tr>
  );
});

function CellView({ cell, now }: { cell: SharingCell; now: number }) {
  const { t } = useTranslation('sharing');
  const format = useFormat();
  if (cell.from === 'owner')
    return (
      <span className={styles.ownerCell}>
        <UserRound size={14} aria-hidden />
        {t('owner_cell')}
      </span>
    );
  const soon = endsSoon(cell.until, now);
  return (
    <>
      <LevelMark level={cell.level} />
      {cell.until !== null && (
        <span
          className={styles.until}
          data-soon={soon || undefined}
          role="img"
          aria-label={t(soon ? 'ends_soon' : 'until_day', { day: format.day(cell.until) })}
        >
          <Clock size={14} aria-hidden />
        </span>
      )}
    </>
  );
}
