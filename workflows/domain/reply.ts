import { readCompliance } from './reply-compliance.js';
import { readScore } from './reply-score.js';
import { hasWords, readReplyText } from './reply-text.js';
import type { ReplyText } from './reply-text.js';
import { readSlot } from './reply-slot.js';
import { readConfirm, readYesNo } from './reply-yes-no.js';

/** Questions that are answered by a number: satisfaction 1 to 5, recommendation 0 to 10, effort 1 to 7. */
export type ScoreQuestion = 'csat' | 'nps' | 'ces';

/** What the customer was asked. `confirm`: will you be there; `slot`: which of these times; `none`: nothing is open. */
export type ReplyQuestion = ScoreQuestion | 'yes-no' | 'confirm' | 'slot' | 'none';

export type ReplyIntent =
  | 'opt-out' // wants no more messages
  | 'opt-in' // wants them again
  | 'help' // wants to know who writes, and how to stop it
  | 'score'
  | 'choice' // one of the times that were offered
  | 'yes'
  | 'no'
  | 'reschedule' // another time: work for a person
  | 'comment' // free text that answers no question
  | 'unclear'; // must be asked again

/** What a reply means to the question that was asked. */
export interface Interpretation {
  readonly intent: ReplyIntent;
  /** The score, or the number of the time that was chosen; for yes-no questions `yes` or `no`. */
  readonly value?: number | 'yes' | 'no';
  /** What the customer added, as written. */
  readonly comment?: string;
  /** Stable code of the rule that decided. */
  readonly rule: string;
  /** It may ask for no more messages: a person must look, and nothing is sent to this number until then. */
  readonly possibleOptOut?: boolean;
}

export interface ReplyInput {
  readonly text: string;
  readonly question: ReplyQuestion;
  /** slot: how many times were offered; default 3. */
  readonly choices?: number;
  /** Twilio's `OptOutType`, where Advanced Opt-Out is on: STOP, START or HELP. */
  readonly optOutType?: string;
}

/**
 * Reads a reply: compliance first and in all languages, then by the type of the question. Pure; understands English,
 * Spanish, Chinese and Lithuanian whatever the customer's language, and guesses nothing.
 */
export function interpretReply({ text, question, optOutType, choices = 3 }: ReplyInput): Interpretation {
  const reply = readReplyText(text);
  const compliance = readCompliance(reply, optOutType, question === 'confirm' || question === 'slot');
  if (compliance.intent) return { intent: compliance.intent, rule: compliance.rule };
  const answer = withoutEmpty(readAnswer(reply, question, choices));
  return compliance.possible ? { ...answer, possibleOptOut: true } : answer;
}

function readAnswer(reply: ReplyText, question: ReplyQuestion, choices: number): Interpretation {
  if (reply.plain === '') return { intent: 'unclear', rule: 'empty' };
  if (question === 'none') return { intent: 'comment', comment: reply.plain, rule: 'comment.no-question' };
  if (question === 'slot') return readSlot(reply, choices);
  if (question === 'yes-no' || question === 'confirm') {
    if (!hasWords(reply.plain)) return { intent: 'unclear', rule: 'no-words' };
    return question === 'yes-no' ? readYesNo(reply) : readConfirm(reply);
  }
  return readScore(reply, question);
}

function withoutEmpty(answer: Interpretation): Interpretation {
  if (answer.comment !== undefined) return answer;
  const { comment: _, ...rest } = answer;
  return rest;
}

/** A score that someone must look after: csat up to 2, nps up to 6, ces up to 3, no. */
export function isLowScore(question: ReplyQuestion, value: number | 'yes' | 'no'): boolean {
  if (typeof value === 'string') return question === 'yes-no' && value === 'no';
  const atMost = { csat: 2, nps: 6, ces: 3 };
  return isScoreQuestion(question) && value <= atMost[question];
}

/** A score to be glad of: csat from 4, nps from 9, ces from 6, yes. */
export function isHighScore(question: ReplyQuestion, value: number | 'yes' | 'no'): boolean {
  if (typeof value === 'string') return question === 'yes-no' && value === 'yes';
  const atLeast = { csat: 4, nps: 9, ces: 6 };
  return isScoreQuestion(question) && value >= atLeast[question];
}

function isScoreQuestion(question: ReplyQuestion): question is ScoreQuestion {
  return question === 'csat' || question === 'nps' || question === 'ces';
}
