import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../../messages/use-words';
import type { Score } from '../follow-ups.api';
import { ScoreField } from './ScoreField';
import { VerbFormFrame } from './VerbFormFrame';
import type { VerbFormProps } from './verb-form';

/** A person did it. A survey is only complete with its score; a call may have one. */
export function CompleteForm({ followUps, pending, onSubmit, onCancel }: VerbFormProps) {
  const words = useWords();
  const [score, setScore] = useState<Score | null>(null);
  const [comment, setComment] = useState('');
  const [isMissing, setMissing] = useState(false);
  const questions = new Set(followUps.map(({ question }) => question));
  const question = questions.size === 1 ? followUps[0]?.question : null;
  const needsScore = followUps.some(({ kind }) => kind === 'survey');

  const submit = (): void => {
    if (needsScore && question && score === null) return setMissing(true);
    onSubmit(() => ({
      verb: 'complete',
      body: { score: score ?? undefined, comment: comment.trim() || undefined },
    }));
  };
  return (
    <VerbFormFrame submit={words('verb.complete')} {...{ pending, onCancel }} onSubmit={submit}>
      {question && (
        <ScoreField
          question={question}
          value={score}
          onChange={setScore}
          error={isMissing && score === null ? words('score.missing') : undefined}
        />
      )}
      <Textarea
        label={words('comment.label')}
        placeholder={words('comment.placeholder')}
        autosize
        minRows={3}
        data-autofocus
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
    </VerbFormFrame>
  );
}
