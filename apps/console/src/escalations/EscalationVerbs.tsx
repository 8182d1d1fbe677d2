import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Escalation } from '../api/types';
import { ProblemAlert } from '../components/ProblemAlert';
import { useWords } from '../messages/use-words';
import { StaffSelect } from '../staff/StaffSelect';
import { type EscalationVerb, useEscalationVerb } from './escalations.api';

type VerbName = EscalationVerb['verb'];

/** Take it, close it, or hand it on; each asks for what it records. */
export function EscalationVerbs({ escalation }: { escalation: Escalation }) {
  const words = useWords();
  const [asked, setAsked] = useState<VerbName | null>(null);
  const verbs: readonly VerbName[] =
    escalation.state === 'open' ? ['acknowledge', 'resolve', 'reassign'] : ['resolve', 'reassign'];
  return (
    <Group gap={6}>
      {verbs.map((verb, index) => (
        <Button
          key={verb}
          size="xs"
          variant={index === 0 ? 'light' : 'default'}
          onClick={() => setAsked(verb)}
        >
          {words(`escalation.${verb}`)}
        </Button>
      ))}
      {asked && <EscalationVerbModal escalation={escalation} verb={asked} onClose={() => setAsked(null)} />}
    </Group>
  );
}

interface EscalationVerbModalProps {
  escalation: Escalation;
  verb: VerbName;
  onClose: () => void;
}

function EscalationVerbModal({ escalation, verb, onClose }: EscalationVerbModalProps) {
  const words = useWords();
  const doing = useEscalationVerb();
  const [comment, setComment] = useState('');
  const [owner, setOwner] = useState<string | null>(null);

  const send = (event: FormEvent): void => {
    event.preventDefault();
    const note = comment.trim() || undefined;
    const act: EscalationVerb | null =
      verb !== 'reassign' ? { verb, body: { comment: note } } : owner ? { verb, body: { owner } } : null;
    if (act) doing.mutate({ id: escalation.id, act }, { onSuccess: onClose });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      closeButtonProps={{ 'aria-label': words('action.close') }}
      title={`${words(`escalation.${verb}`)} · ${escalation.customer.name}`}
    >
      <form onSubmit={send}>
        <Stack gap="md">
          <ProblemAlert error={doing.error} />
          {verb === 'reassign' ? (
            <StaffSelect label={words('assign.label')} value={owner} onChange={setOwner} data-autofocus />
          ) : (
            <Textarea
              label={words('comment.label')}
              placeholder={words('comment.placeholder')}
              autosize
              minRows={3}
              data-autofocus
              value={comment}
              onChange={(event) => setComment(event.currentTarget.value)}
            />
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {words('action.cancel')}
            </Button>
            <Button type="submit" loading={doing.isPending} disabled={verb === 'reassign' && !owner}>
              {words(`escalation.${verb}`)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
