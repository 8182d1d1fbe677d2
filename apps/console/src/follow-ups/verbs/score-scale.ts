import type { Score } from '../follow-ups.api';

const SCALES: Readonly<Record<string, readonly [number, number]>> = {
  csat: [1, 5],
  nps: [0, 10],
  ces: [1, 7],
};

/**
 * The answers that a question has, in order.
 * @param question csat, nps, ces or yes-no
 */
export function answersTo(question: string): readonly Score[] {
  const scale = SCALES[question];
  if (!scale) return ['yes', 'no'];
  const [lowest, highest] = scale;
  return Array.from({ length: highest - lowest + 1 }, (_, i) => lowest + i);
}
