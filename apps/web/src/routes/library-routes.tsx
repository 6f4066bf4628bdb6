import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { lazy, useCallback } from 'react';
import { parseApprovalsSearch } from '@/features/approvals/approvals-search';
import { parseSharingSearch } from '@/features/sharing/sharing-tabs';
import { parseLibrarySearch, type LibrarySearch } from '@/features/tags/library/library-search';
import { under } from './framed';

const SharingPage = lazy(() =>
  import('@/features/sharing/sharing-page').then((module) => ({ default: module.SharingPage })),
);

const sharing = createRoute({
  ...under,
  path: '/sharing',
  validateSearch: parseSharingSearch,
  component: SharingRoute,
});

function SharingRoute() {
  const { tab = 'matrix' } = sharing.useSearch();
  const navigate = sharing.useNavigate();
  return (
    <SharingPage
      tab={tab}
      onTab={(next) => void navigate({ search: next === 'matrix' ? {} : { tab: next }, replace: true })}
    />
  );
}

const ApprovalsPage = lazy(() =>
  import('@/features/approvals/approvals-page').then((module) => ({ default: module.ApprovalsPage })),
);

const approvals = createRoute({
  ...under,
  path: '/approvals',
  validateSearch: parseApprovalsSearch,
  component: ApprovalsRoute,
});

function ApprovalsRoute() {
  const search = approvals.useSearch();
  const navigate = approvals.useNavigate();
  return <ApprovalsPage search={search} onSearch={(next) => void navigate({ search: next, replace: true })} />;
}

const TagsPage = lazy(() => import('@/features/tags/tags-page').then((module) => ({ default: module.TagsPage })));

const tags = createRoute({ ...under, path: '/tags', validateSearch: parseLibrarySearch, component: TagsRoute });

function TagsRoute() {
  const search = tags.useSearch();
  const navigate = tags.useNavigate();
  const onSearch = useCallback(
    (next: LibrarySearch) => void navigate({ search: parseLibrarySearch({ ...next }), replace: true }),
    [navigate],
  );
  return <TagsPage search={search} onSearch={onSearch} />;
}

const TagPage = lazy(() => import('@/features/tag-page/tag-page').then((module) => ({ default: module.TagPage })));

const TagHealthPage = lazy(() =>
  import('@/features/tag-page/health/health-page').then((module) => ({ default: module.TagHealthPage })),
);

const TagShares = lazy(() => import('@/features/sharing/tag-shares').then((module) => ({ default: module.TagShares })));

const LevelEnd = lazy(() => import('@/features/sharing/level-end').then((module) => ({ default: module.LevelEnd })));

const TagDrawer = lazy(() => import('@/features/tags/tag-drawer').then((module) => ({ default: module.TagDrawer })));

const DeleteTagButton = lazy(() =>
  import('@/features/tags/delete-tag-button').then((module) => ({ default: module.DeleteTagButton })),
);

const tag = createRoute({ ...under, path: '/tags/$id', component: TagRoute });

function TagRoute() {
  const { id } = tag.useParams();
  return (
    <TagPage
      key={id}
      tagId={id}
      shares={<TagShares tagId={id} />}
      LevelNote={LevelEnd}
      Editor={TagDrawer}
      DeleteButton={DeleteTagButton}
    />
  );
}

function TagHealthRoute() {
  return <TagHealthPage DeleteButton={DeleteTagButton} />;
}

/** The tag library, and who may do what with it. */
export const libraryRoutes = [
  tags,
  tag,
  sharing,
  approvals,
  createRoute({
    ...under,
    path: '/tags/bin',
    component: lazyRouteComponent(() => import('@/features/tag-page/bin/bin-page'), 'BinPage'),
  }),
  createRoute({ ...under, path: '/tags/health', component: TagHealthRoute }),
];
