import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { lazy } from 'react';
import { parseCustomersSearch } from '@/features/customers/customers-search';
import { parseHistorySearch } from '@/features/history/history-search';
import { under } from './framed';

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

const customer = createRoute({ ...under, path: '/customers/$id', component: CustomerRoute });

function CustomerRoute() {
  const { id } = customer.useParams();
  return <CustomerPage key={id} customerId={id} suggestions={<CustomerSuggestions customerId={id} />} />;
}

function MetricsRoute() {
  return <MetricsPage Rfm={RfmModels} />;
}

function RunsRoute() {
  return <RunsPage receipts={<Deliveries />} />;
}

/** The other pages. */
export const pageRoutes = [
  customer,
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
