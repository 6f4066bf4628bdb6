import type { CreateDepartmentRequest, Department } from '@tagloom/contracts';
import { Form, Input, type TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/platform/auth';
import page from '@/platform/ui/page.module.css';
import { useZoneText } from '@/platform/ui/use-zone-text';
import { ZoneSelect } from '@/platform/ui/zone-select';
import { CreateDialog } from './create-dialog';
import { NameItem } from './name-item';
import { departmentsQuery } from './settings-lists';
import { SettingsSection } from './settings-section';
import { useCreate } from './use-create';
import { useDepartmentZone } from './use-department-zone';

const OWNERS = ['organisation'] as const;

export function Departments() {
  const { t } = useTranslation('settings');
  const can = useCan();
  const columns: TableProps<Department>['columns'] = [
    { title: t('label'), render: (_, { name }) => <span className={page.name}>{name}</span> },
    { title: t('key'), dataIndex: 'key' },
    { title: t('zone'), width: 280, render: (_, department) => <DepartmentZone department={department} /> },
  ];
  return (
    <SettingsSection
      query={departmentsQuery}
      columns={columns}
      empty={t('empty_departments')}
      create={
        can('create', 'Department') && {
          label: t('new_department'),
          dialog: (close) => <CreateDepartment onClose={close} />,
        }
      }
    />
  );
}

function DepartmentZone({ department: { id, name, timeZone } }: { department: Department }) {
  const { t } = useTranslation('settings');
  const mayUpdate = useCan()('update', 'Department');
  const zoneText = useZoneText();
  const change = useDepartmentZone();
  if (!mayUpdate) return zoneText(timeZone ?? 'organisation');
  return (
    <ZoneSelect
      label={t('zone_of', { name })}
      owners={OWNERS}
      value={timeZone ?? undefined}
      disabled={change.isPending}
      onChange={(zone) => change.mutate({ id, timeZone: zone ?? null })}
    />
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
      <NameItem />
      <Form.Item
        name="key"
        label={t('key')}
        extra={t('key_hint')}
        rules={[{ required: true, pattern: /^[a-z][a-z0-9_]{0,59}$/, message: t('key_hint') }]}
      >
        <Input />
      </Form.Item>
      <Form.Item name="timeZone" label={t('zone')} extra={t('zone_hint')}>
        <ZoneSelect owners={OWNERS} />
      </Form.Item>
    </CreateDialog>
  );
}
