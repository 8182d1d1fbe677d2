import {
  earliestAfterFrequency,
  findThrottle,
  frequencyReason,
  isMergeable,
  type FrequencyQuestion,
  type OtherMessage,
} from './contact-frequency.js';
import { addDuration, parseDuration, type Instant } from './time.js';
import type { Purpose } from './contact-rules.js';
import type { PlannedSend } from './follow-up.js';
import type { DatedItem, PlanContext } from './plan-context.js';
import { purposeOf } from './purpose.js';
import { because } from './wording.js';

/** A text of the plan that left. */
interface Gone extends OtherMessage {
  readonly step: string;
}

/**
 * Applies `surveyEvery`, `frequency` and `merge` among the texts of one plan, in the order in which they leave. Texts of
 * other plans are not known here: the sender looks at those when a text is about to leave (`judgeAcrossPlans`).
 */
export function spaceTexts(items: readonly DatedItem[], context: PlanContext): readonly DatedItem[] {
  const { frequency, surveyEvery, merge } = context.facts.contactRules;
  if (!frequency && surveyEvery === undefined && merge === undefined) return items;
  const waiting = items.filter(isWaiting).sort((a, b) => a.followUp.sendAt! - b.followUp.sendAt!);
  if (waiting.length === 0) return items;
  const gone = items.flatMap((item) => goneOf(item, context) ?? []);
  const spaced = new Map(waiting.map((item) => [item, spaceText(item, gone, context)]));
  return items.map((item) => spaced.get(item) ?? item);
}

function isWaiting({ followUp }: DatedItem): boolean {
  return messageOf(followUp.sends) !== undefined && followUp.sendAt !== undefined;
}

function messageOf(sends: readonly PlannedSend[]): PlannedSend | undefined {
  return sends.find(({ part }) => part === 'message');
}

function goneOf({ followUp, carriedOutAt }: DatedItem, context: PlanContext): Gone | null {
  if (followUp.sendAt === undefined || carriedOutAt === null) return null;
  const step = context.facts.policy.steps!.find((candidate) => candidate.step === followUp.step);
  return step
    ? { at: carriedOutAt, purpose: purposeOf(step, step.template, context), step: step.step }
    : null;
}

/** Judges one text and takes down when it leaves, for those after it. */
function spaceText(item: DatedItem, gone: Gone[], context: PlanContext): DatedItem {
  const { followUp } = item;
  const send = messageOf(followUp.sends)!;
  const { contactRules: rules } = context.facts;
  const message = { at: send.sendAt, purpose: send.purpose };
  const question: FrequencyQuestion = { message, sent: gone, staged: [], rules, zone: context.zone };
  const throttled = findThrottle(question);
  if (throttled) {
    const reasons = [...followUp.reasons, throttled];
    const ending = { at: send.sendAt, isDone: false };
    return { ...item, ending, followUp: { ...followUp, state: 'skipped', reasons, sends: [] } };
  }
  const leader = findLeader(message, gone, context);
  if (leader) {
    // It leaves in the other's text, so it takes no place of its own.
    return moved(item, send, leader.at, because('merged', { step: leader.step }), context);
  }
  const at = earliestAfterFrequency(question);
  gone.push({ at, purpose: send.purpose, step: followUp.step });
  return at === send.sendAt ? item : moved(item, send, at, frequencyReason(question, at), context);
}

/** The reminder shortly before this one, with which it can leave; one that left already takes nobody along. */
function findLeader(
  { at, purpose }: { at: Instant; purpose: Purpose },
  gone: readonly Gone[],
  { facts, zone, now }: PlanContext,
): Gone | undefined {
  const { merge } = facts.contactRules;
  if (merge === undefined || !isMergeable(purpose)) return undefined;
  return gone.find(
    (other) =>
      isMergeable(other.purpose) &&
      other.at > now &&
      other.at <= at &&
      at <= addDuration(other.at, parseDuration(merge), zone),
  );
}

function moved(
  item: DatedItem,
  send: PlannedSend,
  sendAt: Instant,
  reason: ReturnType<typeof because>,
  context: PlanContext,
): DatedItem {
  const { followUp } = item;
  context.wakeAt(sendAt);
  const sends = followUp.sends.map((other) => (other === send ? { ...send, sendAt } : other));
  const state = sendAt <= context.now ? ('due' as const) : ('planned' as const);
  const reasons = [...followUp.reasons, reason];
  const endsAt = sendAt > context.now ? sendAt : null;
  return { ...item, endsAt, followUp: { ...followUp, sendAt, state, reasons, sends } };
}
