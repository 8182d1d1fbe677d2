import { Badge, Box, Button, Chip, Group, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconCertificate } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { Agreement } from '../api/types';
import { Notice, ProblemNotice } from '../components/Notice';
import { SearchField } from '../components/SearchField';
import { TextLink } from '../components/TextLink';
import { TierBadge } from '../components/TierBadge';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import { AGREEMENT_COLOURS, BUCKET_COLOURS } from './agreement-colours';
import { agreementCountsQuery, agreementsQuery } from './agreements.api';
import { BUCKETS, type AgreementFilters, type Bucket } from './filters';
import { noonOf } from './local-dates';

const ALL = 'all';

/** Agreements by when they end, the first to end on top. */
export function AgreementsPage() {
  const words = useWords();
  const filters = useSearch({ from: '/rooms/agreements' });
  const navigate = useNavigate({ from: '/agreements' });
  const list = useInfiniteQuery(agreementsQuery(filters));
  const agreements = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const narrow = (change: AgreementFilters): void =>
    void navigate({ search: (before) => ({ ...before, ...change }) });

  return (
    <Box p={{ base: 'sm', sm: 'lg' }} maw={1180}>
      <Stack gap="md">
        <Group justify="space-between">
          <Title order={1} size="h3">
            {words('agreement.title')}
          </Title>
          <SearchField
            label={words('agreement.search')}
            value={filters.q}
            onSearch={(q) => narrow({ q: q === '' ? undefined : q })}
          />
        </Group>
        <Buckets bucket={filters.expiry} onChange={(expiry) => narrow({ expiry })} />
        {list.isPending ? (
          [1, 2, 3, 4].map((key) => <Skeleton key={key} h={76} radius="lg" />)
        ) : list.error && agreements.length === 0 ? (
          <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
        ) : agreements.length === 0 ? (
          <Notice icon={IconCertificate} colour="pine" title={words('agreement.none')}>
            {words('agreement.none.text')}
          </Notice>
        ) : (
          agreements.map((agreement) => <AgreementCard key={agreement.id} agreement={agreement} />)
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

function Buckets({ bucket, onChange }: { bucket?: Bucket; onChange: (bucket?: Bucket) => void }) {
  const words = useWords();
  const { data: counts } = useQuery(agreementCountsQuery);
  return (
    <Chip.Group value={bucket ?? ALL} onChange={(value) => onChange(BUCKETS.find((one) => one === value))}>
      <Group gap={6} role="group" aria-label={words('agreement.buckets')}>
        <Chip value={ALL}>{words('agreement.bucket.all')}</Chip>
        {BUCKETS.map((one) => (
          <Chip key={one} value={one} color={BUCKET_COLOURS[one]}>
            {words(`agreement.bucket.${one}`)}
            {counts && ` · ${counts[one]}`}
          </Chip>
        ))}
      </Group>
    </Chip.Group>
  );
}

function AgreementCard({ agreement }: { agreement: Agreement }) {
  const words = useWords();
  const times = useTimes();
  const { id, externalId, customer, products, state, bucket, currentEndsOn, autoRenew, termNumber } =
    agreement;
  return (
    <Paper component="article" p="md" radius="lg" aria-label={`${externalId} ${customer.name}`}>
      <Group justify="space-between" gap="sm" align="flex-start">
        <Stack gap={6}>
          <Group gap={8}>
            <TextLink to="/agreements/$id" params={{ id }} fw={600} c="inherit">
              {externalId}
            </TextLink>
            <TextLink to="/customers/$id" params={{ id: customer.id }} size="sm">
              {customer.name}
            </TextLink>
            <TierBadge tier={customer.tier} />
          </Group>
          <Text size="sm" c="dimmed">
            {products.map(({ name }) => name).join(', ')}
          </Text>
        </Stack>
        <Stack gap={4} align="flex-end">
          <Group gap={6}>
            <Badge color={AGREEMENT_COLOURS[state]}>{words(`agreement.state.${state}`)}</Badge>
            <Badge color={BUCKET_COLOURS[bucket]}>{words(`agreement.bucket.${bucket}`)}</Badge>
          </Group>
          <Text size="sm" className="numbers">
            {words('agreement.column.ends')} {times.date(noonOf(currentEndsOn), 'UTC')}
          </Text>
          <Text size="xs" c="dimmed">
            {words('agreement.column.renews')}:{' '}
            {words(autoRenew ? 'agreement.renews.auto' : 'agreement.renews.manual')} ·{' '}
            {words('agreement.term-number', { n: termNumber })}
          </Text>
        </Stack>
      </Group>
    </Paper>
  );
}
