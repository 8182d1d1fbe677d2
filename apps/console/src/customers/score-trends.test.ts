import { expect, it } from 'vitest';
import { trendsOf } from './score-trends';

const scored = (question: string | null, score: string, at: string) => ({ question, score, at });

it('orders the numbers of each question by time and says how the last one changed', () => {
  const scores = [
    scored('csat', '5', '2026-03-01T00:00:00Z'),
    scored('nps', '9', '2026-02-01T00:00:00Z'),
    scored('csat', '2', '2026-01-01T00:00:00Z'),
    scored('csat', '3', '2026-02-01T00:00:00Z'),
  ];
  expect(trendsOf(scores)).toEqual([
    {
      question: 'csat',
      points: [
        { at: '2026-01-01T00:00:00Z', score: 2 },
        { at: '2026-02-01T00:00:00Z', score: 3 },
        { at: '2026-03-01T00:00:00Z', score: 5 },
      ],
      change: 2,
    },
  ]);
});

it('sees no trend in words, nor in one answer', () => {
  expect(
    trendsOf([
      scored('yes-no', 'yes', '2026-01-01T00:00:00Z'),
      scored('yes-no', 'no', '2026-02-01T00:00:00Z'),
    ]),
  ).toEqual([]);
  expect(trendsOf([scored('csat', '4', '2026-01-01T00:00:00Z')])).toEqual([]);
});
