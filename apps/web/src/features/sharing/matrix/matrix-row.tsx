import type { SharingCell } from '@tagloom/contracts';
import { Clock, UserRound } from 'lucide-react';
import { memo, useState } from 'react';
import { WordedLevel } from '@/platform/sharing';
import { TagChip } from '@/platform/ui/tag-chip';
import { CellPopover } from './cell-popover';
import { endsSoon, type Column, type MatrixRow } from './matrix-model';
import styles from './matrix.module.css';
import type { CellWords } from './use-cell-words';

interface MatrixRowProps {
  row: MatrixRow;
  columns: readonly Column[];
  words: CellWords;
  headquarters: string;
  stop: string | null;
  open: string | null;
  onClose: (cell: null) => void;
}

export const MatrixRowView = memo(function MatrixRowView(props: MatrixRowProps) {
  const { row, columns, words, headquarters, stop, open, onClose } = props;
  const [now] = useState(() => Date.now());
  return (
    <tr data-tag={row.tag.id}>
      <th scope="row" className={styles.tag}>
        <TagChip tag={{ name: row.tag.name, category: row.category }} />
        <span className={styles.owner}>{row.ownerName ?? headquarters}</span>
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
            {cell ? (
              <CellView cell={cell} words={words} now={now} isOwner={column.id === row.tag.ownerDepartmentId} />
            ) : (
              <span className={styles.nothing} role="img" aria-label={words.notShown}>
                —
              </span>
            )}
            {open === column.id && <CellPopover row={row} column={column} onClose={() => onClose(null)} />}
          </td>
        );
      })}
    </tr>
  );
});

interface CellViewProps {
  cell: SharingCell;
  words: CellWords;
  now: number;
  /** The owner itself, not one below it. */
  isOwner: boolean;
}

function CellView({ cell, words, now, isOwner }: CellViewProps) {
  if (cell.from === 'owner')
    return (
      <span className={styles.ownerCell}>
        <UserRound size={14} aria-hidden />
        {isOwner ? words.owner : words.below}
      </span>
    );
  const soon = endsSoon(cell.until, now);
  return (
    <>
      <WordedLevel level={cell.level} word={words.level[cell.level]} />
      {cell.until !== null && (
        <span
          className={styles.until}
          data-soon={soon || undefined}
          role="img"
          aria-label={words.until(cell.until, soon)}
        >
          <Clock size={14} aria-hidden />
        </span>
      )}
    </>
  );
}
