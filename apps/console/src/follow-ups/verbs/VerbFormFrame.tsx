import { Button, Group, Stack } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { useWords } from '../../messages/use-words';

interface VerbFormFrameProps {
  children: ReactNode;
  submit: string;
  pending: boolean;
  onSubmit: () => void;
  onCancel: () => void;
}

/** What every form of a verb has in common: fields, then cancel and the verb itself. Ctrl+Enter sends it, too. */
export function VerbFormFrame({ children, submit, pending, onSubmit, onCancel }: VerbFormFrameProps) {
  const words = useWords();
  const send = (event: FormEvent): void => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form
      onSubmit={send}
      noValidate
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send(event);
      }}
    >
      <Stack gap="md">
        {children}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            {words('action.cancel')}
          </Button>
          <Button type="submit" loading={pending}>
            {submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
