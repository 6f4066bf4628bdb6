import { useQuery } from '@tanstack/react-query';
import { ROLES, type CreateUserRequest, type Department, type UserSummary } from '@tagloom/contracts';
import { Button, Form, Input, Select, type TableProps } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { useCan } from '@/platform/auth';
import page from '@/platform/ui/page.module.css';
import { CreateDialog } from './create-dialog';
import { SettingsTable } from './settings-table';
import { useCreate } from './use-create';

export function Users() {
  const { t } = useTranslation('settings');
  const can = useCan();
  const [open, setOpen] = useState(false);
  const users = useQuery({ queryKey: ['settings', 'users'], queryFn: () => api.get<UserSummary[]>('/users') });
  const columns: TableProps<UserSummary>['columns'] = [
    { title: t('name'), render: (_, { name }) => <span className={page.name}>{name}</span> },
    { title: t('email'), dataIndex: 'email' },
    { title: t('role'), render: (_, { role }) => t(`role_${role}`) },
    { title: t('department'), render: (_, { departmentName }) => departmentName ?? '' },
  ];
  const action = can('create', 'User') && <Button onClick={() => setOpen(true)}>{t('new_user')}</Button>;
  return (
    <>
      <SettingsTable query={users} columns={columns} action={action} empty={t('users')} />
      {open && <CreateUser onClose={() => setOpen(false)} />}
    </>
  );
}

function CreateUser({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('settings');
  const departments = useQuery({
    queryKey: ['settings', 'departments'],
    queryFn: () => api.get<Department[]>('/departments'),
  });
  const create = useCreate<CreateUserRequest, UserSummary>('/users', 'users', onClose);
  return (
    <CreateDialog<CreateUserRequest>
      title={t('new_user')}
      initial={{ role: 'agent' }}
      pending={create.isPending}
      error={create.error}
      onSubmit={create.mutate}
      onClose={onClose}
    >
      <Form.Item name="name" label={t('name')} rules={[{ required: true, whitespace: true, message: t('required') }]}>
        <Input maxLength={60} autoFocus />
      </Form.Item>
      <Form.Item name="email" label={t('email')} rules={[{ required: true, type: 'email', message: t('email_bad') }]}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="password"
        label={t('password')}
        extra={t('password_hint')}
        rules={[{ required: true, min: 10, message: t('password_short') }]}
      >
        <Input.Password maxLength={200} autoComplete="new-password" />
      </Form.Item>
      <Form.Item name="role" label={t('role')}>
        <Select options={ROLES.map((value) => ({ value, label: t(`role_${value}`) }))} />
      </Form.Item>
      <Form.Item name="departmentId" label={t('department')}>
        <Select
          allowClear
          placeholder={t('no_department')}
          options={departments.data?.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
    </CreateDialog>
  );
}
