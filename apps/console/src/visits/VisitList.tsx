import { Badge, Button, Group, Paper, Select, Skeleton, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconCalendarCheck } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Notice, ProblemNotice } from '../components/Notice';
import { stepName } from '../components/step-name';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import { VISIT_LISTS, type VisitFilters, type VisitList as ListName } from './filters';
import classes from './visits.module.css';
import { type VisitWork, workQuery } from './visits.api';

interface VisitListProps {
  list: ListName;
  team: string | undefined;
  onList: (list: ListName) => void;
  onOpen: (what: VisitFilters) => void;
}

/** What is still to be visited, by date. */
export function VisitList({ list, team, onList, onOpen }: VisitListProps) {
  const words = useWords();
  const work = useInfiniteQuery(workQuery(list, team));
  const items = work.data?.pages.flatMap((page) => page.items) ?? [];
  const counts = work.data?.pages[0]?.counts ?? {};
  return (
    <Stack gap="sm" maw={1180}>
      <Select
        label={words('visits.list')}
        allowDeselect={false}
        maw={280}
        data={VISIT_LISTS.map((value) => ({
          value,
          label: words(`visits.list.${value}`) + (counts[value] === undefined ? '' : ` (${counts[value]})`),
        }))}
        value={list}
        onChange={(value) => onList(value as ListName)}
      />
      {work.isPending ? (
        [1, 2, 3].map((key) => <Skeleton key={key} h={84} radius="lg" />)
      ) : work.error && items.length === 0 ? (
        <ProblemNotice error={work.error} onRetry={() => void work.refetch()} />
      ) : items.length === 0 ? (
        <Notice icon={IconCalendarCheck} colour="pine" title={words('visits.none.list')}>
          {words('visits.none.list.text')}
        </Notice>
      ) : (
        items.map((item) => (
          <WorkRow
            key={item.id}
            item={item}
            onOpen={() => onOpen(item.visit === null ? { work: item.id } : { visit: item.visit })}
          />
        ))
      )}
      {work.hasNextPage && (
        <Button variant="default" loading={work.isFetchingNextPage} onClick={() => void work.fetchNextPage()}>
          {words('list.more')}
        </Button>
      )}
    </Stack>
  );
}

function WorkRow({ item, onOpen }: { item: VisitWork; onOpen: () => void }) {
  const words = useWords();
  const times = useTimes();
  return (
    <UnstyledButton className={classes.row} onClick={onOpen}>
      <Paper p="sm" radius="lg" withBorder>
        <Group justify="space-between" gap={6}>
          <Text fw={600}>{item.customer.name}</Text>
          {item.stage && (
            <Badge size="sm" color={item.overdue ? 'red' : item.stage === 'to-arrange' ? 'orange' : 'blue'}>
              {words(`visits.stage.${item.stage}`)}
            </Badge>
          )}
        </Group>
        <Text size="sm">
          {stepName(item.step)}
          {item.product && ` · ${item.product}`}
        </Text>
        <Text size="sm" c="dimmed">
          {item.visit === null
            ? words('visits.due', { date: times.date(item.deadlineAt, item.zone) })
            : times.dateTime(item.dueAt, item.zone)}
          {item.site && ` · ${item.site.address}`}
        </Text>
      </Paper>
    </UnstyledButton>
  );
}
