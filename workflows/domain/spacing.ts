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
import type { Reason } from './reason.js';
import { because } from './wording.js';

/** A text of the plan that left, or will have. */
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
  const open = items
    .filter((item) => messageOf(item) !== undefined || isTakenAsSent(item, context))
    .sort((a, b) => a.followUp.sendAt! - b.followUp.sendAt!);
  if (open.length === 0) return items;
  const judged = new Set(open);
  const gone = items.flatMap((item) => (judged.has(item) ? [] : (goneOf(item, context) ?? [])));
  const spaced = new Map(open.map((item) => [item, spaceText(item, gone, context)]));
  return items.map((item) => spaced.get(item) ?? item);
}

function messageOf({ followUp }: DatedItem): PlannedSend | undefined {
  return followUp.sends.find(({ part }) => part === 'message');
}

/** In a simulation nobody told what became of it: the rules decide it now as they would have then. */
function isTakenAsSent({ followUp, carriedOutAt }: DatedItem, { facts, log }: PlanContext): boolean {
  const { step, occurrence, sendAt } = followUp;
  return (
    facts.assumeSent && sendAt !== undefined && carriedOutAt !== null && log.of(step, occurrence).length === 0
  );
}

function goneOf(item: DatedItem, context: PlanContext): Gone | null {
  const { followUp, carriedOutAt } = item;
  if (followUp.sendAt === undefined || carriedOutAt === null) return null;
  return { at: carriedOutAt, purpose: purposeIn(item, context), step: followUp.step };
}

function purposeIn(item: DatedItem, context: PlanContext): Purpose {
  const step = context.facts.policy.steps!.find((candidate) => candidate.step === item.followUp.step)!;
  return messageOf(item)?.purpose ?? purposeOf(step, step.template, context);
}

/** Judges one text and takes down when it leaves, for those after it. */
function spaceText(item: DatedItem, gone: Gone[], context: PlanContext): DatedItem {
  const { followUp } = item;
  const sendAt = followUp.sendAt!;
  const message = { at: sendAt, purpose: purposeIn(item, context) };
  const { contactRules: rules } = context.facts;
  const question: FrequencyQuestion = { message, sent: gone, staged: [], rules, zone: context.zone };
  const throttled = findThrottle(question);
  if (throttled) return notAsked(item, throttled);
  const leader = findLeader(message, gone, context);
  if (leader) {
    // It leaves in the other's text, so it takes no place of its own.
    return moved(item, message.purpose, leader.at, because('merged', { step: leader.step }), context);
  }
  const at = earliestAfterFrequency(question);
  gone.push({ at, purpose: message.purpose, step: followUp.step });
  return at === sendAt ? item : moved(item, message.purpose, at, frequencyReason(question, at), context);
}

/** The reminder shortly before this one, with which it can leave; one that really left already takes nobody along. */
function findLeader(
  { at, purpose }: OtherMessage,
  gone: readonly Gone[],
  { facts, zone, now }: PlanContext,
): Gone | undefined {
  const { merge } = facts.contactRules;
  if (merge === undefined || !isMergeable(purpose)) return undefined;
  return gone.find(
    (other) =>
      isMergeable(other.purpose) &&
      (facts.assumeSent || other.at > now) &&
      other.at <= at &&
      at <= addDuration(other.at, parseDuration(merge), zone),
  );
}

function notAsked(item: DatedItem, reason: Reason): DatedItem {
  const { closesAt: _closesAt, ...followUp } = item.followUp;
  const reasons = [...decided(followUp.reasons), reason];
  const ending = { at: followUp.sendAt!, isDone: false };
  return {
    ...item,
    ending,
    carriedOutAt: null,
    followUp: { ...followUp, state: 'skipped', reasons, sends: [] },
  };
}

function moved(
  item: DatedItem,
  purpose: Purpose,
  sendAt: Instant,
  reason: Reason,
  context: PlanContext,
): DatedItem {
  const { followUp } = item;
  const hasLeft = context.facts.assumeSent && sendAt <= context.now;
  if (hasLeft) {
    const reasons = [...decided(followUp.reasons), reason, because('sent.assumed')];
    const rest = item.carriedOutAt === null ? { state: 'sent' as const, sends: [] } : {};
    return { ...item, carriedOutAt: sendAt, followUp: { ...followUp, ...rest, sendAt, reasons } };
  }
  context.wakeAt(sendAt);
  const { closesAt: _closesAt, ...open } = followUp;
  const planned = messageOf(item);
  const { template = followUp.step } = planned ?? templateOf(item, context);
  const others = followUp.sends.filter(({ part }) => part !== 'message' && item.carriedOutAt === null);
  const { channel = 'sms', turn = 1 } = planned ?? {};
  const moves = [...(planned?.moves ?? []), { from: followUp.sendAt!, to: sendAt, reason }];
  const sends = [{ part: 'message', template, purpose, sendAt, channel, turn, moves }, ...others];
  const state = sendAt <= context.now ? ('due' as const) : ('planned' as const);
  const reasons = [...decided(followUp.reasons), reason];
  const endsAt = sendAt > context.now ? sendAt : null;
  return {
    ...item,
    ending: null,
    carriedOutAt: null,
    endsAt,
    followUp: { ...open, sendAt, state, reasons, sends },
  };
}

function templateOf({ followUp }: DatedItem, { facts }: PlanContext): { template?: string } {
  return facts.policy.steps!.find(({ step }) => step === followUp.step)!;
}

/** The reasons without what had only been taken for granted. */
function decided(reasons: readonly Reason[]): Reason[] {
  return reasons.filter(({ code }) => code !== 'sent.assumed' && code !== 'closed');
}
