import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { meQuery } from '../../auth/auth.api';
import { useWords } from '../../messages/use-words';
import { StaffSelect } from '../../staff/StaffSelect';
import { VerbFormFrame } from './VerbFormFrame';
import type { VerbFormProps } from './verb-form';

/** Gives work to somebody, to oneself, or back to nobody. */
export function AssignForm({ followUps, pending, onSubmit, onCancel }: VerbFormProps) {
  const words = useWords();
  const { data: me } = useQuery(meQuery);
  const owners = new Set(followUps.map(({ owner }) => owner?.id ?? null));
  const [owner, setOwner] = useState<string | null>(owners.size === 1 ? [...owners][0]! : null);
  const [isTried, setTried] = useState(false);
  const give = (to: string | null) => onSubmit(() => ({ verb: 'assign', body: { owner: to } }));

  return (
    <VerbFormFrame
      submit={words('verb.assign')}
      {...{ pending, onCancel }}
      onSubmit={() => (owner ? give(owner) : setTried(true))}
    >
      <StaffSelect
        label={words('assign.label')}
        data-autofocus
        value={owner}
        onChange={setOwner}
        error={isTried && !owner ? words('assign.missing') : undefined}
      />
      <Group gap="xs">
        {me?.staffId && (
          <Button variant="light" size="xs" onClick={() => give(me.staffId!)} disabled={pending}>
            {words('assign.me')}
          </Button>
        )}
        <Button variant="light" color="gray" size="xs" onClick={() => give(null)} disabled={pending}>
          {words('assign.nobody')}
        </Button>
      </Group>
    </VerbFormFrame>
  );
}
