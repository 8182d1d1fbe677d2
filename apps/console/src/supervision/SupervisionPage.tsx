import {
  Box,
  Button,
  Group,
  SegmentedControl,
  Skeleton,
  Stack,
  Switch,
  Table,
  Text,
  Title,
} from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Notice, ProblemNotice } from '../components/Notice';
import { Section } from '../components/Section';
import { TextLink } from '../components/TextLink';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import { StaffSelect } from '../staff/StaffSelect';
import { REVIEW_STATES, type SupervisionFilters } from './filters';
import { ReviewCard } from './ReviewCard';
import { openFindingsQuery, reviewsQuery, rulesQuery } from './supervision.api';

/** Closed work that was drawn to be looked at, and what was found that is to be put right. */
export function SupervisionPage() {
  const words = useWords();
  const filters = useSearch({ from: '/rooms/supervision' });
  const navigate = useNavigate({ from: '/supervision' });
  const list = useInfiniteQuery(reviewsQuery(filters));
  const reviews = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const go = (search: SupervisionFilters) => void navigate({ search });
  return (
    <Box p={{ base: 'sm', sm: 'lg' }} maw={1180}>
      <Stack gap="md">
        <Title order={1} size="h3">
          {words('room.supervision')}
        </Title>
        <Group gap="sm" align="flex-end">
          <SegmentedControl
            aria-label={words('filter.state')}
            data={REVIEW_STATES.map((value) => ({ value, label: words(`review.state.${value}`) }))}
            value={filters.state ?? 'open'}
            onChange={(value) => go({ ...filters, state: value as SupervisionFilters['state'] })}
          />
          <StaffSelect
            label={words('review.whose')}
            clearable
            value={filters.staff ?? null}
            onChange={(value) => go({ ...filters, staff: value ?? undefined })}
          />
          <Switch
            pb={8}
            label={words('review.everybody')}
            checked={filters.whose === 'all'}
            onChange={(event) => go({ ...filters, whose: event.currentTarget.checked ? 'all' : undefined })}
          />
        </Group>
        <Rule />
        {list.isPending ? (
          [1, 2, 3].map((key) => <Skeleton key={key} h={84} radius="lg" />)
        ) : list.error && reviews.length === 0 ? (
          <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
        ) : reviews.length === 0 ? (
          <Notice icon={IconCircleCheck} colour="pine" title={words('review.none')}>
            {words('review.none.text')}
          </Notice>
        ) : (
          reviews.map((review) => <ReviewCard key={review.id} review={review} />)
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
        <Findings />
      </Stack>
    </Box>
  );
}

/** How the sample is drawn: whoever is looked at may know. */
function Rule() {
  const words = useWords();
  const times = useTimes();
  const { data } = useQuery(rulesQuery);
  if (!data) return null;
  const { rules, nextAt } = data;
  return (
    <Text size="xs" c="dimmed">
      {rules === null
        ? words('review.rules.none')
        : `${words('review.rules', { n: rules.perMonth, more: rules.afterLowScore, most: rules.most })} ${
            nextAt === null ? '' : words('review.rules.next', { date: times.date(nextAt) })
          }`}
    </Text>
  );
}

function Findings() {
  const words = useWords();
  const times = useTimes();
  const { data } = useQuery(openFindingsQuery);
  if (!data || data.items.length === 0) return null;
  return (
    <Section title={words('finding.open')}>
      <Table.ScrollContainer minWidth={520}>
        <Table fz="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{words('finding.severity')}</Table.Th>
              <Table.Th scope="col">{words('finding.text')}</Table.Th>
              <Table.Th scope="col">{words('review.whose')}</Table.Th>
              <Table.Th scope="col">{words('finding.until')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data.items.map(({ id, severity, text, staff, dueAt, review }) => (
              <Table.Tr key={id}>
                <Table.Td>{words(`finding.${severity}`)}</Table.Td>
                <Table.Td>
                  <TextLink to="/supervision/$id" params={{ id: review }} size="sm">
                    {text}
                  </TextLink>
                </Table.Td>
                <Table.Td>{staff.name}</Table.Td>
                <Table.Td>{dueAt && times.date(dueAt)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Section>
  );
}
