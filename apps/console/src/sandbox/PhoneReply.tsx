import { ActionIcon, Button, Group, Stack, TextInput } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { ProblemAlert } from '../components/ProblemAlert';
import { useWords } from '../messages/use-words';
import { useTextAsCustomer } from './sandbox.api';

/** What customers answer most. */
const USUAL = ['1', '2', '3', '4', '5', 'STOP', 'START'];
/** The provider takes no longer text. */
const LONGEST = 1_600;

/** Answers as the customer. */
export function PhoneReply({ phone }: { phone: string }) {
  const words = useWords();
  const texting = useTextAsCustomer(phone);
  const [body, setBody] = useState('');
  const send = (text: string): void => {
    if (text.trim() === '' || texting.isPending) return;
    texting.mutate(text.trim(), { onSuccess: () => setBody('') });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send(body);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap={8}>
        <ProblemAlert error={texting.error} />
        <Group gap={6} role="group" aria-label={words('phones.usual')}>
          {USUAL.map((text) => (
            <Button
              key={text}
              size="compact-sm"
              variant="default"
              miw={34}
              disabled={texting.isPending}
              onClick={() => send(text)}
            >
              {text}
            </Button>
          ))}
        </Group>
        <Group gap={8} wrap="nowrap">
          <TextInput
            flex={1}
            aria-label={words('phones.write')}
            placeholder={words('phones.write')}
            value={body}
            maxLength={LONGEST}
            onChange={(event) => setBody(event.currentTarget.value)}
          />
          <ActionIcon type="submit" size={36} loading={texting.isPending} aria-label={words('phones.send')}>
            <IconSend size={18} aria-hidden />
          </ActionIcon>
        </Group>
      </Stack>
    </form>
  );
}
