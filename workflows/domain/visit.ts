import { channelsOf } from './channel.js';
import type { Dated } from './dated.js';
import type { StepEvent } from './event-log.js';
import type { PlannedSend } from './follow-up.js';
import { channelAt, leavingTime, refusalAt, type Text } from './leaving.js';
import type { PlanContext } from './plan-context.js';
import type { Step } from './policy.js';
import { purposeOf } from './purpose.js';
import type { Reason } from './reason.js';
import { addDuration, atLocal, localDay, parseDuration, times, toLocal, type Instant } from './time.js';
import { because } from './wording.js';

/**
 * to-come: not yet work; to-propose: times are about to be offered; proposed: the customer is asked; to-arrange: a person
 * has to call; booked; confirmed by the customer; missed: it is past, and nobody has reported.
 */
export type VisitStage =
  'to-come' | 'to-propose' | 'proposed' | 'to-arrange' | 'booked' | 'confirmed' | 'missed';

/** How far an open visit has come. */
export interface VisitState {
  readonly stage: VisitStage;
  /** When the policy wants it, whatever is booked. */
  readonly deadlineAt: Instant;
  readonly minutes: number;
  /** From when on it can be done: the early window, else since it is work. */
  readonly opensAt: Instant;
  /** The n-th proposal that should be made now. */
  readonly proposeTurn?: number;
  /** The proposal that would be made now follows one that suited nobody. */
  readonly isAgain?: boolean;
}

/** How long a visit takes where its policy does not say. */
export const DEFAULT_MINUTES = 60;
const DEFAULT_CLOSES_AFTER = 'P5D';
const DEFAULT_ROUNDS = 2;
/** So much time is left to arrange a visit whose date is near or past. */
const LEAST_TIME = parseDuration('P21D');

interface Booking {
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly leads: boolean;
}

interface Asked {
  readonly at: Instant;
  readonly closesAt: Instant;
  readonly leads: boolean;
  readonly turn: number;
  readonly isAgain: boolean;
}

/** What the customer is told of a booking: `turn` counts what was ever told. */
interface Told {
  readonly what: 'booked' | 'moved' | 'cancelled';
  readonly at: Instant;
  readonly turn: number;
  readonly byCustomer: boolean;
}

/** What the events of one visit come to. */
export interface VisitProgress {
  readonly booking: Booking | null;
  readonly asked: Asked | null;
  /** Proposals made so far, and those since it was last booked. */
  readonly turns: number;
  readonly rounds: number;
  readonly bookings: number;
  readonly isConfirmed: boolean;
  /** Why a person has to arrange it. */
  readonly person: string | null;
  readonly told: Told | null;
}

/** Follows proposals and bookings through the events of one visit, oldest first. */
export function followBookings(events: readonly StepEvent[], context: PlanContext): VisitProgress {
  let booking: Booking | null = null;
  let asked: Asked | null = null;
  let told: Told | null = null;
  let person: string | null = null;
  let [turns, rounds, bookings, tellings] = [0, 0, 0, 0];
  let isConfirmed = false;
  let isAgain = false;
  for (const event of events) {
    const { at } = event;
    if (event.type === 'proposed') {
      turns += 1;
      rounds += 1;
      asked = { at, closesAt: event.closesAt, leads: event.leads, turn: turns, isAgain };
    } else if (event.type === 'proposal-withdrawn') {
      asked = null;
      // A slot that somebody else took is no answer of the customer.
      if (event.reason === 'slot-taken') rounds -= 1;
      else person = event.reason;
      isAgain = true;
    } else if (event.type === 'booked') {
      const what = booking === null ? ('booked' as const) : ('moved' as const);
      booking = { startsAt: event.startsAt, endsAt: event.endsAt, leads: event.leads };
      bookings += 1;
      if (event.leads && event.tell !== false)
        told = { what, at, turn: (tellings += 1), byCustomer: event.by === 'customer' };
      else told = null;
      asked = null;
      person = null;
      rounds = 0;
      isConfirmed = false;
      isAgain = false;
    } else if (event.type === 'confirmed') {
      isConfirmed = booking !== null;
    } else if (event.type === 'declined' || event.type === 'unbooked') {
      booking = null;
      asked = null;
      told = null;
      isConfirmed = false;
      isAgain = event.type === 'declined';
      if (event.person) person = event.person;
    } else if (event.type === 'cancelled') {
      if (booking?.leads && event.tell !== false)
        told = { what: 'cancelled', at, turn: (tellings += 1), byCustomer: false };
      else told = null;
    } else if (event.type === 'kept-back' && event.part === 'proposal') {
      asked = null;
      person = 'not-reached';
    }
  }
  if (asked && asked.closesAt <= context.now) asked = null;
  return { booking, asked, turns, rounds, bookings, isConfirmed, person, told };
}

