import { Popover } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from '@tanstack/react-query';
import { useFormat } from '@/platform/format';
import { TagChip } from '@/platform/ui/tag-chip';
import { sharesQuery } from '../sharing-queries';
import { CellAsk } from './cell-ask';
import { CellForm } from './cell-form';
import type { Column, MatrixRow } from './matrix-model';
import styles from './matrix.module.css';
import { useCellText } from './use-cell-text';

interface CellPopoverProps {
  row: MatrixRow;
  column: Column;
  onClose: () => void;
}

/** What is behind a cell, and the way to change it or to ask for more. Escape leads back to the cell. */
export function CellPopover({ row, column, onClose }: CellPopoverProps) {
  const anchor = useRef<HTMLElement>(null);
  const back = () => {
    anchor.current?.closest('td')?.focus();
    onClose();
  };
  return (
    <Popover
      open
      trigger="click"
      placement="bottom"
      destroyOnHidden
      content={<Content row={row} column={column} onClose={back} />}
      onOpenChange={(open) => !open && onClose()}
    >
      <i ref={anchor} style={{ position: 'absolute', inset: 0, pointerEvents: 'none' }} />
    </Popover>
  );
}

function Content({ row, column, onClose }: CellPopoverProps) {
  const { t } = useTranslation('sharing');
  const { localized } = useFormat();
  const box = useRef<HTMLDivElement>(null);
  const shares = useQuery(sharesQuery).data;
  const share = shares?.find(({ id }) => id === row.cells.get(column.id)?.shareId);
  const [, ...facts] = useCellText(new Map(shares?.map((one) => [one.id, one])))({ row, column });
  // the popover is placed first, then it can be entered
  useEffect(() => {
    const timer = setTimeout(() => {
      const fields = box.current?.querySelector<HTMLElement>('input:checked') ?? box.current?.querySelector('button');
      (fields ?? box.current)?.focus();
    }, 50);
    return () => clearTimeout(timer);
  }, []);
  const cell = row.cells.get(column.id);
  const mayEdit = row.tag.editable && cell !== undefined && cell.from !== 'owner';
  return (
    <div
      ref={box}
      className={styles.popover}
      role="dialog"
      tabIndex={-1}
      aria-label={t('detail', { department: column.name, tag: localized(row.tag.name), level: t('change') })}
      data-testid="cell-popover"
      onClick={(event) => event.stopPropagation()}
      onMouseOver={(event) => event.stopPropagation()}
      onFocus={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape') onClose();
      }}
    >
      <h2>
        {column.name} <span className={styles.nothing}>{t('sees')}</span>
        <TagChip tag={{ name: row.tag.name, category: row.category }} />
      </h2>
      <ul className={styles.facts}>
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      {mayEdit && <CellForm row={row} column={column} cell={cell} share={share} onClose={onClose} />}
      {!mayEdit && <CellAsk row={row} column={column} onClose={onClose} />}
    </div>
  );
}
