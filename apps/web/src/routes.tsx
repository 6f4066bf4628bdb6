import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { lazy, useCallback } from 'react';
import { parseCustomersSearch } from '@/features/customers/customers-search';
import { InboxBell } from '@/features/inbox/inbox-bell';
import { parsePastSearch } from '@/features/flow-editor/simulation/past-search';
import { parseHistorySearch } from '@/features/history/history-search';
import { parseSharingSearch } from '@/features/sharing/sharing-tabs';
import { useOpenSuggestions } from '@/features/suggestions/use-open-suggestions';
import { parseLibrarySearch, type LibrarySearch } from '@/features/tags/library/library-search';
import { ApiError } from '@/platform/api';
import { meQuery } from '@/platform/auth';
import { Frame } from '@/platform/frame';
import { NotFound } from './not-found';

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Outlet,
  notFoundComponent: NotFound,
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { to?: string } =>
    typeof search.to === 'string' ? { to: search.to } : {},
  component: lazyRouteComponent(() => import('@/features/sign-in/sign-in-page'), 'SignInPage'),
});

function FrameWithInbox() {
  return <Frame tools={<InboxBell />} openSuggestions={useOpenSuggestions()} />;
}

const framed = createRoute({
  getParentRoute: () => root,
  id: 'framed',
  component: FrameWithInbox,
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queryClient.ensureQueryData(meQuery);
    } catch (error) {
      if (error instanceof ApiError && error.status === 401)
        throw redirect({ to: '/sign-in', search: { to: location.href } });
      throw error;
    }
  },
});

const under = { getParentRoute: () => framed };
const CustomerPage = lazy(() =>
  import('@/features/customers/customer-page').then((module) => ({ default: module.CustomerPage })),
);
const CustomerSuggestions = lazy(() =>
  import('@/features/suggestions/customer-suggestions').then((module) => ({ default: module.CustomerSuggestions })),
);
const MetricsPage = lazy(() =>
  import('@/features/metrics/metrics-page').then((module) => ({ default: module.MetricsPage })),
);
const RfmModels = lazy(() => import('@/features/rfm/rfm-models').then((module) => ({ default: module.RfmModels })));
const RunsPage = lazy(() => import('@/features/runs/runs-page').then((module) => ({ default: module.RunsPage })));
const Deliveries = lazy(() =>
  import('@/features/deliveries/deliveries-table').then((module) => ({ default: module.Deliveries })),
);
const FlowEditorPage = lazy(() =>
  import('@/features/flow-editor/flow-editor-page').then((module) => ({ default: module.FlowEditorPage })),
);

const customer = createRoute({ ...under, path: '/customers/$id', component: CustomerRoute });
function CustomerRoute() {
  const { id } = customer.useParams();
  return <CustomerPage key={id} customerId={id} suggestions={<CustomerSuggestions customerId={id} />} />;
}
const PastEvaluationPage = lazy(() =>
  import('@/features/flow-editor/simulation/past-evaluation-page').then((module) => ({
    default: module.PastEvaluationPage,
  })),
);
const editor = createRoute({
  ...under,
  path: '/flows/$id',
  validateSearch: parsePastSearch,
  component: EditorRoute,
});
function EditorRoute() {
  const { id } = editor.useParams();
  const { change } = editor.useSearch();
  if (change !== undefined) return <PastEvaluationPage key={change} flowId={id} changeId={change} />;
  return <FlowEditorPage key={id} flowId={id} />;
}

const FlowTabs = lazy(() => import('@/features/flows/flow-tabs').then((module) => ({ default: module.FlowTabs })));
const GoldenPage = lazy(() =>
  import('@/features/golden/golden-page').then((module) => ({ default: module.GoldenPage })),
);
const golden = createRoute({ ...under, path: '/flows/$id/golden', component: GoldenRoute });
function GoldenRoute() {
  const { id } = golden.useParams();
  return <GoldenPage key={id} flowId={id} tabs={<FlowTabs flowId={id} />} />;
}

const ImpactPage = lazy(() =>
  import('@/features/impact/impact-page').then((module) => ({ default: module.ImpactPage })),
);
const impact = createRoute({ ...under, path: '/flows/$id/impact', component: ImpactRoute });
function ImpactRoute() {
  const { id } = impact.useParams();
  return (
    <>
      <FlowTabs flowId={id} />
      <ImpactPage key={id} flowId={id} />
    </>
  );
}

const ShadowPage = lazy(() =>
  import('@/features/shadow/shadow-page').then((module) => ({ default: module.ShadowPage })),
);
const shadow = createRoute({ ...under, path: '/flows/$id/shadow', component: ShadowRoute });
function ShadowRoute() {
  const { id } = shadow.useParams();
  return (
    <>
      <FlowTabs flowId={id} />
      <ShadowPage key={id} flowId={id} />
    </>
  );
}

