import { ROLES, type Role } from '@tagloom/contracts';
import { Button, Select, Table, type TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/platform/auth';
import page from '@/platform/ui/page.module.css';
import type { Member } from './tree';
import { useRoles } from './use-roles';

interface PeopleTableProps {
  members: Member[];
  /** The name of the department. */
  place: string;
}

/** Who works here as what, and where else. */
export function PeopleTable({ members, place }: PeopleTableProps) {
  const { t } = useTranslation(['departments', 'frame']);
  const mayChange = useCan()('update', 'User');
  const { change, remove } = useRoles(place);
  const columns: TableProps<Member>['columns'] = [
    { title: t('person'), render: (_, { user }) => <span className={`${page.name} ${page.nowrap}`}>{user.name}</span> },
    { title: t('email'), render: (_, { user }) => user.email },
    {
      title: t('role'),
      width: 168,
      render: (_, member) =>
        mayChange ? (
          <Select<Role>
            className={page.wide}
            aria-label={t('role_of', { name: member.user.name })}
            value={member.role.role}
            disabled={change.isPending}
            options={ROLES.map((value) => ({ value, label: t(`frame:role_${value}`) }))}
            onChange={(role) => change.mutate({ ...member, to: role })}
          />
        ) : (
          t(`frame:role_${member.role.role}`)
        ),
    },
    {
      title: t('elsewhere'),
      render: (_, { user, role }) =>
        user.roles
          .filter(({ id }) => id !== role.id)
          .map((other) => (
            <div key={other.id}>
              {other.departmentName ?? t('organisation')} · {t(`frame:role_${other.role}`)}
            </div>
          )),
    },
    {
      key: 'actions',
      align: 'right',
      render: (_, member) =>
        mayChange && (
          <Button type="text" danger onClick={() => remove(member)}>
            {t('remove')}
          </Button>
        ),
    },
  ];
  return (
    <Table<Member>
      rowKey={({ role }) => role.id}
      columns={columns}
      dataSource={members}
      pagination={false}
      scroll={{ x: 640 }}
    />
  );
}
