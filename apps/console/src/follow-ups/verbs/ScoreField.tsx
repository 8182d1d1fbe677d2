import { Input, SegmentedControl } from '@mantine/core';
import { useWords } from '../../messages/use-words';
import type { Score } from '../follow-ups.api';
import { answersTo } from './score-scale';

interface ScoreFieldProps {
  /** csat, nps, ces or yes-no. */
  question: string;
  value: Score | null;
  onChange: (score: Score) => void;
  error?: string;
}

/** The customer's answer on the scale of the question. */
export function ScoreField({ question, value, onChange, error }: ScoreFieldProps) {
  const words = useWords();
  const choices = answersTo(question).map((answer) => ({
    value: String(answer),
    label: answer === 'yes' || answer === 'no' ? words(`answer.${answer}`) : String(answer),
  }));
  return (
    <Input.Wrapper label={words('score.label', { question: question.toUpperCase() })} error={error}>
      <SegmentedControl
        fullWidth
        mt={4}
        aria-label={words('score.label', { question: question.toUpperCase() })}
        data={choices}
        value={value === null ? '' : String(value)}
        onChange={(text) => onChange(text === 'yes' || text === 'no' ? text : Number(text))}
      />
    </Input.Wrapper>
  );
}
