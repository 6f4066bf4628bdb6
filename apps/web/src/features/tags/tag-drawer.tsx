import { useQuery } from '@tanstack/react-query';
import type { Tag, TagCategory, TagGroup } from '@tagloom/contracts';
import { Drawer, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '@/platform/ui/error-notice';
import { taxonomyQuery } from '@/platform/ui/taxonomy-query';
import { TagForm } from './form/tag-form';
import { tagQuery } from './tags-queries';

interface TagDrawerProps {
  /** The tag to edit; a new one when absent. */
  tagId: string | undefined;
  /** Where a new tag goes unless one chooses otherwise. */
  place?: { category?: TagCategory; groupId?: string };
  onSaved?: (tag: Tag) => void;
  onClose: () => void;
}

/** Reads what it needs, so that any page can open it. */
export function TagDrawer({ tagId, place, onSaved, onClose }: TagDrawerProps) {
  const taxonomy = useQuery(taxonomyQuery);
  if (tagId !== undefined)
    return <EditDrawer tagId={tagId} groups={taxonomy.data?.groups ?? []} onSaved={onSaved} onClose={onClose} />;
  return (
    <TagForm tag={undefined} place={place} groups={taxonomy.data?.groups ?? []} onSaved={onSaved} onClose={onClose} />
  );
}

interface EditDrawerProps extends Pick<TagDrawerProps, 'onSaved' | 'onClose'> {
  tagId: string;
  groups: readonly TagGroup[];
}

function EditDrawer({ tagId, groups, onSaved, onClose }: EditDrawerProps) {
  const { t } = useTranslation('tags');
  // as it is now: an older copy would seem to be changed by somebody else
  const tag = useQuery({ ...tagQuery(tagId), refetchOnMount: 'always' });
  if (tag.data && tag.isFetchedAfterMount)
    return <TagForm tag={tag.data} groups={groups} onSaved={onSaved} onClose={onClose} />;
  return (
    <Drawer open size={560} title={t('edit')} onClose={onClose}>
      {tag.isError ? (
        <ErrorNotice error={tag.error} onRetry={() => void tag.refetch()} />
      ) : (
        <Skeleton active paragraph={{ rows: 10 }} />
      )}
    </Drawer>
  );
}