/** When a proposal stops waiting for an answer. */
export function proposalClosesAt({ propose }: Step, at: Instant, zone: string): Instant {
  return addDuration(at, parseDuration(propose?.closesAfter ?? DEFAULT_CLOSES_AFTER), zone);
}

/** Where a visit stands that has not ended. */
export function visitState(
  { step }: Dated,
  dates: { deadlineAt: Instant; appearsAt: Instant; expiresAt: Instant | null },
  progress: VisitProgress,
  context: PlanContext,
): VisitState {
  const { booking, asked } = progress;
  const base = {
    deadlineAt: dates.deadlineAt,
    minutes: step.minutes ?? DEFAULT_MINUTES,
    opensAt: opensAt(step, dates.deadlineAt, dates.appearsAt, context.zone),
  };
  if (booking) {
    context.wakeAt(booking.endsAt);
    const past = booking.endsAt <= context.now;
    return { ...base, stage: past ? 'missed' : progress.isConfirmed ? 'confirmed' : 'booked' };
  }
  if (asked) {
    context.wakeAt(asked.closesAt);
    return { ...base, stage: 'proposed' };
  }
  if (dates.appearsAt > context.now) return { ...base, stage: 'to-come' };
  if (!mayPropose(step, progress, context)) return { ...base, stage: 'to-arrange' };
  const isAgain = progress.turns > 0;
  return { ...base, stage: 'to-propose', proposeTurn: progress.turns + 1, ...(isAgain ? { isAgain } : {}) };
}

function mayPropose(step: Step, { rounds, person }: VisitProgress, context: PlanContext): boolean {
  const { propose } = step;
  if (!propose || person !== null || rounds >= (propose.rounds ?? DEFAULT_ROUNDS)) return false;
  return refusalAt(asText(step, propose.template, context), context.now, context) === null;
}

function opensAt(step: Step, deadlineAt: Instant, appearsAt: Instant, zone: string): Instant {
  const early = step.repeat?.mode === 'anniversary' ? step.repeat.early : undefined;
  if (early === undefined) return appearsAt;
  return atLocal(localDay(addDuration(deadlineAt, times(parseDuration(early), -1), zone), zone), 0, zone);
}

/** Within which a visit can be done that is arranged now: until its date or, where little time is left, a little longer. */
export function windowOf(
  { opensAt: from, deadlineAt }: VisitState,
  expiresAt: Instant | undefined,
  now: Instant,
  zone: string,
): { from: Instant; to: Instant } {
  const endOfDay = atLocal(localDay(deadlineAt, zone) + 1, 0, zone);
  const to = Math.max(endOfDay, addDuration(now, LEAST_TIME, zone));
  return { from: Math.max(from, now), to: Math.min(to, expiresAt ?? Infinity) };
}

/** The words for how a visit stands. */
export function visitReasons(
  { stage }: VisitState,
  { booking, asked, person, rounds }: VisitProgress,
  { propose }: Step,
  zone: string,
): Reason[] {
  const at = booking && toLocal(booking.startsAt, zone);
  switch (stage) {
    case 'booked':
      return [because('visit.booked', { at })];
    case 'confirmed':
      return [because('visit.confirmed', { at })];
    case 'missed':
      return [because('visit.missed', { at })];
    case 'proposed':
      return [because('visit.proposed', { until: toLocal(asked!.closesAt, zone) })];
    case 'to-arrange':
      if (person !== null) return [because('visit.person', { reason: person })];
      return propose && rounds > 0 ? [because('visit.unanswered', { rounds })] : [];
    case 'to-come':
    case 'to-propose':
      return [];
  }
}

/** The texts of a visit that are still wanted: times to choose from, a reminder of them, what was booked, a last reminder. */
export function visitSends(
  step: Step,
  occurrence: number,
  progress: VisitProgress,
  events: readonly StepEvent[],
  context: PlanContext,
): PlannedSend[] {
  const of = { step, occurrence, events, context };
  return [...proposal(of, progress), ...telling(of, progress), ...lastReminder(of, progress)];
}

/** What was done, in words for the customer, where the policy has some. Not of history that is caught up with. */
export function reportSends(
  step: Step,
  occurrence: number,
  events: readonly StepEvent[],
  context: PlanContext,
): PlannedSend[] {
  const template = step.tell?.done;
  const done = events.find((e) => e.type === 'done');
  if (template === undefined || done?.type !== 'done' || done.tell !== true) return [];
  const before = addDuration(done.at, parseDuration('P7D'), context.zone);
  return planned(
    { step, occurrence, events, context },
    { ...{ part: 'visit-report', turn: 1 }, template, dueAt: done.at, before },
  );
}

