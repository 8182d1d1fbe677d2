import { addedOffers } from './added-offer.js';
import { addedWork } from './added-work.js';
import type { AgreementClock } from './agreement.js';
import { applyOffset } from './due.js';
import type { Facts } from './facts.js';
import type { DatedFollowUp } from './follow-up.js';
import { followWork } from './follow-work.js';
import { climb, type EscalationLevel } from './ladder.js';
import { byHandLadder, noticeByHand } from './notice-by-hand.js';
import { PlanContext, type DatedItem } from './plan-context.js';
import type { Ladder, Step } from './policy.js';
import { laterTexts } from './put-off.js';
import { ladderOf, type Reacted, type Reaction } from './reaction.js';
import { spaceTexts } from './spacing.js';
import { dateStep } from './step-items.js';
import { orderSteps } from './step-order.js';
import { runTarget, type TargetClock } from './target.js';
import type { Instant } from './time.js';
import { unknownDeliveryLadders } from './unknown-delivery.js';
import { because } from './wording.js';

export type { AgreementClock } from './agreement.js';
export type { EscalationLevel } from './ladder.js';
export type { Reaction } from './reaction.js';
export type { TargetClock } from './target.js';

/** Everything that follows from the facts of a plan, with the reasons. */
export interface Agenda {
  /** Sorted by `dueAt`, then step, then occurrence. */
  readonly followUps: readonly DatedFollowUp[];
  readonly targets: readonly TargetClock[];
  /** Sorted by `at`. */
  readonly escalations: readonly EscalationLevel[];
  readonly reactions: readonly Reaction[];
  /** Of a plan about an agreement. */
  readonly agreement?: AgreementClock;
  /** Steps whose anchor is not known (any more). */
  readonly waitingFor: readonly { readonly step: string; readonly anchor: string }[];
  /** The next instant after `now` at which something changes by itself; null: nothing does any more. */
  readonly wakeAt: Instant | null;
}

/**
 * Decides everything about a plan: which follow-ups there are, when, in which state and why; how its clocks stand; who is
 * told; when to look again. Pure: the same facts and the same `now` give the same agenda anywhere.
 *
 * `until` (default: two years after `now`) limits series and ladders only. A step without `repeat` is always listed, a
 * series at least up to its next occurrence, so that `wakeAt` misses nothing. Of a fixed series, what ended more than
 * two years ago is not listed.
 *
 * @throws RangeError when the facts lack a calendar that the policy names.
 */
export function agenda(facts: Facts, now: Instant, until?: Instant): Agenda {
  const context = new PlanContext(facts, now, until);
  for (const step of orderSteps(facts.policy)) context.items.set(step.step, dateStep(step, context));
  const steps = facts.policy.steps ?? [];
  const items = spaceTexts(
    steps.flatMap((step) => context.itemsOf(step.step)),
    context,
  );
  const reacted = items.flatMap(({ reactions }) => [...reactions]);
  const calls = reacted.flatMap((reaction) => callOf(reaction, context) ?? []);
  const instead = items.flatMap((item) => callInstead(item, context) ?? []);
  const added = addedWork(context);
  const offers = addedOffers(context);
  const later = laterTexts([...items, ...offers], context);
  const byHand = items.flatMap((item) => noticeByHand(item, context) ?? []);
  const extra = [...calls, ...instead, ...added.map(({ item }) => item), ...offers, ...later, ...byHand];
  const all = [...items, ...extra];
  const reactions = [...reacted, ...extra.flatMap((item) => [...item.reactions])];
  const { targets, escalations: ofTargets } = targetsOf(context);
  const agreement = context.agreement;
  context.wakeAt(agreement?.changesAt);
  return {
    followUps: all.map(({ followUp }) => followUp).sort(byDueAt),
    targets,
    escalations: [
      ...ofTargets,
      ...itemLadders(
        all,
        [
          ...steps,
          ...added.map(({ step }) => step),
          ...byHand.map(({ followUp }) => byHandLadder(followUp.step)),
        ],
        context,
      ),
      ...reactionLadders(reactions, context),
      ...unknownDeliveryLadders(items, context),
    ].sort((a, b) => a.at - b.at),
    reactions: reactions.map(bare),
    ...(agreement ? { agreement: agreement.clock } : {}),
    waitingFor: context.waitingFor,
    wakeAt: context.nextWake,
  };
}

function byDueAt(a: DatedFollowUp, b: DatedFollowUp): number {
  if (a.dueAt !== b.dueAt) return a.dueAt - b.dueAt;
  return a.step === b.step ? a.occurrence - b.occurrence : a.step < b.step ? -1 : 1;
}

