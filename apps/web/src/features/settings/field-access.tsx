import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  defaultFieldLevel,
  FIELD_LEVELS,
  PROFILE_FIELDS,
  ROLES,
  type FieldAccessSettings,
  type FieldLevel,
  type FieldRule,
  type SaveFieldAccessRequest,
} from '@tagloom/contracts';
import { App, Button, Select, Skeleton, Table, type TableProps } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { useCan, useMe } from '@/platform/auth';
import { useFormat } from '@/platform/format';
import { ErrorNotice } from '@/platform/ui/error-notice';
import page from '@/platform/ui/page.module.css';
import { useActorName } from '@/platform/ui/use-actor-name';
import { isSameRules, levelAt, withLevel, type FieldCell } from './field-rules';
import { departmentsQuery } from './settings-lists';

const PATH = '/settings/field-access';
const fieldAccessQuery = queryOptions({
  queryKey: ['settings', 'fields'],
  queryFn: () => api.get<FieldAccessSettings>(PATH),
});
const NONE = 'none';
const SHOWN_FIRST = FIELD_LEVELS.toReversed();
type Field = (typeof PROFILE_FIELDS)[number];

/** Fields × roles: who sees how much of which profile field. */
export function FieldAccessMatrix() {
  const saved = useQuery(fieldAccessQuery);
  if (saved.isPending) return <Skeleton active paragraph={{ rows: 7 }} />;
  if (saved.isError) return <ErrorNotice error={saved.error} onRetry={() => void saved.refetch()} />;
  return <Matrix key={saved.data.revision} saved={saved.data} />;
}

function Matrix({ saved }: { saved: FieldAccessSettings }) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const can = useCan();
  const { department } = useMe();
  const mayEdit = can('update', 'FieldAccess') && department === null;
  const departments = useQuery(departmentsQuery).data ?? [];
  const [departmentId, setDepartmentId] = useState<string | null>(null);
  const [rules, setRules] = useState<readonly FieldRule[]>(saved.rules);
  const save = useSave();
  const actorName = useActorName();
  const isChanged = !isSameRules(rules, saved.rules);
  const columns: TableProps<Field>['columns'] = [
    { title: t('field'), render: (_, { label }) => <span className={page.name}>{format.localized(label)}</span> },
    ...ROLES.map((role) => ({
      title: t(`role_${role}`),
      render: (_: unknown, { key, label }: Field) => (
        <Cell
          cell={{ field: key, role, departmentId }}
          label={t('fields_cell', { role: t(`role_${role}`), field: format.localized(label) })}
          rules={rules}
          onChange={mayEdit ? setRules : undefined}
        />
      ),
    })),
  ];
  return (
    <>
      <p className={page.note}>{t('fields_note')}</p>
      <div className={page.tools} style={{ marginBlockEnd: 12 }}>
        <Select
          style={{ minWidth: 200 }}
          aria-label={t('fields_place')}
          value={departmentId ?? NONE}
          options={[
            { value: NONE, label: t('fields_everywhere') },
            ...departments.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(value) => setDepartmentId(value === NONE ? null : value)}
        />
        {mayEdit && (
          <>
            <Button
              type="primary"
              data-testid="save-fields"
              disabled={!isChanged}
              loading={save.isPending}
              onClick={() => save.mutate({ revision: saved.revision, rules: [...rules] })}
            >
              {t('fields_save')}
            </Button>
            <Button type="text" disabled={!isChanged} onClick={() => setRules(saved.rules)}>
              {t('fields_undo')}
            </Button>
          </>
        )}
        <span className={page.note}>
          {!mayEdit && t('fields_org_only')}{' '}
          {saved.updatedAt !== null &&
            t('fields_updated', { name: actorName(saved.updatedBy ?? ''), when: format.ago(saved.updatedAt) })}
        </span>
      </div>
      {save.isError && <ErrorNotice error={save.error} />}
      <Table<Field>
        rowKey="key"
        columns={columns}
        dataSource={[...PROFILE_FIELDS]}
        pagination={false}
        scroll={{ x: 'max-content' }}
      />
    </>
  );
}

interface CellProps {
  cell: FieldCell;
  label: string;
  rules: readonly FieldRule[];
  /** Absent when the person may not. */
  onChange?: (rules: FieldRule[]) => void;
}

function Cell({ cell, label, rules, onChange }: CellProps) {
  const { t } = useTranslation('settings');
  const level = levelAt(rules, cell);
  const unset =
    cell.departmentId === null
      ? t('level_default', { level: t(`level_${defaultFieldLevel(cell.field, cell.role)}`) })
      : t('level_inherit');
  if (!onChange) return level === null ? unset : t(`level_${level}`);
  return (
    <Select<FieldLevel | typeof NONE>
      style={{ width: 148 }}
      aria-label={label}
      value={level ?? NONE}
      // what nobody has set is pale, so that the rest stands out
      options={[
        { value: NONE, label: <span className={page.note}>{unset}</span> },
        ...SHOWN_FIRST.map((value) => ({ value, label: t(`level_${value}`) })),
      ]}
      onChange={(value) => onChange(withLevel(rules, cell, value === NONE ? null : value))}
    />
  );
}

function useSave() {
  const { t } = useTranslation('settings');
  const { message } = App.useApp();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (request: SaveFieldAccessRequest) => api.put<FieldAccessSettings>(PATH, request),
    onSuccess: (saved) => {
      client.setQueryData(fieldAccessQuery.queryKey, saved);
      void client.invalidateQueries({ queryKey: ['fields'] });
      void client.invalidateQueries({ queryKey: ['customers'] });
      void message.success(t('fields_saved'));
    },
  });
}
