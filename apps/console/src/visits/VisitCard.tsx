import { Badge, Text, UnstyledButton } from '@mantine/core';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import classes from './visits.module.css';
import type { Visit } from './visits.api';

/** A visit in a team's day. It can be dragged to another one; whoever opens it finds the same as a form. */
export function VisitCard({ visit, onOpen }: { visit: Visit; onOpen: () => void }) {
  const words = useWords();
  const times = useTimes();
  const isOpen = visit.state === 'booked';
  return (
    <UnstyledButton
      className={classes.card}
      data-missed={visit.missed || undefined}
      draggable={isOpen}
      title={isOpen ? words('visits.drag') : undefined}
      onDragStart={(event) => event.dataTransfer.setData('text/plain', visit.id)}
      onClick={onOpen}
    >
      <Text size="sm" fw={600} className="numbers">
        {times.time(visit.startsAt, visit.zone)}–{times.time(visit.endsAt, visit.zone)}
      </Text>
      <Text size="sm" truncate>
        {visit.customer.name}
      </Text>
      <Text size="xs" c="dimmed" truncate>
        {[visit.staff?.name, visit.site?.address].filter(Boolean).join(' · ')}
      </Text>
      <VisitBadge visit={visit} />
    </UnstyledButton>
  );
}

/** How a booked visit stands. */
export function VisitBadge({ visit }: { visit: Visit }) {
  const words = useWords();
  if (visit.state !== 'booked')
    return (
      <Badge size="xs" color={visit.state === 'done' ? 'teal' : 'gray'}>
        {words(`visits.state.${visit.state}`)}
      </Badge>
    );
  const stage = visit.missed ? 'missed' : visit.confirmed ? 'confirmed' : 'booked';
  return (
    <Badge size="xs" color={{ missed: 'red', confirmed: 'teal', booked: 'blue' }[stage]}>
      {words(`visits.stage.${stage}`)}
    </Badge>
  );
}
