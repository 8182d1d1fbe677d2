import { Box, Button, Group, Select, Skeleton, Stack, Title } from '@mantine/core';
import { IconTicket } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Notice, ProblemNotice } from '../components/Notice';
import { SearchField } from '../components/SearchField';
import { useWords } from '../messages/use-words';
import { CLOCK_FILTERS, PRIORITIES, TICKET_STATES, type TicketFilters } from './filters';
import { TicketCard } from './TicketCard';
import { ticketsQuery } from './tickets.api';

/** Tickets with their clocks, the one that is due first on top. */
export function TicketsPage() {
  const words = useWords();
  const filters = useSearch({ from: '/rooms/tickets' });
  const navigate = useNavigate({ from: '/tickets' });
  const list = useInfiniteQuery(ticketsQuery(filters));
  const tickets = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const narrow = (change: TicketFilters): void =>
    void navigate({ search: (before) => ({ ...before, ...change }) });

  return (
    <Box p={{ base: 'sm', sm: 'lg' }} maw={1180}>
      <Stack gap="md">
        <Title order={1} size="h3">
          {words('ticket.title')}
        </Title>
        <Group gap="xs">
          <SearchField
            label={words('ticket.search')}
            value={filters.q}
            onSearch={(q) => narrow({ q: q === '' ? undefined : q })}
          />
          <Select
            aria-label={words('ticket.state')}
            data={TICKET_STATES.map((value) => ({ value, label: words(`ticket.state.${value}`) }))}
            value={filters.state ?? 'unresolved'}
            onChange={(state) => narrow({ state: (state ?? undefined) as TicketFilters['state'] })}
            allowDeselect={false}
            w={160}
          />
          <Select
            aria-label={words('ticket.priority')}
            placeholder={words('ticket.priority.any')}
            data={PRIORITIES.map((value) => ({ value, label: words(`ticket.priority.${value}`) }))}
            value={filters.priority ?? null}
            onChange={(priority) =>
              narrow({ priority: (priority ?? undefined) as TicketFilters['priority'] })
            }
            clearable
            w={160}
          />
          <Select
            aria-label={words('ticket.clock.filter')}
            placeholder={words('ticket.clock.any')}
            data={CLOCK_FILTERS.map((value) => ({ value, label: words(`ticket.clock.${value}`) }))}
            value={filters.clock ?? null}
            onChange={(clock) => narrow({ clock: (clock ?? undefined) as TicketFilters['clock'] })}
            clearable
            w={160}
          />
        </Group>
        {list.isPending ? (
          [1, 2, 3, 4].map((key) => <Skeleton key={key} h={88} radius="lg" />)
        ) : list.error && tickets.length === 0 ? (
          <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
        ) : tickets.length === 0 ? (
          <Notice icon={IconTicket} colour="pine" title={words('ticket.none')}>
            {words('ticket.none.text')}
          </Notice>
        ) : (
          tickets.map((ticket) => <TicketCard key={ticket.id} ticket={ticket} />)
        )}
        {list.hasNextPage && (
          <Button
            variant="default"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {words('list.more')}
          </Button>
        )}
      </Stack>
    </Box>
  );
}
