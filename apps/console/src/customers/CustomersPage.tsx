import { Box, Button, Group, Paper, Skeleton, Stack, Table, Text, Title } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useIntl } from 'react-intl';
import { Notice, ProblemNotice } from '../components/Notice';
import { SearchField } from '../components/SearchField';
import { TextLink } from '../components/TextLink';
import { TierBadge } from '../components/TierBadge';
import { TypeLabel } from '../components/TypeLabel';
import { useWords } from '../messages/use-words';
import { OwnerLabel } from '../staff/OwnerLabel';
import { customersQuery } from './customers.api';

export function CustomersPage() {
  const words = useWords();
  const intl = useIntl();
  const { q } = useSearch({ from: '/rooms/customers' });
  const navigate = useNavigate({ from: '/customers' });
  const list = useInfiniteQuery(customersQuery(q));
  const customers = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Box p={{ base: 'sm', sm: 'lg' }} maw={1180}>
      <Stack gap="md">
        <Group justify="space-between">
          <Title order={1} size="h3">
            {words('room.customers')}
          </Title>
          <SearchField
            label={words('customer.search')}
            value={q}
            onSearch={(text) => void navigate({ search: { q: text || undefined }, replace: true })}
            w={{ base: '100%', xs: 300 }}
          />
        </Group>
        {list.isPending ? (
          <Skeleton h={420} radius="lg" />
        ) : list.error && customers.length === 0 ? (
          <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
        ) : customers.length === 0 ? (
          <Notice icon={IconUsers} title={words('customer.none')}>
            {words('customer.none.text')}
          </Notice>
        ) : (
          <Paper radius="lg" style={{ overflow: 'hidden' }}>
            <Table verticalSpacing={9} horizontalSpacing="md" highlightOnHover>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{words('customer.name')}</Table.Th>
                  <Table.Th>{words('filter.tier')}</Table.Th>
                  <Table.Th visibleFrom="sm">{words('customer.phone')}</Table.Th>
                  <Table.Th visibleFrom="md">{words('customer.place')}</Table.Th>
                  <Table.Th visibleFrom="md">{words('filter.owner')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {customers.map((customer) => (
                  <Table.Tr key={customer.id}>
                    <Table.Td>
                      <TextLink
                        to="/customers/$id"
                        params={{ id: customer.id }}
                        size="sm"
                        fw={550}
                        c="inherit"
                      >
                        {customer.name}
                      </TextLink>
                      <Text size="xs" c="dimmed">
                        {customer.externalId}
                      </Text>
                    </Table.Td>
                    <Table.Td>
                      <Group gap={8}>
                        <TierBadge tier={customer.tier} />
                        <Text size="xs" c="dimmed" visibleFrom="xs">
                          <TypeLabel type={customer.type} />
                        </Text>
                      </Group>
                    </Table.Td>
                    <Table.Td visibleFrom="sm" className="numbers">
                      {customer.phone}
                    </Table.Td>
                    <Table.Td visibleFrom="md">
                      {[customer.region, intl.formatDisplayName(customer.country, { type: 'region' })]
                        .filter(Boolean)
                        .join(', ')}
                    </Table.Td>
                    <Table.Td visibleFrom="md">
                      <OwnerLabel owner={customer.owner} />
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Paper>
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