function bare({ rule: _rule, endsAt: _endsAt, ...reaction }: Reacted): Reaction {
  return reaction;
}

/** The call that a line of `react` asks for, under a step name of its own: `<step>/react-<line>`. */
function callOf(reaction: Reacted, context: PlanContext): DatedItem | null {
  if (reaction.do !== 'call') return null;
  const { rule, at, line, occurrence } = reaction;
  const asked = context.facts.policy.steps!.find(({ step }) => step === reaction.step)!;
  const place = { zone: context.zone, calendar: context.calendarOf(asked) };
  const dueAt = rule.offset === undefined ? at : applyOffset(at, rule.offset, place);
  const step: Step = {
    step: `${asked.step}/react-${line}`,
    kind: 'call',
    due: { from: `done:${asked.step}` },
    calendar: asked.calendar,
    template: rule.template,
    ladder: rule.ladder,
    attempts: asked.attempts,
  };
  const reasons = [because('reaction.matched', { step: asked.step, line })];
  return followWork({ step, occurrence, dueAt, reasons, point: { at, occurrence, knownAt: at } }, context);
}

/** The call that takes the place of a text which cannot reach the customer: `<step>/call`. */
function callInstead({ followUp, callAt }: DatedItem, context: PlanContext): DatedItem | null {
  if (callAt === null || callAt === undefined) return null;
  const text = context.facts.policy.steps!.find(({ step }) => step === followUp.step)!;
  const { due, calendar, template, attempts } = text;
  const step: Step = { step: `${text.step}/call`, kind: 'call', due, calendar, template, attempts };
  const { occurrence } = followUp;
  const place = { zone: context.zone, calendar: context.calendarOf(text) };
  const dueAt = applyOffset(callAt, 'PT0S', place);
  const reasons = [because('call.instead', { step: text.step })];
  return followWork(
    { step, occurrence, dueAt, reasons, point: { at: callAt, occurrence, knownAt: callAt } },
    context,
  );
}

function targetsOf(context: PlanContext): { targets: TargetClock[]; escalations: EscalationLevel[] } {
  const { subject, policy } = context.facts;
  const targets: TargetClock[] = [];
  const escalations: EscalationLevel[] = [];
  if (subject.type !== 'ticket') return { targets, escalations };
  for (const rule of policy.targets ?? []) {
    const { clock, spans, endsAt } = runTarget(rule, subject, context);
    targets.push(clock);
    if (!rule.ladder) continue;
    const place = { zone: context.zone, calendar: context.calendarOf(rule) };
    const of = `target:${rule.target}`;
    escalations.push(
      ...climb({ of, occurrence: 1, cause: 'ladder', ladder: rule.ladder, spans, endsAt, place }, context),
    );
  }
  return { targets, escalations };
}

/** Ladders of follow-ups. What a series merely expects has none: by then the one before is done. */
function itemLadders(
  items: readonly DatedItem[],
  steps: readonly Step[],
  context: PlanContext,
): EscalationLevel[] {
  return items.flatMap(({ followUp, dueHistory, ending, endsAt }) => {
    const step = steps.find((candidate) => candidate.step === followUp.step);
    if (!step?.ladder || followUp.projected) return [];
    const spans = dueHistory.map(({ from, dueAt, isBooked }, i) => ({
      from,
      dueAt,
      isBooked,
      until: dueHistory[i + 1]?.from ?? Infinity,
    }));
    return climbStep(step, followUp.occurrence, 'ladder', step.ladder, spans, ending?.at ?? endsAt, context);
  });
}

function reactionLadders(reactions: readonly Reacted[], context: PlanContext): EscalationLevel[] {
  return reactions.flatMap((reaction) => {
    if (reaction.do !== 'escalate') return [];
    const { step: name, occurrence, at, endsAt } = reaction;
    const own = name.split('/')[0];
    const step = context.facts.policy.steps!.find((candidate) => candidate.step === own)!;
    const spans = [{ from: at, until: Infinity, dueAt: at }];
    return climbStep(
      { ...step, step: name },
      occurrence,
      'reaction',
      ladderOf(reaction),
      spans,
      endsAt,
      context,
    );
  });
}

function climbStep(
  step: Step,
  occurrence: number,
  cause: EscalationLevel['cause'],
  ladder: Ladder,
  spans: Parameters<typeof climb>[0]['spans'],
  endsAt: Instant | null,
  context: PlanContext,
): EscalationLevel[] {
  const place = { zone: context.zone, calendar: context.calendarOf(step) };
  return climb({ of: `step:${step.step}`, occurrence, cause, ladder, spans, endsAt, place }, context);
}
