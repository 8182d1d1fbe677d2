import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../../messages/use-words';
import { VerbFormFrame } from './VerbFormFrame';
import type { VerbFormProps } from './verb-form';

/** It will not happen, because a person says so and why. */
export function SkipForm({ pending, onSubmit, onCancel }: VerbFormProps) {
  const words = useWords();
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const submit = (): void => {
    setTried(true);
    if (reason.trim()) onSubmit(() => ({ verb: 'skip', body: { reason: reason.trim() } }));
  };
  return (
    <VerbFormFrame submit={words('verb.skip')} {...{ pending, onCancel }} onSubmit={submit}>
      <Textarea
        label={words('skip.reason')}
        description={words('skip.hint')}
        autosize
        minRows={2}
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={isTried && !reason.trim() ? words('skip.missing') : undefined}
      />
    </VerbFormFrame>
  );
}
