import { useMutation } from '@tanstack/react-query';
import { ROLES, type AddRoleRequest, type Department, type Role, type UserSummary } from '@tagloom/contracts';
import { App, Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { FormDrawer } from '@/platform/ui/form-drawer';
import { useReadAgain } from './departments-queries';

interface Values {
  userId: string;
  role: Role;
}
interface AddPersonProps {
  /** Null is the whole organisation. */
  department: Department | null;
  people: readonly UserSummary[];
  onClose: () => void;
}

/** Gives somebody a role here. */
export function AddPerson({ department, people, onClose }: AddPersonProps) {
  const { t } = useTranslation(['departments', 'frame']);
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const readAgain = useReadAgain();
  const place = department?.name ?? t('organisation');
  const departmentId = department?.id ?? null;
  const add = useMutation({
    mutationFn: ({ userId, role }: Values) =>
      api.post<UserSummary>(`/users/${userId}/roles`, { departmentId, role } satisfies AddRoleRequest),
    onSuccess: ({ name }) => {
      void message.success(t('added', { name, department: place }));
      onClose();
    },
    onSettled: readAgain,
  });
  const others = people.filter(({ roles }) => !roles.some((role) => role.departmentId === departmentId));
  return (
    <FormDrawer<Values>
      title={t('add_to', { name: place })}
      failure={t('save_failed')}
      submit={t('add')}
      form={form}
      initial={{ role: 'agent' }}
      pending={add.isPending}
      error={add.error}
      testId="save-person"
      onSubmit={add.mutate}
      onClose={onClose}
    >
      <Form.Item
        name="userId"
        label={t('person')}
        extra={t('add_hint')}
        rules={[{ required: true, message: t('required') }]}
      >
        <Select
          autoFocus
          showSearch={{ optionFilterProp: 'label' }}
          notFoundContent={t('add_none')}
          options={others.map(({ id, name, email }) => ({ value: id, label: `${name} · ${email}` }))}
        />
      </Form.Item>
      <Form.Item name="role" label={t('role')}>
        <Select options={ROLES.map((value) => ({ value, label: t(`frame:role_${value}`) }))} />
      </Form.Item>
    </FormDrawer>
  );
}
