import { useQuery } from '@tanstack/react-query';
import type { Tag, TagGroup, Taxonomy } from '@tagloom/contracts';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/platform/ui/empty-state';
import page from '@/platform/ui/page.module.css';
import { healthQuery, searchQuery } from '../tags-queries';
import { BranchHead } from './branch-head';
import { LibraryFilters } from './library-filters';
import { buildLibrary } from './library-model';
import type { LibrarySearch } from './library-search';
import { LibraryTree } from './library-tree';
import styles from './library.module.css';
import { TagsTable } from './tags-table';
import { today } from './today';

const PAUSE_MS = 200;

interface LibraryViewProps {
  taxonomy: Taxonomy;
  search: LibrarySearch;
  onSearch: (search: LibrarySearch) => void;
  onEditTag: (tag: Tag) => void;
  onEditGroup: (group: TagGroup) => void;
  onOrderGroup: (group: TagGroup) => void;
}

/** The tree at the left, the tags at the right. */
export function LibraryView({ taxonomy, search, onSearch, onEditTag, onEditGroup, onOrderGroup }: LibraryViewProps) {
  const { t } = useTranslation('tags');
  const health = useQuery(healthQuery);
  const found = useQuery(searchQuery(search.q ?? ''));
  const [text, setText] = useText(search, onSearch);
  const { groups } = taxonomy;
  const library = buildLibrary(
    {
      taxonomy,
      health: health.data && new Map(health.data.tags.map((tag) => [tag.id, tag])),
      found: found.data && new Set(found.data.map(({ id }) => id)),
      today: today(),
    },
    search,
  );
  const total = taxonomy.tags.length;
  const fitting = library.categories.reduce((sum, { category }) => sum + (library.counts.get(category) ?? 0), 0);
  const isNarrowed = fitting < total;
  const empty = isNarrowed ? (
    <EmptyState title={t('nothing_fits')} hint={t('nothing_fits_hint')} />
  ) : (
    <EmptyState title={t('empty_branch')} hint={t('empty_branch_hint')} />
  );
  return (
    <div className={styles.columns}>
      <LibraryTree
        library={library}
        groups={groups}
        total={fitting}
        branch={search.branch}
        onChoose={(branch) => onSearch({ ...search, branch })}
      />
      <div className={styles.right}>
        <BranchHead
          branch={search.branch}
          groups={groups}
          count={library.rows.length}
          onEdit={onEditGroup}
          onOrder={onOrderGroup}
          onDeleted={({ parentId, category }) => onSearch({ ...search, branch: parentId ?? category })}
        />
        <LibraryFilters
          search={search}
          text={text}
          onText={setText}
          onSearch={onSearch}
          hasHealth={health.data !== undefined}
        />
        {health.isError && (
          <p className={styles.path} role="status" data-testid="health-missing">
            {t('health_missing')}
          </p>
        )}
        <div className={page.sheet}>
          <TagsTable
            rows={library.rows}
            showGroups={!groups.some(({ id }) => id === search.branch) || hasInside(groups, search.branch)}
            empty={empty}
            onEdit={onEditTag}
          />
        </div>
      </div>
    </div>
  );
}

const hasInside = (groups: readonly TagGroup[], id: string | undefined): boolean =>
  groups.some(({ parentId }) => parentId === id);

/** What is typed goes into the address when the typing pauses. */
function useText(search: LibrarySearch, onSearch: (search: LibrarySearch) => void) {
  const [text, setText] = useState(search.q ?? '');
  useEffect(() => {
    const q = text.trim() === '' ? undefined : text.trim();
    if (q === search.q) return;
    const timer = setTimeout(() => onSearch({ ...search, q }), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, search, onSearch]);
  return [text, setText] as const;
}
