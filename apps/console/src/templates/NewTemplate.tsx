import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useWords } from '../messages/use-words';
import { PURPOSES } from './purposes';
import type { Purpose } from './templates.api';

const KEY = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Asks for the key and purpose of a new template, and opens it. Nothing is stored until its first text is saved. */
export function NewTemplate({ known }: { known: readonly string[] }) {
  const words = useWords();
  const navigate = useNavigate();
  const [isOpen, { open, close }] = useDisclosure();
  const [key, setKey] = useState('');
  const [purpose, setPurpose] = useState<Purpose>('service');
  const [fault, setFault] = useState<string>();
  const start = (event: FormEvent): void => {
    event.preventDefault();
    if (!KEY.test(key)) setFault(words('template.key.wrong'));
    else if (known.includes(key)) setFault(words('template.key.taken'));
    else void navigate({ to: '/templates/$key', params: { key }, search: { purpose } });
  };
  return (
    <>
      <Button onClick={open} leftSection={<IconPlus size={16} aria-hidden />}>
        {words('template.create')}
      </Button>
      <Modal opened={isOpen} onClose={close} title={words('template.create')}>
        <form onSubmit={start}>
          <Stack gap="sm">
            <TextInput
              data-autofocus
              label={words('template.key')}
              description={words('template.key.hint')}
              value={key}
              maxLength={60}
              error={fault}
              onChange={(event) => {
                setKey(event.currentTarget.value);
                setFault(undefined);
              }}
            />
            <Select
              label={words('template.purpose')}
              data={PURPOSES.map((value) => ({ value, label: words(`template.purpose.${value}`) }))}
              value={purpose}
              allowDeselect={false}
              onChange={(value) => value && setPurpose(value as Purpose)}
            />
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                {words('action.cancel')}
              </Button>
              <Button type="submit">{words('template.create.open')}</Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
