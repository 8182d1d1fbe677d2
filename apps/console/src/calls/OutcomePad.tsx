import { Button, Paper, Stack, Switch, Textarea, Title } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type Ref } from 'react';
import type { FollowUp } from '../api/types';
import { useKeysEnabled } from '../board/board-keys';
import { ProblemAlert } from '../components/ProblemAlert';
import { useWords } from '../messages/use-words';
import { AnswerButtons } from './AnswerButtons';
import { CallBackChoice } from './CallBackChoice';
import classes from './calls.module.css';
import { KeyHint } from './KeyHint';
import { OutcomeButtons } from './OutcomeButtons';
import type { CallDraft } from './use-call-draft';

interface OutcomePadProps {
  followUp: FollowUp;
  draft: CallDraft;
  suggested: readonly number[];
  now: number;
  busy: boolean;
  error: Error | null;
  note: Ref<HTMLTextAreaElement>;
}

/** What came of the call, told by one hand: beside the script on a desk, under the thumb on a phone. */
export function OutcomePad({ followUp, draft, suggested, now, busy, error, note }: OutcomePadProps) {
  const words = useWords();
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const [areKeysOn, setKeysOn] = useKeysEnabled();
  const { question, zone } = followUp;
  return (
    <Paper
      component="section"
      className={classes.pad}
      p={{ base: 10, sm: 'md' }}
      radius="lg"
      aria-label={words('outcome.label')}
    >
      <Stack gap={isNarrow ? 8 : 'sm'}>
        <Title order={2} size="sm" fw={600} visibleFrom="sm">
          {words('outcome.label')}
        </Title>
        {question && (
          <AnswerButtons question={question} value={draft.score} onAnswer={draft.answer} busy={busy} />
        )}
        <OutcomeButtons draft={draft} busy={busy} folded={isNarrow} />
        {draft.outcome === 'call-back' && <CallBackChoice {...{ draft, suggested, zone, now, busy }} />}
        {(!isNarrow || draft.outcome !== null) && (
          <Textarea
            ref={note}
            aria-label={words('comment.label')}
            placeholder={words('comment.placeholder')}
            autosize
            minRows={isNarrow ? 1 : 2}
            maxRows={6}
            rightSection={isNarrow ? undefined : <KeyHint of="m" />}
            value={draft.comment}
            onChange={(event) => draft.setComment(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') event.currentTarget.blur();
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) draft.tell();
            }}
          />
        )}
        <ProblemAlert error={error} />
        {draft.isComplete && (
          <Button h={44} loading={busy} rightSection={<KeyHint of="↵" />} onClick={draft.tell}>
            {words('calls.tell')}
          </Button>
        )}
        <Switch
          size="xs"
          visibleFrom="sm"
          checked={areKeysOn}
          onChange={(event) => setKeysOn(event.currentTarget.checked)}
          label={words('keys.enabled')}
        />
      </Stack>
    </Paper>
  );
}
