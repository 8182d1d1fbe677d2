import { Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useRef } from 'react';
import type { QueuedCall } from '../api/types';
import { useKeysEnabled } from '../board/board-keys';
import { useNow } from '../clock/use-now';
import { DueLabel } from '../components/DueLabel';
import { stepName } from '../components/step-name';
import { TextLink } from '../components/TextLink';
import { TierBadge } from '../components/TierBadge';
import { useTimes } from '../components/use-times';
import type { Verb } from '../follow-ups/follow-ups.api';
import { useWords } from '../messages/use-words';
import { callBackTimes } from './call-back-times';
import { CallFacts } from './CallFacts';
import { CallScript } from './CallScript';
import { usePlaceCall } from './calls.api';
import classes from './calls.module.css';
import { MayCall } from './MayCall';
import { OutcomePad } from './OutcomePad';
import { PlaceCall } from './PlaceCall';
import { useCallDraft } from './use-call-draft';
import { useCallKeys } from './use-call-keys';

interface OpenedCallProps {
  call: QueuedCall;
  busy: boolean;
  error: Error | null;
  onTell: (body: Extract<Verb, { verb: 'outcome' }>['body']) => void;
}

/** One call as one makes it: whom, what to say, what to know, and what came of it. */
export function OpenedCall({ call, busy, error, onTell }: OpenedCallProps) {
  const { followUp } = call;
  const now = useNow();
  const draft = useCallDraft(followUp, onTell);
  const placing = usePlaceCall();
  const [areKeysOn] = useKeysEnabled();
  const note = useRef<HTMLTextAreaElement>(null);
  const suggested = callBackTimes(now, followUp.zone);
  useCallKeys(
    {
      draft,
      callBackTimes: suggested,
      place: () => {
        if (call.mayCall.verdict === 'send' && !placing.isPending) placing.mutate(followUp.id);
      },
      note: () => note.current?.focus(),
    },
    areKeysOn && !busy,
  );
  return (
    <div className={classes.call}>
      <Stack gap="md" miw={0}>
        <Paper component="section" p="md" radius="lg">
          <Stack gap="sm">
            <CallHead call={call} now={now} />
            <MayCall call={call} />
            <PlaceCall call={call} placing={placing} />
          </Stack>
        </Paper>
        <CallScript script={call.script} />
        <CallFacts call={call} />
      </Stack>
      <OutcomePad {...{ followUp, draft, suggested, now, busy, error, note }} />
    </div>
  );
}

function CallHead({ call: { followUp, phone }, now }: { call: QueuedCall; now: number }) {
  const words = useWords();
  const times = useTimes();
  const { customer, step, zone, dueAt, state, attempts } = followUp;
  return (
    <Stack gap={6}>
      <Group gap={10}>
        <Title order={2} size="h3">
          <TextLink to="/customers/$id" params={{ id: customer.id }} inherit c="inherit">
            {customer.name}
          </TextLink>
        </Title>
        <TierBadge tier={customer.tier} />
      </Group>
      <Group gap="md">
        <Text component="a" href={`tel:${phone}`} size="lg" fw={600} className="numbers" c="var(--app-blue)">
          {phone}
        </Text>
        <Text size="sm">{words('customer.local-time', { time: times.dateTime(now, zone) })}</Text>
      </Group>
      <Group gap="md">
        <TextLink to="/follow-ups/$id" params={{ id: followUp.id }} size="sm" c="dimmed">
          {stepName(step)}
        </TextLink>
        <DueLabel dueAt={dueAt} now={now} state={state} />
        {attempts && (
          <Text size="sm" c="dimmed">
            {words('attempts.used', { used: attempts.used, max: attempts.max })}
          </Text>
        )}
      </Group>
    </Stack>
  );
}
