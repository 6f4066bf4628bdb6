import type { Department, UserSummary } from '@tagloom/contracts';
import { Button } from 'antd';
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/platform/auth';
import { EmptyState } from '@/platform/ui/empty-state';
import page from '@/platform/ui/page.module.css';
import { AddPerson } from './add-person';
import { DepartmentForm } from './department-form';
import styles from './departments.module.css';
import { PeopleTable } from './people-table';
import { membersOf, pathOf } from './tree';
import { useDeleteDepartment } from './use-delete-department';

interface DepartmentPanelProps {
  /** Null is the whole organisation. */
  department: Department | null;
  departments: readonly Department[];
  people: readonly UserSummary[] | undefined;
  onDeleted: () => void;
}

/** One department: where it stands, what one can do with it, and its people. */
export function DepartmentPanel({ department, departments, people, onDeleted }: DepartmentPanelProps) {
  const { t } = useTranslation('departments');
  const can = useCan();
  const [open, setOpen] = useState<'edit' | 'add'>();
  const remove = useDeleteDepartment(departments, onDeleted);
  const close = () => setOpen(undefined);
  const members = people && membersOf(people, department?.id ?? null);
  const above = department ? [t('organisation'), ...pathOf(departments, department.id).slice(0, -1).map(nameOf)] : [];
  return (
    <section className={page.card} data-testid="department">
      <div className={page.head}>
        <div>
          {department && <p className={styles.path}>{above.join(' / ')}</p>}
          <h2 className={styles.title}>{department?.name ?? t('organisation')}</h2>
        </div>
        <div className={page.tools}>
          {department && can('update', 'Department') && <Button onClick={() => setOpen('edit')}>{t('edit')}</Button>}
          {department && can('delete', 'Department') && (
            <Button danger type="text" onClick={() => remove(department)}>
              {t('delete')}
            </Button>
          )}
        </div>
      </div>
      {!department && <p className={page.note}>{t('in_organisation')}</p>}
      <div className={styles.people}>
        <div className={page.head}>
          <h3 className={page.heading}>{t('members')}</h3>
          {members && can('update', 'User') && (
            <Button icon={<UserPlus size={14} />} data-testid="add-person" onClick={() => setOpen('add')}>
              {t('add')}
            </Button>
          )}
        </div>
        {!people && <p className={page.note}>{!can('read', 'User') && t('no_people_read')}</p>}
        {members?.length === 0 && <EmptyState title={t('no_people')} hint={t('no_people_hint')} />}
        {members && members.length > 0 && (
          <PeopleTable members={members} place={department?.name ?? t('organisation')} />
        )}
      </div>
      {open === 'edit' && department && (
        <DepartmentForm
          departments={departments}
          department={department}
          parentId={department.parentId}
          onClose={close}
        />
      )}
      {open === 'add' && people && <AddPerson department={department} people={people} onClose={close} />}
    </section>
  );
}

const nameOf = ({ name }: Department): string => name;
