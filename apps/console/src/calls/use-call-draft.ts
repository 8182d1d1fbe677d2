import { formatInstant } from '@aftercare/workflows/domain/time.js';
import { useState } from 'react';
import type { FollowUp } from '../api/types';
import type { CallOutcome, Score, Verb } from '../follow-ups/follow-ups.api';
import { answerByDigit, isToldAtOnce } from './outcome-keys';

type OutcomeBody = Extract<Verb, { verb: 'outcome' }>['body'];

interface Chosen {
  outcome: CallOutcome | null;
  score: Score | null;
  /** UTC milliseconds. */
  callBackAt: number | null;
}

/** What is about to be told of one call. */
export interface CallDraft extends Chosen {
  comment: string;
  setComment: (comment: string) => void;
  /** Chooses an outcome. What needs no second look is told at once; chosen again, any is told. */
  choose: (outcome: CallOutcome) => void;
  /** The customer's answer, and so that somebody was reached; null takes it back. */
  answer: (score: Score | null) => void;
  /** An answer by its digit. */
  digit: (digit: string) => void;
  setCallBackAt: (at: number | null) => void;
  /** Agrees on a time, which ends the call. */
  callBack: (at: number) => void;
  /** Tells what is chosen, if that is all that is needed. */
  tell: () => void;
  isComplete: boolean;
}

const NOTHING: Chosen = { outcome: null, score: null, callBackAt: null };

export function useCallDraft(
  { question }: Pick<FollowUp, 'question'>,
  onTell: (body: OutcomeBody) => void,
): CallDraft {
  const [chosen, setChosen] = useState<Chosen>(NOTHING);
  const [comment, setComment] = useState('');
  const send = ({ outcome, score, callBackAt }: Chosen): void => {
    if (outcome === null || (outcome === 'call-back' && callBackAt === null)) return;
    onTell({
      outcome,
      callBackAt: outcome === 'call-back' ? formatInstant(callBackAt!) : undefined,
      score: outcome === 'reached' ? (score ?? undefined) : undefined,
      comment: comment.trim() || undefined,
    });
  };
  const answer = (score: Score | null): void =>
    setChosen(score === null ? NOTHING : { ...NOTHING, outcome: 'reached', score });
  return {
    ...chosen,
    comment,
    setComment,
    choose: (outcome) => {
      const next = outcome === chosen.outcome ? chosen : { ...NOTHING, outcome };
      setChosen(next);
      if (next === chosen || isToldAtOnce(outcome, question)) send(next);
    },
    answer,
    digit: (digit) => {
      const score = question === null ? null : answerByDigit(question, digit, chosen.score);
      if (score !== null) answer(score);
    },
    setCallBackAt: (callBackAt) => setChosen({ ...NOTHING, outcome: 'call-back', callBackAt }),
    callBack: (callBackAt) => send({ ...NOTHING, outcome: 'call-back', callBackAt }),
    tell: () => send(chosen),
    isComplete: chosen.outcome !== null && (chosen.outcome !== 'call-back' || chosen.callBackAt !== null),
  };
}
