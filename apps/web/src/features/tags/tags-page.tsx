import { useQuery } from '@tanstack/react-query';
import { TAG_CATEGORIES, type Tag, type TagCategory, type Taxonomy } from '@tagloom/contracts';
import { Button, Skeleton } from 'antd';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/platform/auth';
import { useFormat } from '@/platform/format';
import { PageHeader } from '@/platform/frame';
import { ErrorNotice } from '@/platform/ui/error-notice';
import { Mark } from '@/platform/ui/mark';
import page from '@/platform/ui/page.module.css';
import { taxonomyQuery } from '@/platform/ui/taxonomy-query';
import { GroupDrawer } from './group-drawer';
import { TagDrawer } from './tag-drawer';
import { TagsTable } from './tags-table';

type Open = 'new-tag' | 'new-group' | Tag | undefined;

export function TagsPage() {
  const { t } = useTranslation('tags');
  const can = useCan();
  const taxonomy = useQuery(taxonomyQuery);
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  return (
    <div className={page.page}>
      <PageHeader
        title={t('title')}
        extra={
          <>
            {can('create', 'TagGroup') && <Button onClick={() => setOpen('new-group')}>{t('new_group')}</Button>}
            {can('create', 'Tag') && (
              <Button type="primary" icon={<Plus size={14} />} data-testid="new-tag" onClick={() => setOpen('new-tag')}>
                {t('new_tag')}
              </Button>
            )}
          </>
        }
      />
      {taxonomy.isPending && <Skeleton active paragraph={{ rows: 12 }} />}
      {taxonomy.isError && <ErrorNotice error={taxonomy.error} onRetry={() => void taxonomy.refetch()} />}
      {taxonomy.data &&
        TAG_CATEGORIES.map((category) => (
          <Category key={category} category={category} taxonomy={taxonomy.data} onEdit={setOpen} />
        ))}
      {open === 'new-group' && <GroupDrawer onClose={close} />}
      {open !== undefined && open !== 'new-group' && (
        <TagDrawer tag={open === 'new-tag' ? undefined : open} groups={taxonomy.data?.groups ?? []} onClose={close} />
      )}
    </div>
  );
}

interface CategoryProps {
  category: TagCategory;
  taxonomy: Taxonomy;
  onEdit: (tag: Tag) => void;
}

function Category({ category, taxonomy, onEdit }: CategoryProps) {
  const { t } = useTranslation(['tags', 'common']);
  const { localized } = useFormat();
  const tags = taxonomy.tags.filter((tag) => tag.category === category);
  const groups = taxonomy.groups.filter((group) => group.category === category);
  const loose = tags.filter(({ groupId }) => groupId === null);
  const inGroup = (id: string) =>
    tags.filter(({ groupId }) => groupId === id).sort((one, other) => one.position - other.position);
  return (
    <section className={page.card}>
      <h2 className={page.heading}>{t(`common:category_${category}`)}</h2>
      {tags.length === 0 && groups.length === 0 && <p className={page.note}>{t('empty_category')}</p>}
      {groups.map(({ id, name, exclusive }, at) => (
        <div key={id}>
          <div className={page.tools} style={{ marginBlock: 12 }}>
            <span className={page.name}>{localized(name)}</span>
            {exclusive && <Mark>{t('exclusive')}</Mark>}
            {exclusive && <span className={page.note}>{t('exclusive_hint')}</span>}
          </div>
          <TagsTable tags={inGroup(id)} showHeader={at === 0} onEdit={onEdit} />
        </div>
      ))}
      {loose.length > 0 && (
        <>
          {groups.length > 0 && (
            <div className={page.name} style={{ marginBlock: 12 }}>
              {t('ungrouped')}
            </div>
          )}
          <TagsTable tags={loose} showHeader={groups.length === 0} onEdit={onEdit} />
        </>
      )}
    </section>
  );
}
