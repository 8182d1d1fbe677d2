import type { CallOutcome, Score } from '../follow-ups/follow-ups.api';
import { answersTo } from '../follow-ups/verbs/score-scale';

interface OutcomeKey {
  outcome: CallOutcome;
  key: string;
}

/** What most calls end with; on a phone these lie under the thumb. */
export const USUAL_OUTCOMES: readonly OutcomeKey[] = [
  { outcome: 'reached', key: 'a' },
  { outcome: 'no-answer', key: 'n' },
  { outcome: 'busy', key: 'b' },
  { outcome: 'voicemail', key: 'v' },
  { outcome: 'call-back', key: 'c' },
];

export const RARE_OUTCOMES: readonly OutcomeKey[] = [
  { outcome: 'refused', key: 'r' },
  { outcome: 'complaint', key: 'x' },
  { outcome: 'wrong-number', key: 'w' },
  { outcome: 'do-not-call', key: 'd' },
  { outcome: 'language-barrier', key: 'l' },
];

/** What goes beyond the plan and cannot be taken back. */
const FINAL: readonly CallOutcome[] = ['complaint', 'wrong-number', 'do-not-call', 'language-barrier'];

/** Told with one key: a slip can be taken back, and there is nothing more to say. */
export function isToldAtOnce(outcome: CallOutcome, question: string | null): boolean {
  if (outcome === 'reached') return question === null;
  return outcome === 'no-answer' || outcome === 'busy' || outcome === 'voicemail';
}

export function mayBeTakenBack(outcome: CallOutcome, score: Score | null): boolean {
  return score === null && !FINAL.includes(outcome);
}

/** The digit of an answer; yes and no are 1 and 2, as customers text them; ten is a one and then a nought. */
export function keyOfAnswer(answer: Score): string {
  if (answer === 'yes') return '1';
  if (answer === 'no') return '2';
  return String(answer);
}

/** The answer that a digit means, after the one chosen before; null: none has it. */
export function answerByDigit(question: string, digit: string, chosen: Score | null): Score | null {
  const answers = answersTo(question);
  const key = chosen === 1 && digit === '0' && answers.includes(10) ? '10' : digit;
  return answers.find((answer) => keyOfAnswer(answer) === key) ?? null;
}
