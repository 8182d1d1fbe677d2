import './browser';
import { MantineProvider } from '@mantine/core';
import { Notifications, notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider, createMemoryHistory } from '@tanstack/react-router';
import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { createQueryClient } from '../api/query-client';
import { createConsole } from '../create-console';
import type { Dictionary } from '../messages/dictionaries';
import { en } from '../messages/en';
import { IntlRoot } from '../messages/IntlRoot';
import { cssVariables, theme } from '../theme';

/** Opens the console at an address, with the real router and the real store of server data. */
export function openConsole(address: string) {
  const { queries, router } = createConsole(createMemoryHistory({ initialEntries: [address] }));
  queries.setDefaultOptions({ queries: { retry: false } });
  // They outlive a page, and so the test before.
  notifications.clean();
  render(<Frame queries={queries}>{<RouterProvider router={router as never} />}</Frame>);
  return { user: userEvent.setup(), address: () => router.state.location.href };
}

/** Shows one component, without a router. */
export function show(component: ReactNode) {
  const queries = createQueryClient(() => undefined);
  return render(
    <Frame queries={queries} known={en}>
      {component}
    </Frame>,
  );
}

function Frame({
  queries,
  known,
  children,
}: {
  known?: Dictionary;
  queries: ReturnType<typeof createQueryClient>;
  children: ReactNode;
}) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} env="test">
      <IntlRoot known={known}>
        <QueryClientProvider client={queries}>
          <Notifications />
          {children}
        </QueryClientProvider>
      </IntlRoot>
    </MantineProvider>
  );
}