function MetricsRoute() {
  return <MetricsPage Rfm={RfmModels} />;
}
function RunsRoute() {
  return <RunsPage receipts={<Deliveries />} />;
}

const VersionsPage = lazy(() =>
  import('@/features/flow-versions/versions-page').then((module) => ({ default: module.VersionsPage })),
);
const HealthPage = lazy(() =>
  import('@/features/flow-versions/health-page').then((module) => ({ default: module.HealthPage })),
);
const versions = createRoute({ ...under, path: '/flows/$id/versions', component: VersionsRoute });
function VersionsRoute() {
  const { id } = versions.useParams();
  return (
    <>
      <FlowTabs flowId={id} />
      <VersionsPage key={id} flowId={id} />
    </>
  );
}
const health = createRoute({ ...under, path: '/flows/$id/health', component: HealthRoute });
function HealthRoute() {
  const { id } = health.useParams();
  return (
    <>
      <FlowTabs flowId={id} />
      <HealthPage key={id} flowId={id} />
    </>
  );
}

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
const TagDrawer = lazy(() => import('@/features/tags/tag-drawer').then((module) => ({ default: module.TagDrawer })));
const DeleteTagButton = lazy(() =>
  import('@/features/tags/delete-tag-button').then((module) => ({ default: module.DeleteTagButton })),
);
const tag = createRoute({ ...under, path: '/tags/$id', component: TagRoute });
function TagRoute() {
  const { id } = tag.useParams();
  return (
    <TagPage key={id} tagId={id} shares={<TagShares tagId={id} />} Editor={TagDrawer} DeleteButton={DeleteTagButton} />
  );
}
function TagHealthRoute() {
  return <TagHealthPage DeleteButton={DeleteTagButton} />;
}

const pages = [
  createRoute({
    ...under,
    path: '/',
    component: lazyRouteComponent(() => import('@/features/home/home-page'), 'HomePage'),
  }),
  createRoute({
    ...under,
    path: '/customers',
    validateSearch: parseCustomersSearch,
    component: lazyRouteComponent(() => import('@/features/customers/customers-page'), 'CustomersPage'),
  }),
  createRoute({
    ...under,
    path: '/tags/bin',
    component: lazyRouteComponent(() => import('@/features/tag-page/bin/bin-page'), 'BinPage'),
  }),
  createRoute({ ...under, path: '/tags/health', component: TagHealthRoute }),
  createRoute({
    ...under,
    path: '/flows',
    component: lazyRouteComponent(() => import('@/features/flows/flows-page'), 'FlowsPage'),
  }),
  createRoute({
    ...under,
    path: '/templates',
    component: lazyRouteComponent(() => import('@/features/templates/templates-page'), 'TemplatesPage'),
  }),
  createRoute({
    ...under,
    path: '/metrics',
    validateSearch: (search: Record<string, unknown>): { tab?: 'rfm' } => (search.tab === 'rfm' ? { tab: 'rfm' } : {}),
    component: MetricsRoute,
  }),
  createRoute({
    ...under,
    path: '/event-types',
    component: lazyRouteComponent(() => import('@/features/event-types/event-types-page'), 'EventTypesPage'),
  }),
  createRoute({
    ...under,
    path: '/suggestions',
    component: lazyRouteComponent(() => import('@/features/suggestions/suggestions-page'), 'SuggestionsPage'),
  }),
  createRoute({
    ...under,
    path: '/runs',
    validateSearch: (search: Record<string, unknown>): { tab?: 'receipts' } =>
      search.tab === 'receipts' ? { tab: 'receipts' } : {},
    component: RunsRoute,
  }),
  createRoute({
    ...under,
    path: '/history',
    validateSearch: parseHistorySearch,
    component: lazyRouteComponent(() => import('@/features/history/history-page'), 'HistoryPage'),
  }),
  createRoute({
    ...under,
    path: '/departments',
    component: lazyRouteComponent(() => import('@/features/departments/departments-page'), 'DepartmentsPage'),
  }),
  createRoute({
    ...under,
    path: '/settings',
    component: lazyRouteComponent(() => import('@/features/settings/settings-page'), 'SettingsPage'),
  }),
];

/** Every address of the product. Pages load when they are opened. */
export function createAppRouter(queryClient: QueryClient) {
  const routeTree = root.addChildren([
    signIn,
    framed.addChildren([...pages, customer, golden, impact, shadow, versions, health, editor, sharing, tags, tag]),
  ]);
  return createRouter({ routeTree, context: { queryClient }, defaultPreload: 'intent', scrollRestoration: true });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
