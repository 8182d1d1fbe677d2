import { Button, Group } from '@mantine/core';
import { IconHeartHandshake, IconPhone, IconTicket } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Suspense, lazy, useState } from 'react';
import type { ServiceFile } from '../api/types';
import { useWords } from '../messages/use-words';
import { promiseSubjects } from './promise-subjects';

// Forms bring date pickers with them, which looking at a file does not need.
const NewTicketModal = lazy(() =>
  import('./NewTicketModal').then(({ NewTicketModal }) => ({ default: NewTicketModal })),
);
const PromiseModal = lazy(() =>
  import('./PromiseModal').then(({ PromiseModal }) => ({ default: PromiseModal })),
);

/** What one does most while a customer is on the phone. */
export function QuickVerbs({ file }: { file: ServiceFile }) {
  const words = useWords();
  const [asked, setAsked] = useState<'ticket' | 'promise' | null>(null);
  const due = file.work.items.find(
    ({ kind, state, dueAt }) =>
      kind === 'call' && state === 'due' && Date.parse(dueAt) <= Date.parse(file.now),
  );
  const close = () => setAsked(null);
  return (
    <Group gap="xs">
      <Button leftSection={<IconTicket size={16} aria-hidden />} onClick={() => setAsked('ticket')}>
        {words('file.new-ticket')}
      </Button>
      {/* A promise is about something: a ticket, a sale or an agreement. */}
      {promiseSubjects(file).length > 0 && (
        <Button
          variant="default"
          leftSection={<IconHeartHandshake size={16} aria-hidden />}
          onClick={() => setAsked('promise')}
        >
          {words('file.new-promise')}
        </Button>
      )}
      {due ? (
        <Button
          variant="default"
          leftSection={<IconPhone size={16} aria-hidden />}
          component={Link}
          to={`/calls?whose=all&call=${due.id}`}
        >
          {words('file.call-due')}
        </Button>
      ) : (
        <Button
          variant="default"
          leftSection={<IconPhone size={16} aria-hidden />}
          component="a"
          href={`tel:${file.customer.phone}`}
        >
          {words('calls.place')}
        </Button>
      )}
      <Suspense>
        {asked === 'ticket' && <NewTicketModal file={file} onClose={close} />}
        {asked === 'promise' && <PromiseModal file={file} onClose={close} />}
      </Suspense>
    </Group>
  );
}
