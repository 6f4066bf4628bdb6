import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startI18n } from '@/platform/i18n/i18n';
import { createQueryClient } from '@/platform/query/query-client';
import '@/platform/theme/base.css';
import { ThemeProvider } from '@/platform/theme/theme-provider';
import { createAppRouter } from './routes';
import { TEXTS } from './texts';

await startI18n(TEXTS);
const queryClient = createQueryClient(
  () => void router.navigate({ to: '/sign-in', search: { to: location.pathname + location.search } }),
);
const router = createAppRouter(queryClient);

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <ThemeProvider>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </ThemeProvider>
  </StrictMode>,
);
