import { Button, Group, Paper, Text, TextInput } from '@mantine/core';
import { IconPhone, IconPhoneOff } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { ProblemAlert } from '../components/ProblemAlert';
import { useWords } from '../messages/use-words';
import { type SimulatedConversation, useAtThePhone } from './sandbox.api';

interface PhoneCallProps {
  phone: string;
  call: SimulatedConversation['calls'][number];
}

/** A call at this phone: what was said, and while it rings or is on, what a person does there. */
export function PhoneCall({ phone, call: { sid, status, steps } }: PhoneCallProps) {
  const words = useWords();
  const acting = useAtThePhone(phone);
  const [digits, setDigits] = useState('');
  const press = (event: FormEvent): void => {
    event.preventDefault();
    if (digits !== '')
      acting.mutate({ sid, body: { act: 'press', digits } }, { onSuccess: () => setDigits('') });
  };
  return (
    <Paper p="sm" radius="md" aria-label={words('timeline.call')} component="section">
      <Group gap={8}>
        <IconPhone size={16} aria-hidden />
        <Text size="sm" fw={550}>
          {words('timeline.call')} · {status}
        </Text>
      </Group>
      {steps.map(({ what, text }, index) => (
        // Steps are only ever added at the end.
        <Text key={index} size="xs" c="dimmed" mt={4} style={{ overflowWrap: 'anywhere' }}>
          {what}: {text}
        </Text>
      ))}
      <ProblemAlert error={acting.error} />
      {status === 'ringing' && (
        <Group gap="xs" mt="xs">
          <Button size="xs" onClick={() => acting.mutate({ sid, body: { act: 'answer' } })}>
            {words('phones.answer')}
          </Button>
          <HangUp onClick={() => acting.mutate({ sid, body: { act: 'hang-up' } })} />
        </Group>
      )}
      {status === 'in-progress' && (
        <form onSubmit={press}>
          <Group gap="xs" mt="xs">
            <TextInput
              size="xs"
              w={90}
              inputMode="numeric"
              aria-label={words('phones.keys')}
              placeholder={words('phones.keys')}
              value={digits}
              onChange={(event) => setDigits(event.currentTarget.value.replace(/[^0-9*#]/g, ''))}
            />
            <Button size="xs" type="submit" variant="default">
              {words('phones.press')}
            </Button>
            <HangUp onClick={() => acting.mutate({ sid, body: { act: 'hang-up' } })} />
          </Group>
        </form>
      )}
    </Paper>
  );
}

function HangUp({ onClick }: { onClick: () => void }) {
  const words = useWords();
  return (
    <Button
      size="xs"
      color="red"
      variant="light"
      leftSection={<IconPhoneOff size={14} aria-hidden />}
      onClick={onClick}
    >
      {words('phones.hang-up')}
    </Button>
  );
}
