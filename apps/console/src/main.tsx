import '@fontsource-variable/inter/wght.css';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './global.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createConsole } from './create-console';
import { Corner } from './layout/Corner';
import { IntlRoot } from './messages/IntlRoot';
import { cssVariables, theme } from './theme';

const { queries, router } = createConsole();

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <IntlRoot>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
          <Corner />
        </QueryClientProvider>
      </IntlRoot>
    </MantineProvider>
  </StrictMode>,
);
