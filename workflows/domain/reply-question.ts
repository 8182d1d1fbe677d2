import { interpretReply } from './reply.js';
import type { Interpretation, ReplyInput, ReplyIntent, ReplyQuestion } from './reply.js';
import type { Instant } from './time.js';

/** One question that was texted to this phone from the number it replies to. */
export interface AskedQuestion {
  readonly id: string;
  readonly question: Exclude<ReplyQuestion, 'none'>;
  /** When it was sent. */
  readonly askedAt: Instant;
  /** When it stopped waiting for an answer; absent while it is open. */
  readonly closedAt?: Instant;
  /** confirm, slot: when the visit that was booked starts. Until then a late answer still helps. */
  readonly visitAt?: Instant;
  /** slot: how many times were offered. */
  readonly choices?: number;
  /** The letter it got when the customer was asked which question was meant. */
  readonly letter?: string;
}

export interface ReceivedReply extends Omit<ReplyInput, 'question'> {
  readonly at: Instant;
}

/** Which question a reply answers. `ask-which` and `inbox` need a text or a person; `compliance` comes before all. */
export type QuestionMatch =
  | { readonly kind: 'compliance'; readonly interpretation: Interpretation; readonly rule: string }
  | {
      readonly kind: 'match';
      readonly id: string;
      readonly interpretation: Interpretation;
      /** The question was closed already: accepted and flagged. */
      readonly late: boolean;
      readonly rule: string;
    }
  | {
      readonly kind: 'ask-which';
      readonly ids: readonly string[];
      readonly interpretation: Interpretation;
      readonly rule: string;
    }
  | { readonly kind: 'inbox'; readonly interpretation: Interpretation; readonly rule: string };

/** For so long after closing a score is still taken: 14 days of elapsed time. */
const LATE_ANSWER_MS = 14 * 24 * 60 * 60 * 1000;
const COMPLIANCE: readonly ReplyIntent[] = ['opt-out', 'opt-in', 'help'];
const ANSWERS: readonly ReplyIntent[] = ['score', 'choice', 'yes', 'no', 'reschedule'];

/**
 * Finds the question a reply belongs to, among all that were asked of this phone by the number it was sent to.
 *
 * One open question is answered by whatever comes. Of several, the one whose type alone fits the text; where more
 * fit, the one whose letter the customer wrote, else they are asked which. With none open, the last one asked still
 * takes an answer for a while.
 */
export function matchQuestion(asked: readonly AskedQuestion[], received: ReceivedReply): QuestionMatch {
  const bare = interpretReply({ ...received, question: 'none' });
  if (COMPLIANCE.includes(bare.intent) && !isCancelledVisit(asked, received)) {
    return { kind: 'compliance', interpretation: bare, rule: bare.rule };
  }
  const known = asked.filter((one) => one.askedAt <= received.at).sort((a, b) => b.askedAt - a.askedAt);
  const open = known.filter((one) => one.closedAt === undefined || one.closedAt > received.at);
  if (open.length > 0) return matchOpen(open, received);
  return matchLate(known[0], received) ?? { kind: 'inbox', interpretation: bare, rule: 'question.none-open' };
}

/** "取消" to "will you be there?" is about the visit: the question decides, not the word alone. */
function isCancelledVisit(asked: readonly AskedQuestion[], received: ReceivedReply): boolean {
  const isAboutVisit = ({ question, closedAt, visitAt }: AskedQuestion) =>
    (question === 'confirm' || question === 'slot') &&
    Math.max(closedAt ?? Infinity, visitAt ?? 0) > received.at;
  return (
    asked.some(isAboutVisit) &&
    !COMPLIANCE.includes(interpretReply({ ...received, question: 'confirm' }).intent)
  );
}

function matchOpen(open: readonly AskedQuestion[], received: ReceivedReply): QuestionMatch {
  const [newest] = open;
  const fitting = open.filter((one) => isAnswer(read(one, received)));
  if (open.length === 1 && newest) return matched(newest, received, 'question.only-one');
  if (fitting.length === 1 && fitting[0]) return matched(fitting[0], received, 'question.only-type');
  const byLetter = matchLetter(open, received);
  if (byLetter) return byLetter;
  if (fitting.length === 0 && newest) return matched(newest, received, 'question.newest');
  return {
    kind: 'ask-which',
    ids: fitting.map((one) => one.id),
    interpretation: interpretReply({ ...received, question: 'none' }),
    rule: 'question.several-fit',
  };
}

/** "B 4": the letter names the question, the rest answers it. */
function matchLetter(open: readonly AskedQuestion[], received: ReceivedReply): QuestionMatch | null {
  for (const one of open) {
    if (!one.letter) continue;
    const letter = new RegExp(`(?<![\\p{L}\\p{N}])${one.letter}(?![\\p{L}\\p{N}])[\\s:.,)-]*`, 'iu');
    if (!letter.test(received.text)) continue;
    return matched(one, { ...received, text: received.text.replace(letter, ' ') }, 'question.letter');
  }
  return null;
}

function matchLate(last: AskedQuestion | undefined, received: ReceivedReply): QuestionMatch | null {
  if (!last || last.closedAt === undefined || !isAnswer(read(last, received))) return null;
  const isOfVisit = last.question === 'confirm' || last.visitAt !== undefined;
  const until = isOfVisit ? (last.visitAt ?? -Infinity) : last.closedAt + LATE_ANSWER_MS;
  return received.at <= until ? { ...matched(last, received, 'question.late'), late: true } : null;
}

function matched(
  one: AskedQuestion,
  received: ReceivedReply,
  rule: string,
): QuestionMatch & { kind: 'match' } {
  return { kind: 'match', id: one.id, interpretation: read(one, received), late: false, rule };
}

function read(one: AskedQuestion, received: ReceivedReply): Interpretation {
  return interpretReply({
    text: received.text,
    optOutType: received.optOutType,
    question: one.question,
    choices: one.choices,
  });
}

function isAnswer(interpretation: Interpretation): boolean {
  return ANSWERS.includes(interpretation.intent);
}
