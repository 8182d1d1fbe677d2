import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { TicketDetail } from '../api/types';
import { ProblemAlert } from '../components/ProblemAlert';
import { useWords } from '../messages/use-words';
import { StaffSelect } from '../staff/StaffSelect';
import { type TicketVerb, useTicketVerb } from './tickets.api';

/** The verb that one mostly wants in each state. */
const FIRST: Partial<Record<TicketDetail['state'], TicketVerb>> = {
  open: 'reply',
  waiting: 'resume',
  resolved: 'close',
  closed: 'reopen',
};

/** What can be done with a ticket in its state; each verb may carry a comment. */
export function TicketVerbs({ ticket }: { ticket: TicketDetail }) {
  const words = useWords();
  const [asked, setAsked] = useState<TicketVerb | null>(null);
  return (
    <Group gap="xs">
      {ticket.verbs.map((verb) => (
        <Button
          key={verb}
          variant={verb === FIRST[ticket.state] ? 'filled' : 'default'}
          onClick={() => setAsked(verb)}
        >
          {words(`ticket.verb.${verb}`)}
        </Button>
      ))}
      {asked && <TicketVerbModal ticket={ticket} verb={asked} onClose={() => setAsked(null)} />}
    </Group>
  );
}

interface TicketVerbModalProps {
  ticket: TicketDetail;
  verb: TicketVerb;
  onClose: () => void;
}

function TicketVerbModal({ ticket, verb, onClose }: TicketVerbModalProps) {
  const words = useWords();
  const doing = useTicketVerb(ticket.id);
  const [comment, setComment] = useState('');
  const [owner, setOwner] = useState<string | null>(ticket.owner);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    const note = comment.trim() || undefined;
    if (verb !== 'assign') doing.mutate({ verb, comment: note }, { onSuccess: onClose });
    else if (owner) doing.mutate({ verb, owner, comment: note }, { onSuccess: onClose });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      closeButtonProps={{ 'aria-label': words('action.close') }}
      title={`${words(`ticket.verb.${verb}`)} · ${ticket.subject}`}
    >
      <form onSubmit={send}>
        <Stack gap="md">
          <ProblemAlert error={doing.error} />
          {verb === 'assign' && (
            <StaffSelect label={words('assign.label')} value={owner} onChange={setOwner} data-autofocus />
          )}
          <Textarea
            label={words('comment.label')}
            placeholder={words('comment.placeholder')}
            autosize
            minRows={3}
            data-autofocus={verb === 'assign' ? undefined : true}
            value={comment}
            onChange={(event) => setComment(event.currentTarget.value)}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {words('action.cancel')}
            </Button>
            <Button type="submit" loading={doing.isPending} disabled={verb === 'assign' && !owner}>
              {words(`ticket.verb.${verb}`)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
