import { useQuery } from '@tanstack/react-query';
import { ROLES, type CreateUserRequest, type UserSummary } from '@tagloom/contracts';
import { Form, Input, Select, type TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/platform/auth';
import page from '@/platform/ui/page.module.css';
import { CreateDialog } from './create-dialog';
import { NameItem } from './name-item';
import { departmentsQuery, usersQuery } from './settings-lists';
import { SettingsSection } from './settings-section';
import { useCreate } from './use-create';

export function Users() {
  const { t } = useTranslation('settings');
  const can = useCan();
  const columns: TableProps<UserSummary>['columns'] = [
    { title: t('name'), render: (_, { name }) => <span className={page.name}>{name}</span> },
    { title: t('email'), dataIndex: 'email' },
    {
      title: t('role'),
      render: (_, { roles }) => roles.map(({ id, role }) => <div key={id}>{t(`role_${role}`)}</div>),
    },
    {
      title: t('department'),
      render: (_, { roles }) =>
        roles.map(({ id, departmentName }) => <div key={id}>{departmentName ?? t('no_department')}</div>),
    },
  ];
  return (
    <SettingsSection
      query={usersQuery}
      columns={columns}
      empty={t('users')}
      create={can('create', 'User') && { label: t('new_user'), dialog: (close) => <CreateUser onClose={close} /> }}
    />
  );
}

function CreateUser({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('settings');
  const departments = useQuery(departmentsQuery);
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
      <NameItem label={t('name')} />
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
