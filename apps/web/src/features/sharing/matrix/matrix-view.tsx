import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Input, Skeleton, TreeSelect } from 'antd';
import { Search } from 'lucide-react';
import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/platform/auth';
import { useFormat } from '@/platform/format';
import { EmptyState } from '@/platform/ui/empty-state';
import { ErrorNotice } from '@/platform/ui/error-notice';
import page from '@/platform/ui/page.module.css';
import { taxonomyQuery } from '@/platform/ui/taxonomy-query';
import { matrixQuery, sharesQuery } from '../sharing-queries';
import { BranchSelect } from './branch-select';
import { departmentOptions } from './department-options';
import { GroupDialog } from './group-dialog';
import { Legend } from './legend';
import type { CellKey } from './matrix-keys';
import { buildMatrix, type MatrixFilter, type Section } from './matrix-model';
import styles from './matrix.module.css';
import { ReadingLine } from './reading-line';
import { SharingMatrixTable } from './sharing-matrix';

const NO_FILTER: MatrixFilter = { text: '', departments: [], endingOnly: false };

/** The matrix with its filters above it, and what the pointed cell means below it. */
export function MatrixView() {
  const { t } = useTranslation('sharing');
  const format = useFormat();
  const { department } = useMe();
  const matrix = useQuery(matrixQuery);
  const taxonomy = useQuery(taxonomyQuery);
  const shares = useQuery(sharesQuery);
  const [filter, setFilter] = useState(NO_FILTER);
  const applied = useDeferredValue(filter);
  const [open, setOpen] = useState<CellKey | null>(null);
  const pointed = useRef<(cell: CellKey) => void>(null);
  const [group, setGroup] = useState<Section | null>(null);
  const model = useMemo(
    () =>
      matrix.data &&
      taxonomy.data &&
      buildMatrix(matrix.data, taxonomy.data, shares.data ?? [], applied, matrix.dataUpdatedAt),
    [matrix.data, matrix.dataUpdatedAt, taxonomy.data, shares.data, applied],
  );
  const point = useCallback((cell: CellKey) => pointed.current?.(cell), []);
  const failed = [matrix, taxonomy, shares].find(({ isError, data }) => isError && data === undefined);
  if (failed) return <ErrorNotice error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!matrix.data || !model) return <Skeleton active paragraph={{ rows: 12 }} />;
  if (matrix.data.tags.length === 0)
    return (
      <div className={page.sheet}>
        <EmptyState title={t('empty')} hint={t('empty_hint')} />
      </div>
    );
  const rows = model.sections.flatMap((section) => section.rows);
  return (
    <>
      <div className={page.tools}>
        <Input
          style={{ width: 240 }}
          prefix={<Search size={14} aria-hidden />}
          allowClear
          placeholder={t('search')}
          aria-label={t('search')}
          value={filter.text}
          onChange={({ target }) => setFilter({ ...filter, text: target.value })}
        />
        <BranchSelect
          groups={taxonomy.data?.groups ?? []}
          value={filter.branch}
          onChange={(branch) => setFilter({ ...filter, branch })}
        />
        <TreeSelect
          style={{ minWidth: 200, maxWidth: 480 }}
          multiple
          allowClear
          treeDefaultExpandAll
          maxTagCount="responsive"
          placeholder={t('departments')}
          aria-label={t('departments')}
          showSearch={{ treeNodeFilterProp: 'title' }}
          treeData={departmentOptions(matrix.data.departments)}
          value={[...filter.departments]}
          onChange={(departments: string[]) => setFilter({ ...filter, departments })}
        />
        <Checkbox
          checked={filter.endingOnly}
          onChange={({ target }) => setFilter({ ...filter, endingOnly: target.checked })}
        >
          {t('ending_only')}
        </Checkbox>
        <span className={page.note} role="status">
          {t('rows', { count: rows.length, number: format.number(rows.length) })}
          {matrix.data.tags.some(({ editable }) => !editable) && ` · ${t('own_cells_only')}`}
        </span>
      </div>
      <div className={styles.sheet}>
        {rows.length === 0 ? (
          <EmptyState
            title={t('nothing_found')}
            hint={t('nothing_found_hint')}
            action={<Button onClick={() => setFilter(NO_FILTER)}>{t('clear_filter')}</Button>}
          />
        ) : (
          <>
            <SharingMatrixTable
              columns={model.columns}
              sections={model.sections}
              ownDepartment={department?.id ?? null}
              open={open}
              onOpen={setOpen}
              onPoint={point}
              onShareGroup={setGroup}
            />
            <ReadingLine model={model} pointed={pointed} />
          </>
        )}
      </div>
      <Legend />
      {group?.group && (
        <GroupDialog group={group.group} departments={matrix.data.departments} onClose={() => setGroup(null)} />
      )}
    </>
  );
}
