import { atLocal, formatInstant, localDay } from '@aftercare/workflows/domain/time.js';
import { Button, Group, Modal, Select, Stack, Switch, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { ServiceFile } from '../api/types';
import { useNow } from '../clock/use-now';
import { ProblemAlert } from '../components/ProblemAlert';
import { useTell } from '../components/use-tell';
import { LocalDateTimeField } from '../follow-ups/verbs/LocalDateTimeField';
import { useWords } from '../messages/use-words';
import { useMakePromise } from './customers.api';
import { promiseSubjects } from './promise-subjects';

const NOON_MINUTES = 12 * 60;

/** Writes down what we told the customer and by when; keeping it becomes a piece of work. */
export function PromiseModal({ file, onClose }: { file: ServiceFile; onClose: () => void }) {
  const words = useWords();
  const now = useNow();
  const tell = useTell();
  const making = useMakePromise();
  const { zone, customer } = file;
  const subjects = promiseSubjects(file);
  const [about, setAbout] = useState(subjects[0]!.id);
  const [text, setText] = useState('');
  const [dueAt, setDueAt] = useState<number | null>(() =>
    atLocal(localDay(now, zone) + 1, NOON_MINUTES, zone),
  );
  const [byCall, setByCall] = useState(false);
  const [isTried, setTried] = useState(false);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    const subject = subjects.find(({ id }) => id === about);
    if (!text.trim() || dueAt === null || !subject) return;
    making.mutate(
      {
        [subject.type]: subject.id,
        text: text.trim(),
        dueAt: formatInstant(dueAt),
        kind: byCall ? 'call' : 'review',
      },
      {
        onSuccess: () => {
          tell(words('file.promise.made'));
          onClose();
        },
      },
    );
  };
  return (
    <Modal
      opened
      onClose={onClose}
      closeButtonProps={{ 'aria-label': words('action.close') }}
      title={`${words('file.new-promise')} · ${customer.name}`}
    >
      <form onSubmit={send}>
        <Stack gap="md">
          <Textarea
            label={words('file.promise.text')}
            data-autofocus
            autosize
            minRows={2}
            maxLength={1000}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            error={isTried && !text.trim() ? words('file.promise.text.missing') : undefined}
          />
          <LocalDateTimeField
            label={words('file.promise.until')}
            zone={zone}
            value={dueAt}
            onChange={setDueAt}
            notBefore={now}
          />
          <Select
            label={words('file.promise.about')}
            allowDeselect={false}
            data={subjects.map(({ type, id, name }) => ({
              value: id,
              label: `${words(`subject.${type}`)}: ${name}`,
            }))}
            value={about}
            onChange={(id) => setAbout(id ?? about)}
          />
          <Switch
            label={words('file.promise.by-call')}
            checked={byCall}
            onChange={(event) => setByCall(event.currentTarget.checked)}
          />
          <ProblemAlert error={making.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {words('action.cancel')}
            </Button>
            <Button type="submit" loading={making.isPending}>
              {words('file.promise.make')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
