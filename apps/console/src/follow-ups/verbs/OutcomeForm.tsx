import { formatInstant } from '@aftercare/workflows/domain/time.js';
import { Chip, Group, Input, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../../messages/use-words';
import type { CallOutcome, Score } from '../follow-ups.api';
import { LocalDateTimeField } from './LocalDateTimeField';
import { ScoreField } from './ScoreField';
import { VerbFormFrame } from './VerbFormFrame';
import type { VerbFormProps } from './verb-form';

const OUTCOMES: readonly CallOutcome[] = [
  'reached',
  'no-answer',
  'busy',
  'voicemail',
  'call-back',
  'refused',
  'complaint',
  'wrong-number',
  'do-not-call',
  'language-barrier',
];

/** How one call ended. */
export function OutcomeForm({ followUps, now, pending, onSubmit, onCancel }: VerbFormProps) {
  const words = useWords();
  const [outcome, setOutcome] = useState<CallOutcome | null>(null);
  const [callBackAt, setCallBackAt] = useState<number | null>(null);
  const [score, setScore] = useState<Score | null>(null);
  const [comment, setComment] = useState('');
  const [isTried, setTried] = useState(false);
  const [first] = followUps;
  const wantsTime = outcome === 'call-back';

  const submit = (): void => {
    setTried(true);
    if (!outcome || (wantsTime && callBackAt === null)) return;
    onSubmit(() => ({
      verb: 'outcome',
      body: {
        outcome,
        callBackAt: wantsTime ? formatInstant(callBackAt!) : undefined,
        score: outcome === 'reached' ? (score ?? undefined) : undefined,
        comment: comment.trim() || undefined,
      },
    }));
  };
  return (
    <VerbFormFrame submit={words('outcome.submit')} {...{ pending, onCancel }} onSubmit={submit}>
      <Input.Wrapper
        label={words('outcome.label')}
        error={isTried && !outcome ? words('outcome.missing') : undefined}
      >
        <Chip.Group value={outcome ?? ''} onChange={(value) => setOutcome(value as CallOutcome)}>
          <Group gap={8} mt={6} role="radiogroup" aria-label={words('outcome.label')}>
            {OUTCOMES.map((value, index) => (
              <Chip key={value} value={value} size="sm" data-autofocus={index === 0 || undefined}>
                {words(`outcome.${value}`)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      </Input.Wrapper>
      {wantsTime && first && (
        <LocalDateTimeField
          label={words('outcome.call-back-at')}
          zone={first.zone}
          value={callBackAt}
          onChange={setCallBackAt}
          notBefore={now}
        />
      )}
      {outcome === 'reached' && first?.question && (
        <ScoreField question={first.question} value={score} onChange={setScore} />
      )}
      <Textarea
        label={words('comment.label')}
        placeholder={words('comment.placeholder')}
        autosize
        minRows={2}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
    </VerbFormFrame>
  );
}
