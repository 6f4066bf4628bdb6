import { Button } from 'antd';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import type { CellKey } from './matrix-keys';
import type { Column, Section } from './matrix-model';
import { MatrixRowView } from './matrix-row';
import styles from './matrix.module.css';
import type { CellWords } from './use-cell-words';

interface MatrixSectionProps {
  section: Section;
  columns: readonly Column[];
  words: CellWords;
  /** Where the tab key enters the matrix, when it is here. */
  stop: CellKey | null;
  open: CellKey | null;
  onClose: (cell: null) => void;
  onShareGroup: (section: Section) => void;
}

/** The tags of a group below its name. */
export const MatrixSection = memo(function MatrixSection(props: MatrixSectionProps) {
  const { section, columns, words, stop, open, onClose, onShareGroup } = props;
  const { t } = useTranslation(['sharing', 'common']);
  const { localized } = useFormat();
  const { group, category, path, rows } = section;
  const name = group ? path.map(localized).join(' / ') : t('ungrouped');
  const isMine = group?.editable === true && rows.some(({ tag }) => tag.editable);
  return (
    <tbody>
      <tr className={styles.group}>
        <th scope="rowgroup" colSpan={1}>
          <span>
            {t(`common:category_${category}`)} · {name}
          </span>
          {isMine && (
            <Button type="link" size="small" onClick={() => onShareGroup(section)}>
              {t('share_group')}
            </Button>
          )}
        </th>
        <td colSpan={columns.length} aria-hidden />
      </tr>
      {rows.map((row) => (
        <MatrixRowView
          key={row.tag.id}
          row={row}
          columns={columns}
          words={words}
          headquarters={t('headquarters')}
          stop={stop?.tagId === row.tag.id ? stop.departmentId : null}
          open={open?.tagId === row.tag.id ? open.departmentId : null}
          onClose={onClose}
        />
      ))}
    </tbody>
  );
});
