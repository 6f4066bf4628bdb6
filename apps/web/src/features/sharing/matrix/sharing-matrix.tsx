import {
  memo,
  startTransition,
  useEffect,
  useMemo,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { Section } from './matrix-model';
import { MatrixHead } from './matrix-head';
import { cellOf, nextCell, type CellKey } from './matrix-keys';
import styles from './matrix.module.css';
import { MatrixSection } from './matrix-section';
import { useCellWords } from './use-cell-words';
import type { Column } from './matrix-model';

interface SharingMatrixTableProps {
  columns: readonly Column[];
  sections: readonly Section[];
  ownDepartment: string | null;
  /** The cell whose popover is open. */
  open: CellKey | null;
  onOpen: (cell: CellKey | null) => void;
  /** The cell under the pointer, or that has the focus. */
  onPoint: (cell: CellKey) => void;
  onShareGroup: (section: Section) => void;
}

/**
 * Departments × tags. One listener for all cells, and what is under the pointer is lit without asking React: thousands of
 * cells stay quick.
 */
export const SharingMatrixTable = memo(function SharingMatrixTable(props: SharingMatrixTableProps) {
  const { columns, sections, ownDepartment, open, onOpen, onPoint, onShareGroup } = props;
  const { t } = useTranslation('sharing');
  const words = useCellWords();
  const shown = useGradually(sections);
  const columnRefs = useRef<(HTMLTableColElement | null)[]>([]);
  const lit = useRef<HTMLTableColElement | null>(null);
  const [entry, setEntry] = useState<CellKey | null>(null);
  const light = (index: number | undefined) => {
    const next = index === undefined ? null : (columnRefs.current[index] ?? null);
    if (next === lit.current) return;
    lit.current?.removeAttribute('data-lit');
    next?.setAttribute('data-lit', '');
    lit.current = next;
  };
  const point = ({ target }: MouseEvent | FocusEvent) => {
    const found = cellOf(target);
    light(found && found.cellIndex - 1);
    if (found) onPoint(found.key);
  };
  const act = (event: MouseEvent | KeyboardEvent) => {
    const found = cellOf(event.target);
    if (!found) return;
    if ('key' in event) {
      const next = nextCell(found.element, event.key);
      if (next) {
        event.preventDefault();
        next.focus();
        return;
      }
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
    }
    onOpen(found.key);
  };
  const first = sections[0]?.rows[0];
  const stop = entry ?? (first && columns[0] && { tagId: first.tag.id, departmentId: columns[0].id });
  return (
    <div className={styles.scroller} data-testid="sharing-matrix">
      <table
        className={styles.matrix}
        role="grid"
        aria-label={t('title')}
        aria-colcount={columns.length + 1}
        onMouseOver={point}
        onMouseLeave={() => light(undefined)}
        onFocus={(event) => {
          point(event);
          const found = cellOf(event.target);
          if (found) setEntry(found.key);
        }}
        onClick={act}
        onKeyDown={act}
      >
        <colgroup>
          <col className={styles.first} />
          {columns.map(({ id }, index) => (
            <col
              key={id}
              ref={(element) => {
                columnRefs.current[index] = element;
              }}
              className={styles.column}
            />
          ))}
        </colgroup>
        <MatrixHead columns={columns} ownDepartment={ownDepartment} />
        {shown.map((section) => (
          <MatrixSection
            key={section.id}
            section={section}
            columns={columns}
            words={words}
            stop={stop && section.rows.some(({ tag }) => tag.id === stop.tagId) ? stop : null}
            open={open && section.rows.some(({ tag }) => tag.id === open.tagId) ? open : null}
            onClose={onOpen}
            onShareGroup={onShareGroup}
          />
        ))}
      </table>
    </div>
  );
});

/** More than fit on a large screen. */
const AT_ONCE = 40;

/** What is seen first comes first; the rest follows without keeping anybody waiting. */
function useGradually(sections: readonly Section[]): readonly Section[] {
  const [isWhole, setWhole] = useState(false);
  useEffect(() => startTransition(() => setWhole(true)), []);
  return useMemo(() => {
    if (isWhole) return sections;
    const starts = sections.map((_, at) => sections.slice(0, at).reduce((sum, { rows }) => sum + rows.length, 0));
    return sections
      .map((section, at) => ({ ...section, rows: section.rows.slice(0, Math.max(0, AT_ONCE - starts[at]!)) }))
      .filter(({ rows }) => rows.length > 0);
  }, [sections, isWhole]);
}
