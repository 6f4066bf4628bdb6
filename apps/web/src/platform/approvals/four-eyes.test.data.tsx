import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { FourEyesSettings } from '@tagloom/contracts';
import { render } from '@testing-library/react';
import { App } from 'antd';
import type { ReactNode } from 'react';
import { vi } from 'vitest';
import { api, ApiError } from '@/platform/api';
import { ApprovalDialog } from './approval-dialog';

export const OFF: FourEyesSettings = { publish: false, delete: false, merge: false, share: false, bulk: null };
/** What the server answers to an act that takes a second person. */
export const REFUSED = ApiError.of(409, { code: 'approval_required', message: '' });

/** Answers by path; the settings of the two-person rule are one of them. */
export function serveWith(settings: FourEyesSettings, answers: Record<string, unknown>): void {
  const all: Record<string, unknown> = { '/settings/four-eyes': settings, ...answers };
  vi.spyOn(api, 'get').mockImplementation((path) =>
    path in all ? Promise.resolve(all[path] as never) : Promise.reject(new Error(`nobody serves ${path}`)),
  );
}

/** With the dialog that stands in the frame. */
export const showFramed = (children: ReactNode) =>
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <App>
        {children}
        <ApprovalDialog />
      </App>
    </QueryClientProvider>,
  );
