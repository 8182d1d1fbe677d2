import { Input, SegmentedControl } from '@mantine/core';
import { useWords } from '../../messages/use-words';
import type { Score } from '../follow-ups.api';

const SCALES: Readonly<Record<string, readonly [number, number]>> = {
  csat: [1, 5],
  nps: [0, 10],
  ces: [1, 7],
};

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
  const scale = SCALES[question];
  const choices = scale
    ? Array.from({ length: scale[1] - scale[0] + 1 }, (_, i) => ({
        value: String(scale[0] + i),
        label: String(scale[0] + i),
      }))
    : (['yes', 'no'] as const).map((answer) => ({ value: answer, label: words(`answer.${answer}`) }));
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
