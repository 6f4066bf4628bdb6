import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/platform/auth';
import { PageHeader } from '@/platform/frame';
import { ErrorNotice } from '@/platform/ui/error-notice';
import page from '@/platform/ui/page.module.css';
import { DepartmentForm } from './department-form';
import { DepartmentPanel } from './department-panel';
import { DepartmentTree } from './department-tree';
import styles from './departments.module.css';
import { departmentsQuery, peopleQuery } from './departments-queries';
import { PeopleWithout } from './people-without';

/** The tree of departments, and who works where as what. */
export function DepartmentsPage() {
  const { t } = useTranslation('departments');
  const can = useCan();
  const departments = useQuery(departmentsQuery);
  const people = useQuery({ ...peopleQuery, enabled: can('read', 'User') });
  const [chosen, choose] = useState<string | null>(null);
  const [isCreating, setCreating] = useState(false);
  const failed = [departments, people].find(({ isError }) => isError);
  const selected = departments.data?.find(({ id }) => id === chosen) ?? null;
  return (
    <div className={page.page}>
      <PageHeader
        title={t('title')}
        extra={
          can('create', 'Department') && (
            <Button
              type="primary"
              icon={<Plus size={14} />}
              data-testid="new-department"
              onClick={() => setCreating(true)}
            >
              {selected ? t('new_below') : t('new')}
            </Button>
          )
        }
      />
      {failed && <ErrorNotice error={failed.error} onRetry={() => void failed.refetch()} />}
      {departments.isPending && <Skeleton active paragraph={{ rows: 12 }} />}
      {departments.data && (
        <div className={styles.columns}>
          <DepartmentTree
            departments={departments.data}
            people={people.data}
            chosen={selected?.id ?? null}
            onChoose={choose}
          />
          <div className={styles.right}>
            <DepartmentPanel
              key={selected?.id ?? ''}
              department={selected}
              departments={departments.data}
              people={people.data}
              onDeleted={() => choose(selected?.parentId ?? null)}
            />
            {!selected && people.data && <PeopleWithout people={people.data} />}
          </div>
        </div>
      )}
      {isCreating && departments.data && (
        <DepartmentForm
          departments={departments.data}
          parentId={selected?.id ?? null}
          onDone={(department) => choose(department.id)}
          onClose={() => setCreating(false)}
        />
      )}
    </div>
  );
}
