import { useMutation } from '@tanstack/react-query';
import type { CreateDepartmentRequest, Department, UpdateDepartmentRequest } from '@tagloom/contracts';
import { Alert, App, Form, Input, TreeSelect } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { FormDrawer } from '@/platform/ui/form-drawer';
import { useReadAgain } from './departments-queries';
import { branchOf, treeOf, type DepartmentNode } from './tree';
import { useDepartmentError } from './use-department-error';

/** The whole organisation as a choice: a select has no null. */
const TOP = '';

interface Values {
  name: string;
  parent: string;
}
interface DepartmentFormProps {
  departments: readonly Department[];
  /** The one to rename or move; absent makes a new one. */
  department?: Department;
  parentId: string | null;
  onDone?: (department: Department) => void;
  onClose: () => void;
}

/** The name of a department, and the one above it. */
export function DepartmentForm({ departments, department, parentId, onDone, onClose }: DepartmentFormProps) {
  const { t } = useTranslation('departments');
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  // what was seen when the form was opened, also when the list is read again meanwhile
  const [seen] = useState(department);
  const departmentError = useDepartmentError(departments);
  const readAgain = useReadAgain();
  const save = useMutation({
    mutationFn: ({ name, parent }: Values) => {
      const place = { name, parentId: parent === TOP ? null : parent };
      if (!seen) return api.post<Department>('/departments', place satisfies CreateDepartmentRequest);
      const request = { ...place, revision: seen.revision } satisfies UpdateDepartmentRequest;
      return api.patch<Department>(`/departments/${seen.id}`, request);
    },
    onSuccess: async (saved) => {
      void message.success(t('saved', { name: saved.name }));
      await readAgain();
      onDone?.(saved);
      onClose();
    },
    onError: () => readAgain(),
  });
  const refused = department ? branchOf(departments, department.id) : new Set<string>();
  const optionOf = ({ department: { id, name }, below }: DepartmentNode): object => ({
    value: id,
    title: name,
    disabled: refused.has(id),
    children: below.map(optionOf),
  });
  const title = department ? t('edit') : t('new');
  return (
    <FormDrawer<Values>
      title={title}
      failure={title}
      form={form}
      initial={{ name: department?.name ?? '', parent: parentId ?? TOP }}
      pending={save.isPending}
      error={null}
      testId="save-department"
      onSubmit={save.mutate}
      onClose={onClose}
    >
      {save.isError && (
        <Alert
          type="error"
          showIcon
          title={t('save_failed')}
          description={departmentError(save.error, department?.name ?? '')}
        />
      )}
      <Form.Item name="name" label={t('name')} rules={[{ required: true, whitespace: true, message: t('required') }]}>
        <Input maxLength={60} autoFocus />
      </Form.Item>
      <Form.Item name="parent" label={t('parent')} extra={t('parent_hint')}>
        <TreeSelect
          treeDefaultExpandAll
          showSearch={{ treeNodeFilterProp: 'title' }}
          treeData={[{ value: TOP, title: t('organisation'), children: treeOf(departments).map(optionOf) }]}
        />
      </Form.Item>
    </FormDrawer>
  );
}
