import { Button, Checkbox, Radio, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ProblemError } from '../api/problem';
import { useNow } from '../clock/use-now';
import { ProblemAlert } from '../components/ProblemAlert';
import { useTimes } from '../components/use-times';
import { LocalDateTimeField } from '../follow-ups/verbs/LocalDateTimeField';
import { useWords } from '../messages/use-words';
import { StaffSelect } from '../staff/StaffSelect';
import { type Visit, slotsQuery, useVisitVerb } from './visits.api';

/** What a manager may override with a reason. */
const FORCEABLE = ['visit.team-closed', 'visit.over-capacity', 'visit.staff-away', 'visit.nobody-free'];
const OWN = 'own';

interface BookFormProps {
  /** What is moved; null: it is booked. */
  visit: Visit | null;
  followUps: string[];
  onDone: () => void;
}

/** Free times to choose from, or one's own; by keyboard and with one hand. */
export function BookForm({ visit, followUps, onDone }: BookFormProps) {
  const words = useWords();
  const times = useTimes();
  const now = useNow();
  const slots = useQuery(slotsQuery(followUps));
  const doing = useVisitVerb();
  const [chosen, setChosen] = useState<string | null>(null);
  const [ownAt, setOwnAt] = useState<number | null>(null);
  const [staff, setStaff] = useState<string | null>(visit?.staff?.id ?? null);
  const [tell, setTell] = useState(true);
  const [force, setForce] = useState('');
  const zone = visit?.zone ?? slots.data?.zone ?? 'UTC';
  const slot = slots.data?.items.find(({ startsAt }) => startsAt === chosen);
  const startsAt = slot?.startsAt ?? (ownAt === null ? null : new Date(ownAt).toISOString());
  const mayForce = doing.error instanceof ProblemError && FORCEABLE.includes(doing.error.code);

  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (startsAt === null) return;
    const who = slot ? slot.staff?.id : (staff ?? undefined);
    const place = { startsAt, staff: who, tell, force: force.trim() || undefined };
    const act = visit
      ? { verb: 'move' as const, id: visit.id, place }
      : { verb: 'book' as const, followUps, place };
    doing.mutate(act, { onSuccess: onDone });
  };
  return (
    <form onSubmit={send}>
      <Stack gap="md">
        <ProblemAlert error={doing.error} />
        {slots.isPending ? (
          <Skeleton h={140} radius="md" />
        ) : (
          <Radio.Group label={words('visits.slots')} value={chosen} onChange={setChosen}>
            <Stack gap={8} mt={6}>
              {slots.data?.items.length === 0 && (
                <Text size="sm" c="dimmed">
                  {words('visits.slots.none')}
                </Text>
              )}
              {slots.data?.items.map((one) => (
                <Radio
                  key={one.startsAt}
                  value={one.startsAt}
                  label={`${times.dateTime(one.startsAt, zone)}${one.staff ? ` · ${one.staff.name}` : ''}`}
                />
              ))}
              <Radio value={OWN} label={words('visits.slots.own')} />
            </Stack>
          </Radio.Group>
        )}
        {chosen === OWN && (
          <>
            <LocalDateTimeField
              label={words('visits.when')}
              zone={zone}
              value={ownAt}
              onChange={setOwnAt}
              notBefore={now}
            />
            <StaffSelect
              label={words('visits.who')}
              placeholder={words('visits.nobody')}
              clearable
              value={staff}
              onChange={setStaff}
            />
          </>
        )}
        {mayForce && (
          <TextInput
            label={words('visits.force')}
            description={words('visits.force.text')}
            value={force}
            onChange={(event) => setForce(event.currentTarget.value)}
          />
        )}
        <Checkbox
          label={words('visits.tell')}
          checked={tell}
          onChange={(event) => setTell(event.currentTarget.checked)}
        />
        <Button type="submit" fullWidth loading={doing.isPending} disabled={startsAt === null}>
          {words(visit ? 'visits.move' : 'visits.book')}
        </Button>
      </Stack>
    </form>
  );
}
