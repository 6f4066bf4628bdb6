import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, Outlet, redirect } from '@tanstack/react-router';
import { useWaitingApprovals } from '@/features/approvals/use-waiting-approvals';
import { InboxBell } from '@/features/inbox/inbox-bell';
import { useOpenSuggestions } from '@/features/suggestions/use-open-suggestions';
import { ApiError } from '@/platform/api';
import { meQuery } from '@/platform/auth';
import { Frame } from '@/platform/frame';
import { NotFound } from '../not-found';

export const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Outlet,
  notFoundComponent: NotFound,
});

function FrameWithInbox() {
  const counts = { suggestions: useOpenSuggestions(), approvals: useWaitingApprovals() };
  return <Frame tools={<InboxBell />} counts={counts} />;
}

/** The frame of those who are signed in; whoever is not is sent to sign in, and back. */
export const framed = createRoute({
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

/** A page within the frame. */
export const under = { getParentRoute: () => framed };