/** That it was called off, to whom was told that it is booked. */
export function cancelledSends(
  step: Step,
  occurrence: number,
  events: readonly StepEvent[],
  context: PlanContext,
): PlannedSend[] {
  return telling({ step, occurrence, events, context }, followBookings(events, context));
}

interface Of {
  readonly step: Step;
  readonly occurrence: number;
  readonly events: readonly StepEvent[];
  readonly context: PlanContext;
}

function proposal(of: Of, { asked }: VisitProgress): PlannedSend[] {
  const { propose } = of.step;
  if (!propose || !asked?.leads) return [];
  const { turn } = asked;
  const template = asked.isAgain ? (propose.again ?? propose.template) : propose.template;
  const sent = of.events.find((e) => e.type === 'sent' && e.part === 'proposal' && (e.turn ?? 1) === turn);
  if (!sent)
    return planned(of, { part: 'proposal', turn, template, dueAt: asked.at, before: asked.closesAt });
  if (propose.remindAfter === undefined) return [];
  const dueAt = addDuration(sent.at, parseDuration(propose.remindAfter), of.context.zone);
  const reminder = propose.reminder ?? propose.template;
  return planned(of, { part: 'proposal-reminder', turn, template: reminder, dueAt, before: asked.closesAt });
}

/** What was booked, moved or called off; not once the time it speaks of is past. */
function telling(of: Of, { told, booking }: VisitProgress): PlannedSend[] {
  if (!told) return [];
  const template = of.step.tell?.[told.what] ?? DEFAULT_TELL[told.what];
  if (!of.context.facts.purposes.has(template)) return [];
  const before = booking?.startsAt ?? Infinity;
  const { at: dueAt, turn, byCustomer } = told;
  return planned(of, { part: TOLD_PART[told.what], turn, template, dueAt, before, byCustomer });
}

/** Templates of what a customer is told of a visit, where its step names none. */
export const DEFAULT_TELL = {
  booked: 'visit-booked',
  moved: 'visit-moved',
  cancelled: 'visit-cancelled',
} as const;
const TOLD_PART = { booked: 'visit-told', moved: 'visit-told', cancelled: 'visit-called-off' } as const;

/** The reminder before a booked visit; what is booked at shorter notice was told a moment ago. */
function lastReminder(of: Of, { booking, bookings }: VisitProgress): PlannedSend[] {
  const { confirm } = of.step;
  if (!confirm || !booking?.leads) return [];
  const dueAt = addDuration(booking.startsAt, times(parseDuration(confirm.before), -1), of.context.zone);
  const bookedAt = of.events.findLast((e) => e.type === 'booked')!.at;
  if (dueAt <= bookedAt) return [];
  const { template } = confirm;
  return planned(of, { part: 'confirm', turn: bookings, template, dueAt, before: booking.startsAt });
}

function planned(
  { step, events, context }: Of,
  wanted: {
    part: string;
    turn: number;
    template: string;
    dueAt: Instant;
    before: Instant;
    byCustomer?: boolean;
  },
): PlannedSend[] {
  const { part, turn, template, dueAt, before, byCustomer } = wanted;
  const isOver = events.some(
    (e) => (e.type === 'sent' || e.type === 'kept-back') && e.part === part && (e.turn ?? 1) === turn,
  );
  if (isOver || before <= context.now) return [];
  // Who has just chosen a time waits for the answer, at whatever hour.
  const purpose = byCustomer ? 'confirmation' : purposeOf(step, template, context);
  const asSms = { ...step, kind: 'sms' as const };
  const { sendAt, moves } = leavingTime(asSms, purpose, dueAt, dueAt, context);
  if (sendAt >= before || (context.facts.assumeSent && sendAt <= context.now)) return [];
  const text = { ...asText(step, template, context), purpose, dueAt, sendAt };
  if (refusalAt(text, context.now, context)) return [];
  context.wakeAt(sendAt);
  return [{ part, turn, template, purpose, sendAt, channel: channelAt(text, sendAt, context), moves }];
}

function asText(step: Step, template: string, context: PlanContext): Text {
  const purpose = purposeOf(step, template, context);
  const channels = channelsOf(step, context.facts.customer.channels);
  return {
    ...{ step, occurrence: 1, dueAt: context.now, sendAt: context.now, purpose, events: [], template },
    channels,
  };
}
