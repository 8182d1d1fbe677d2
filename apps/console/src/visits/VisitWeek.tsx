import { Badge, Box, Group, Progress, Skeleton, Stack, Text } from '@mantine/core';
import { IconCar } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type DragEvent, useState } from 'react';
import { notify } from '../components/notify';
import { Notice, ProblemNotice } from '../components/Notice';
import { useProblemWords } from '../components/problem-words';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import { fromWall, toWall } from '@aftercare/workflows/domain/time.js';
import { VisitCard } from './VisitCard';
import classes from './visits.module.css';
import { type CapacityDay, type Visit, capacityQuery, useVisitVerb, weekQuery } from './visits.api';

interface VisitWeekProps {
  /** Seven local dates. */
  days: readonly string[];
  today: string;
  team: string | undefined;
  onOpen: (visit: string) => void;
}

/** Every team's days with what they have on; on a phone one day below the other. */
export function VisitWeek({ days, today, team, onOpen }: VisitWeekProps) {
  const words = useWords();
  const [first, last] = [days[0]!, days.at(-1)!];
  const capacity = useQuery(capacityQuery(first, last, team));
  const visits = useQuery(weekQuery(first, last, team));
  const move = useMoveByDrag();

  const error = capacity.error ?? visits.error;
  if (error && (!capacity.data || !visits.data))
    return (
      <ProblemNotice error={error} onRetry={() => void Promise.all([capacity.refetch(), visits.refetch()])} />
    );
  if (!capacity.data || !visits.data) return <Skeleton h={320} radius="lg" />;
  const teams = [...new Map(capacity.data.map((day) => [day.team.id, day.team])).values()];
  if (teams.length === 0)
    return (
      <Notice icon={IconCar} title={words('visits.none.teams')}>
        {words('visits.none.teams.text')}
      </Notice>
    );
  return (
    <Stack gap="lg">
      {teams.map(({ id, name }) => (
        <section key={id} aria-label={name}>
          <Text fw={600} mb={6}>
            {name}
          </Text>
          <div className={classes.week}>
            {capacity.data
              .filter((day) => day.team.id === id)
              .map((day) => (
                <TeamDay
                  key={day.on}
                  day={day}
                  isToday={day.on === today}
                  visits={visits.data.filter((visit) => visit.team?.id === id && visit.on === day.on)}
                  onOpen={onOpen}
                  onDrop={(visitId) => {
                    const visit = visits.data.find((one) => one.id === visitId);
                    if (visit && visit.on !== day.on) move(visit, day.on);
                  }}
                />
              ))}
          </div>
        </section>
      ))}
    </Stack>
  );
}

interface TeamDayProps {
  day: CapacityDay;
  isToday: boolean;
  visits: readonly Visit[];
  onOpen: (visit: string) => void;
  onDrop: (visit: string) => void;
}

function TeamDay({ day, isToday, visits, onOpen, onDrop }: TeamDayProps) {
  const words = useWords();
  const times = useTimes();
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    onDrop(event.dataTransfer.getData('text/plain'));
  };
  return (
    <Box
      className={classes.day}
      data-today={isToday || undefined}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Group justify="space-between" wrap="nowrap" gap={4}>
        <Text size="sm" fw={600}>
          {times.date(`${day.on}T12:00:00Z`, 'UTC')}
        </Text>
        {!day.open ? (
          <Badge size="xs" color="gray">
            {words('visits.closed')}
          </Badge>
        ) : day.full ? (
          <Badge size="xs" color="red">
            {words('visits.full')}
          </Badge>
        ) : null}
      </Group>
      <CapacityBar day={day} />
      {day.away.length > 0 && (
        <Text size="xs" c="dimmed">
          {words('visits.away', { who: day.away.map(({ name }) => name).join(', ') })}
        </Text>
      )}
      <Stack gap={6} mt={6}>
        {visits.length === 0 && day.open && (
          <Text size="xs" c="dimmed">
            {words('visits.none.day')}
          </Text>
        )}
        {visits.map((visit) => (
          <VisitCard key={visit.id} visit={visit} onOpen={() => onOpen(visit.id)} />
        ))}
      </Stack>
    </Box>
  );
}

/** How much of a day is taken; a team without limits has only its count. */
function CapacityBar({ day }: { day: CapacityDay }) {
  const words = useWords();
  const hours = Math.round(day.minutes / 6) / 10;
  const label = words('visits.load', { visits: day.visits, hours });
  const shares = [
    day.visitsPerDay === null ? 0 : day.visits / day.visitsPerDay,
    day.minutesPerDay === null ? 0 : day.minutes / day.minutesPerDay,
  ];
  const isLimited = day.visitsPerDay !== null || day.minutesPerDay !== null;
  return (
    <Stack gap={2} mt={2}>
      <Text size="xs" c="dimmed" className="numbers">
        {day.visitsPerDay === null
          ? label
          : words('visits.load.of', { visits: day.visits, most: day.visitsPerDay })}
      </Text>
      {isLimited && (
        <Progress
          size="sm"
          value={Math.min(100, Math.max(...shares) * 100)}
          color={day.full ? 'red' : 'pine'}
          aria-label={label}
        />
      )}
    </Stack>
  );
}

/** Moves a visit to another day at the same local hour; what stands against it is said, and the sheet has the rest. */
function useMoveByDrag(): (visit: Visit, on: string) => void {
  const doing = useVisitVerb();
  const describe = useProblemWords();
  return (visit, on) => {
    const wall = toWall(Date.parse(visit.startsAt), visit.zone);
    const days = Date.parse(on) - Date.parse(visit.on);
    const startsAt = new Date(fromWall(wall + days, visit.zone)).toISOString();
    doing.mutate(
      { verb: 'move', id: visit.id, place: { startsAt, tell: true } },
      {
        onError: (error) => {
          const { title, detail, faults } = describe(error);
          notify({ color: 'red', title, message: faults[0] ?? detail });
        },
      },
    );
  };
}
