import type { ReplyQuestion, ScoreQuestion } from './reply.js';

/** The scale of a question that is answered by a number, both ends included. */
export const SCALES: Readonly<Record<ScoreQuestion, { readonly min: number; readonly max: number }>> = {
  csat: { min: 1, max: 5 },
  nps: { min: 0, max: 10 },
  ces: { min: 1, max: 7 },
};

/** One answer as it is scored. */
export type AnswerValue = number | 'yes' | 'no';

/** Every answer a question has, in order; none for what only a person can read. */
export function answersTo(question: ReplyQuestion): readonly AnswerValue[] {
  if (question === 'yes-no') return ['yes', 'no'];
  if (question === 'none' || question === 'confirm' || question === 'slot') return [];
  const { min, max } = SCALES[question];
  return Array.from({ length: max - min + 1 }, (_, place) => min + place);
}
