import '@fontsource-variable/inter/wght.css';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './global.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode, Suspense, lazy } from 'react';
import { createRoot } from 'react-dom/client';
import { createConsole } from './create-console';
import { IntlRoot } from './messages/IntlRoot';
import { cssVariables, theme } from './theme';

const { queries, router } = createConsole();

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

// Nothing is told before something was done, so it need not hold up the first page.
const Notifications = lazy(() =>
  import('@mantine/notifications').then(({ Notifications }) => ({ default: Notifications })),
);

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <IntlRoot>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
          <Suspense>
            <Notifications position="bottom-right" autoClose={6000} />
          </Suspense>
        </QueryClientProvider>
      </IntlRoot>
    </MantineProvider>
  </StrictMode>,
);
