import type { QueryClient } from '@tanstack/react-query';
import { createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { flowRoutes } from './routes/flow-routes';
import { framed, root } from './routes/framed';
import { libraryRoutes } from './routes/library-routes';
import { pageRoutes } from './routes/page-routes';

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { to?: string } =>
    typeof search.to === 'string' ? { to: search.to } : {},
  component: lazyRouteComponent(() => import('@/features/sign-in/sign-in-page'), 'SignInPage'),
});

/** Every address of the product. Pages load when they are opened. */
export function createAppRouter(queryClient: QueryClient) {
  const routeTree = root.addChildren([signIn, framed.addChildren([...pageRoutes, ...flowRoutes, ...libraryRoutes])]);
  return createRouter({ routeTree, context: { queryClient }, defaultPreload: 'intent', scrollRestoration: true });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
