import { useQuery } from '@tanstack/react-query';
import type { CreateDepartmentRequest, Department } from '@tagloom/contracts';
import { Button, Form, Input, type TableProps } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { useCan } from '@/platform/auth';
import page from '@/platform/ui/page.module.css';
import { CreateDialog } from './create-dialog';
import { SettingsTable } from './settings-table';
import { useCreate } from './use-create';

export function Departments() {
  const { t } = useTranslation('settings');
  const can = useCan();
  const [open, setOpen] = useState(false);
  const departments = useQuery({
    queryKey: ['settings', 'departments'],
    queryFn: () => api.get<Department[]>('/departments'),
  });
  const columns: TableProps<Department>['columns'] = [
    { title: t('label'), render: (_, { name }) => <span className={page.name}>{name}</span> },
    { title: t('key'), dataIndex: 'key' },
  ];
  const action = can('create', 'Department') && <Button onClick={() => setOpen(true)}>{t('new_department')}</Button>;
  return (
    <>
      <SettingsTable query={departments} columns={columns} action={action} empty={t('empty_departments')} />
      {open && <CreateDepartment onClose={() => setOpen(false)} />}
    </>
  );
}

function CreateDepartment({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('settings');
  const create = useCreate<CreateDepartmentRequest, Department>('/departments', 'departments', onClose);
  return (
    <CreateDialog<CreateDepartmentRequest>
      title={t('new_department')}
      pending={create.isPending}
      error={create.error}
      onSubmit={create.mutate}
      onClose={onClose}
    >
      <Form.Item name="name" label={t('label')} rules={[{ required: true, whitespace: true, message: t('required') }]}>
        <Input maxLength={60} autoFocus />
      </Form.Item>
      <Form.Item
        name="key"
        label={t('key')}
        extra={t('key_hint')}
        rules={[{ required: true, pattern: /^[a-z][a-z0-9_]{0,59}$/, message: t('key_hint') }]}
      >
        <Input />
      </Form.Item>
    </CreateDialog>
  );
}
