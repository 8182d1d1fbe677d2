import { ActionIcon, Box, Button, Group, SegmentedControl, Select, Stack, Title } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useNow } from '../clock/use-now';
import { useWords } from '../messages/use-words';
import { FeedMenu } from './FeedMenu';
import { addDays, type VisitFilters, weekOf } from './filters';
import { teamsQuery } from './visits.api';
import { VisitList } from './VisitList';
import { VisitSheet } from './VisitSheet';
import { VisitWeek } from './VisitWeek';

const DAY_MS = 86_400_000;

/** When whom is visited: a week by team and day, or a list of what is still to be made. */
export function VisitsPage() {
  const words = useWords();
  const search = useSearch({ from: '/rooms/visits' });
  const navigate = useNavigate({ from: '/visits' });
  const teams = useQuery(teamsQuery);
  const today = new Date(useNow(DAY_MS)).toISOString().slice(0, 10);
  const { view, on = today, team, list = 'to-arrange' } = search;
  const go = (change: VisitFilters): void => void navigate({ search: (now) => ({ ...now, ...change }) });

  return (
    <Box p={{ base: 'sm', sm: 'lg' }}>
      <Stack gap="md">
        <Group justify="space-between">
          <Title order={1} size="h3">
            {words('room.visits')}
          </Title>
          <Group gap="xs">
            <FeedMenu />
            <Select
              aria-label={words('visits.team')}
              placeholder={words('visits.team.all')}
              clearable
              w={170}
              data={(teams.data ?? []).map(({ key, name }) => ({ value: key, label: name }))}
              value={team ?? null}
              onChange={(value) => go({ team: value ?? undefined })}
            />
            <SegmentedControl
              aria-label={words('visits.view')}
              data={(['week', 'list'] as const).map((value) => ({
                value,
                label: words(`visits.view.${value}`),
              }))}
              value={view ?? 'week'}
              onChange={(value) => go({ view: value === 'list' ? 'list' : undefined })}
            />
          </Group>
        </Group>
        {view === 'list' ? (
          <VisitList list={list} team={team} onList={(value) => go({ list: value })} onOpen={go} />
        ) : (
          <>
            <Group gap="xs">
              <ActionIcon
                variant="default"
                size="lg"
                aria-label={words('visits.week.before')}
                onClick={() => go({ on: addDays(on, -7) })}
              >
                <IconChevronLeft size={18} aria-hidden />
              </ActionIcon>
              <Button variant="default" onClick={() => go({ on: undefined })}>
                {words('visits.week.now')}
              </Button>
              <ActionIcon
                variant="default"
                size="lg"
                aria-label={words('visits.week.after')}
                onClick={() => go({ on: addDays(on, 7) })}
              >
                <IconChevronRight size={18} aria-hidden />
              </ActionIcon>
            </Group>
            <VisitWeek days={weekOf(on)} today={today} team={team} onOpen={(visit) => go({ visit })} />
          </>
        )}
      </Stack>
      <VisitSheet
        visit={search.visit}
        work={search.work}
        onClose={() => go({ visit: undefined, work: undefined })}
      />
    </Box>
  );
}
