import { useTranslation } from 'react-i18next';
import type { Column } from './matrix-model';
import styles from './matrix.module.css';

interface MatrixHeadProps {
  columns: readonly Column[];
  ownDepartment: string | null;
}

/** The departments, each beside those below it. */
export function MatrixHead({ columns, ownDepartment }: MatrixHeadProps) {
  const { t } = useTranslation('sharing');
  return (
    <thead>
      <tr>
        <th scope="col" className={styles.corner}>
          {t('tag')}
        </th>
        {columns.map(({ id, name, parentName }) => (
          <th key={id} scope="col" className={styles.department} data-below={parentName !== null || undefined}>
            {name}
            <small>
              {id === ownDepartment ? t('own_department') : parentName !== null && t('part_of', { name: parentName })}
            </small>
          </th>
        ))}
      </tr>
    </thead>
  );
}
