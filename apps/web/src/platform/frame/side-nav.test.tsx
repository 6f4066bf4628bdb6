import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { render, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { SideNav } from './side-nav';

vi.mock('@/platform/auth', () => ({ useCan: () => () => true }));

describe('the navigation', () => {
  it.each([
    ['/flows', 'flows'],
    ['/templates', 'flows'],
    ['/customers', 'customers'],
    ['/', 'home'],
  ])('on %s lights up %s, and nothing else', async (path, place) => {
    const root = createRootRoute();
    const routes = ['/', '/flows', '/templates', '/customers'].map((to) =>
      createRoute({ getParentRoute: () => root, path: to, component: () => <SideNav counts={{}} /> }),
    );
    const history = createMemoryHistory({ initialEntries: [path] });
    const router = createRouter({ routeTree: root.addChildren(routes), history });
    render(<RouterProvider router={router as never} />);
    await screen.findByRole('navigation');
    const current = screen.getAllByRole('link').filter((link) => link.getAttribute('aria-current') === 'page');
    expect(current.filter(({ textContent }) => textContent).map(({ textContent }) => textContent)).toEqual([place]);
  });
});
