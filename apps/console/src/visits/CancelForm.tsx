import { Button, Checkbox, Stack, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { ProblemAlert } from '../components/ProblemAlert';
import { useWords } from '../messages/use-words';
import { type Visit, useVisitVerb } from './visits.api';

/** Calls a visit off for good, or gives its time back to arrange it anew; always with a reason. */
export function CancelForm({ visit, onDone }: { visit: Visit; onDone: () => void }) {
  const words = useWords();
  const doing = useVisitVerb();
  const [reason, setReason] = useState('');
  const [again, setAgain] = useState(true);
  const [tell, setTell] = useState(true);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    doing.mutate({ verb: 'cancel', id: visit.id, reason: reason.trim(), again, tell }, { onSuccess: onDone });
  };
  return (
    <form onSubmit={send}>
      <Stack gap="md">
        <ProblemAlert error={doing.error} />
        <Textarea
          label={words('visits.cancel.reason')}
          required
          autosize
          minRows={2}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Checkbox
          label={words('visits.cancel.again')}
          checked={again}
          onChange={(event) => setAgain(event.currentTarget.checked)}
        />
        <Checkbox
          label={words('visits.tell')}
          checked={tell}
          onChange={(event) => setTell(event.currentTarget.checked)}
        />
        <Button type="submit" color="red" fullWidth loading={doing.isPending} disabled={reason.trim() === ''}>
          {words('visits.cancel')}
        </Button>
      </Stack>
    </form>
  );
}
