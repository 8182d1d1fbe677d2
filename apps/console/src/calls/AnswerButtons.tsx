import { Button, Text } from '@mantine/core';
import type { Score } from '../follow-ups/follow-ups.api';
import { answersTo } from '../follow-ups/verbs/score-scale';
import { useWords } from '../messages/use-words';
import classes from './calls.module.css';
import { KeyHint } from './KeyHint';
import { keyOfAnswer } from './outcome-keys';

interface AnswerButtonsProps {
  /** csat, nps, ces or yes-no. */
  question: string;
  value: Score | null;
  onAnswer: (score: Score | null) => void;
  busy: boolean;
}

/** The customer's answer on the scale of the question; pressed again it is taken back. */
export function AnswerButtons({ question, value, onAnswer, busy }: AnswerButtonsProps) {
  const words = useWords();
  const label = words('score.label', { question: question.toUpperCase() });
  return (
    <div>
      <Text size="xs" c="dimmed" mb={4}>
        {label}
      </Text>
      <div className={classes.answers} role="group" aria-label={label}>
        {answersTo(question).map((answer) => {
          const isWord = answer === 'yes' || answer === 'no';
          return (
            <Button
              key={answer}
              px={4}
              h={44}
              variant={value === answer ? 'filled' : 'default'}
              aria-pressed={value === answer}
              aria-keyshortcuts={keyOfAnswer(answer)}
              disabled={busy}
              rightSection={isWord ? <KeyHint of={keyOfAnswer(answer)} /> : undefined}
              onClick={() => onAnswer(value === answer ? null : answer)}
            >
              {isWord ? words(`answer.${answer}`) : answer}
            </Button>
          );
        })}
      </div>
    </div>
  );
}
