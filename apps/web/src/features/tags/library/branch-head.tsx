import type { TagGroup } from '@tagloom/contracts';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/platform/auth';
import { useFormat } from '@/platform/format';
import { Mark } from '@/platform/ui/mark';
import page from '@/platform/ui/page.module.css';
import { pathOf } from './group-tree';
import { isCategory } from './library-search';
import styles from './library.module.css';
import { useDeleteGroup } from './use-delete-group';

interface BranchHeadProps {
  branch: string | undefined;
  groups: readonly TagGroup[];
  /** Tags in it, with those of the groups inside. */
  count: number;
  onEdit: (group: TagGroup) => void;
  onOrder: (group: TagGroup) => void;
  onDeleted: (group: TagGroup) => void;
}

/** Where one is in the library, and what can be done with the group. */
export function BranchHead({ branch, groups, count, onEdit, onOrder, onDeleted }: BranchHeadProps) {
  const { t } = useTranslation(['tags', 'common']);
  const format = useFormat();
  const can = useCan();
  const remove = useDeleteGroup(onDeleted);
  const group = groups.find(({ id }) => id === branch);
  const name = isCategory(branch) ? t(`common:category_${branch}`) : group && format.localized(group.name);
  const around = group && [
    t(`common:category_${group.category}`),
    ...pathOf(groups, group.parentId).map((outer) => format.localized(outer.name)),
  ];
  return (
    <div data-testid="branch-head">
      {around && <p className={styles.path}>{around.join(' / ')}</p>}
      <div className={page.head}>
        <h2 className={styles.title}>
          {name ?? t('all_tags')}
          {group?.exclusive && <Mark>{t('exclusive')}</Mark>}
          <span className={page.note}>{t('tags', { count, number: format.number(count) })}</span>
        </h2>
        {group?.editable && (
          <span className={page.tools}>
            {can('update', 'TagGroup') && group.exclusive && (
              <Button onClick={() => onOrder(group)} data-testid="order-group">
                {t('order')}
              </Button>
            )}
            {can('update', 'TagGroup') && (
              <Button onClick={() => onEdit(group)} data-testid="edit-group">
                {t('edit_group')}
              </Button>
            )}
            {can('delete', 'TagGroup') && (
              <Button danger onClick={() => remove(group)} data-testid="delete-group">
                {t('delete_group')}
              </Button>
            )}
          </span>
        )}
      </div>
      {group?.exclusive && <p className={styles.path}>{t('exclusive_hint')}</p>}
    </div>
  );
}
