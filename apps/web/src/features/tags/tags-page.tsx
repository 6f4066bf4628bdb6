import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { TagCategory, TagGroup } from '@tagloom/contracts';
import { Button, Skeleton } from 'antd';
import { HeartPulse, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/platform/auth';
import { PageHeader } from '@/platform/frame';
import { ErrorNotice } from '@/platform/ui/error-notice';
import page from '@/platform/ui/page.module.css';
import { taxonomyQuery } from '@/platform/ui/taxonomy-query';
import { GroupDrawer } from './library/group-drawer';
import { isCategory, type LibrarySearch } from './library/library-search';
import { LibraryView } from './library/library-view';
import { OrderDrawer } from './library/order-drawer';
import styles from './tags-page.module.css';
import { TagDrawer } from './tag-drawer';

type Open = { tag: string | 'new' } | { group: TagGroup | 'new' } | { order: TagGroup } | undefined;

interface TagsPageProps {
  search: LibrarySearch;
  onSearch: (search: LibrarySearch) => void;
}

/** The library: a tree of categories and groups, and the tags of the branch that was chosen. */
export function TagsPage({ search, onSearch }: TagsPageProps) {
  const { t } = useTranslation('tags');
  const can = useCan();
  const taxonomy = useQuery(taxonomyQuery);
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const groups = taxonomy.data?.groups ?? [];
  const chosen = groups.find(({ id }) => id === search.branch);
  const category: TagCategory | undefined = chosen?.category ?? (isCategory(search.branch) ? search.branch : undefined);
  return (
    <div className={page.page}>
      <PageHeader
        title={t('title')}
        extra={
          <>
            <Link to="/tags/health" className={styles.away}>
              <HeartPulse size={14} aria-hidden />
              {t('open_health')}
            </Link>
            <Link to="/tags/bin" className={styles.away}>
              <Trash2 size={14} aria-hidden />
              {t('open_bin')}
            </Link>
            {can('create', 'TagGroup') && (
              <Button data-testid="new-group" onClick={() => setOpen({ group: 'new' })}>
                {chosen ? t('new_group_inside') : t('new_group')}
              </Button>
            )}
            {can('create', 'Tag') && (
              <Button
                type="primary"
                icon={<Plus size={14} />}
                data-testid="new-tag"
                onClick={() => setOpen({ tag: 'new' })}
              >
                {t('new_tag')}
              </Button>
            )}
          </>
        }
      />
      {taxonomy.isPending && <Skeleton active paragraph={{ rows: 12 }} />}
      {taxonomy.isError && <ErrorNotice error={taxonomy.error} onRetry={() => void taxonomy.refetch()} />}
      {taxonomy.data && (
        <LibraryView
          taxonomy={taxonomy.data}
          search={search}
          onSearch={onSearch}
          onEditTag={({ id }) => setOpen({ tag: id })}
          onEditGroup={(group) => setOpen({ group })}
          onOrderGroup={(order) => setOpen({ order })}
        />
      )}
      {open && 'order' in open && (
        <OrderDrawer
          group={open.order}
          tags={(taxonomy.data?.tags ?? [])
            .filter(({ groupId }) => groupId === open.order.id)
            .sort((a, b) => a.position - b.position)}
          onClose={close}
        />
      )}
      {open && 'group' in open && (
        <GroupDrawer
          group={open.group === 'new' ? undefined : open.group}
          place={{ ...(category && { category }), ...(chosen && { parentId: chosen.id }) }}
          groups={groups}
          onSaved={({ id }) => onSearch({ ...search, branch: id })}
          onClose={close}
        />
      )}
      {open && 'tag' in open && (
        <TagDrawer
          tagId={open.tag === 'new' ? undefined : open.tag}
          place={{ ...(category && { category }), ...(chosen && { groupId: chosen.id }) }}
          onClose={close}
        />
      )}
    </div>
  );
}
