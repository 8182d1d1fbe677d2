import { addedQuestions } from './added-question.js';
import { anchorStep } from './event-log.js';
import { parseDate } from './local-date.js';
import type { PlanContext } from './plan-context.js';
import type { Anchor } from './policy.js';
import type { Reason } from './reason.js';
import { noticeReason, noticeWindow } from './renewal-notice.js';
import { atLocal, localDay, type Instant } from './time.js';

/** An event that took an anchor away again. */
export interface Undoing {
  readonly at: Instant;
  readonly event: string;
  /** Only what is due after it is withdrawn; a reopened ticket withdraws everything that is still open. */
  readonly onlyLater: boolean;
  /** Only what is due up to here is withdrawn: what was to come before something that is over now. */
  readonly upTo?: Instant;
}

/** One date or instant that a step counts from. */
export interface AnchorPoint {
  readonly at: Instant;
  /** Number of the follow-up that hangs on it, where the step does not repeat. */
  readonly occurrence: number;
  /** Since when it is known. Events up to then do not withdraw what hangs on it. */
  readonly knownAt: Instant;
  /** What customers and staff did with earlier occurrences, up to here, does not concern this one. */
  readonly heardSince?: Instant;
  readonly undone?: Undoing;
  readonly isProjected?: boolean;
  /** Why it is that date, where the anchor alone does not say. */
  readonly reason?: Reason;
}

export interface Anchored {
  /** Oldest first. */
  readonly points: readonly AnchorPoint[];
  /** False while the anchor is not known (any more): the step waits for it. */
  readonly isKnown: boolean;
}

/** A date without a time of day means nine in the morning. */
const MORNING = 9 * 60;
const UNKNOWN: Anchored = { points: [], isKnown: false };

/** What a step counts from, as far as it is known now. */
export function findAnchor(anchor: Anchor, context: PlanContext): Anchored {
  const step = anchorStep(anchor);
  if (step !== null) return stepAnchor(anchor, step, context);
  if (anchor.startsWith('asked:')) return askedAnchor(Number(anchor.slice('asked:'.length)), context);
  const { subject } = context.facts;
  switch (subject.type) {
    case 'sale':
      return saleAnchor(anchor, context);
    case 'ticket':
      return anchor === 'ticket.opened' ? instant(subject.openedAt) : ticketAnchor(anchor, context);
    case 'agreement':
      return agreementAnchor(anchor, context);
  }
}

/**
 * The last day of a date anchor as day number, for `repeat.until`: of one term of the agreement, or of all of them. Null:
 * unknown or without end.
 */
export function findAnchorDay(anchor: Anchor, context: PlanContext, term: number | null): number | null {
  const { points } = findAnchor(anchor, context);
  if (term !== null) {
    const own = points.find(({ occurrence }) => occurrence === term);
    return own ? localDay(own.at, context.zone) : null;
  }
  const isEnd = anchor.startsWith('agreement.') && anchor !== 'agreement.starts';
  if (isEnd && context.agreement?.isOpenEnded) return null;
  const last = points.at(-1);
  return last ? localDay(last.at, context.zone) : null;
}

function stepAnchor(anchor: Anchor, step: string, context: PlanContext): Anchored {
  if (anchor.startsWith('due:')) return dueAnchor(step, context);
  return anchor.startsWith('done:') ? doneAnchor(step, context) : resolvedAnchor(step, context);
}

function instant(at: Instant): Anchored {
  return { points: [{ at, occurrence: 1, knownAt: at }], isKnown: true };
}

function date(text: string, { zone }: PlanContext): Anchored {
  const at = atLocal(parseDate(text), MORNING, zone);
  return { points: [{ at, occurrence: 1, knownAt: -Infinity }], isKnown: true };
}

function saleAnchor(anchor: Anchor, context: PlanContext): Anchored {
  const { subject } = context.facts;
  if (subject.type !== 'sale') return UNKNOWN;
  if (anchor === 'sale.sold') return instant(subject.soldAt);
  if (anchor === 'sale.warranty-ends')
    return subject.warrantyEndsOn ? date(subject.warrantyEndsOn, context) : UNKNOWN;
  if (anchor !== 'sale.delivered') return UNKNOWN;
  const deliveredAt = context.log.ofType('delivered').at(-1)?.at ?? subject.deliveredAt;
  return deliveredAt === undefined ? UNKNOWN : instant(deliveredAt);
}

/**
 * Each time a ticket is resolved (or closed) anew begins the next occurrence; a reopening takes the one before away.
 * Until it is reopened, the latest of several such events counts.
 */
function ticketAnchor(anchor: Anchor, { log }: PlanContext): Anchored {
  const points: AnchorPoint[] = [];
  for (const { type, at } of log.all) {
    const last = points.at(-1);
    if (type === anchor) {
      const fresh = { at, occurrence: points.length + 1, knownAt: at };
      if (last && !last.undone) points[points.length - 1] = { ...fresh, occurrence: last.occurrence };
      else points.push(fresh);
    } else if (type === 'ticket.reopened' && last && !last.undone) {
      points[points.length - 1] = { ...last, undone: { at, event: type, onlyLater: false } };
    }
  }
  const last = points.at(-1);
  return { points, isKnown: last !== undefined && !last.undone };
}

function agreementAnchor(anchor: Anchor, context: PlanContext): Anchored {
  const { subject } = context.facts;
  if (subject.type !== 'agreement') return UNKNOWN;
  if (anchor === 'agreement.starts') return date(subject.startsOn, context);
  const points: AnchorPoint[] = [];
  for (const { term, endsDay, noticeDay, knownAt, isProjected } of context.agreement!.terms) {
    if (anchor === 'agreement.notify') {
      const window = noticeWindow(subject, context.facts.customer, { endsDay, noticeDay });
      if (!window) continue;
      const at = atLocal(window.lastDay, MORNING, context.zone);
      points.push({ at, occurrence: term, knownAt, isProjected, reason: noticeReason(window) });
      continue;
    }
    const day = anchor === 'agreement.ends' ? endsDay : anchor === 'agreement.notice' ? noticeDay : null;
    if (day !== null)
      points.push({ at: atLocal(day, MORNING, context.zone), occurrence: term, knownAt, isProjected });
  }
  return { points, isKnown: points.length > 0 };
}

/**
 * One point for each occurrence of another step. What ended without taking place takes its companions along; what was
 * done makes those before its due date pointless, not those after it.
 */
function dueAnchor(step: string, context: PlanContext): Anchored {
  const points: AnchorPoint[] = [];
  for (const { followUp, ending } of context.itemsOf(step)) {
    const { dueAt, occurrence, state, projected } = followUp;
    const neverTookPlace = state === 'withdrawn' || (state === 'skipped' && isWork(followUp.kind));
    const isOver = ending !== null && (neverTookPlace || isWork(followUp.kind));
    const upTo = neverTookPlace ? undefined : dueAt;
    const undone = isOver ? { at: ending.at, event: `${state}:${step}`, onlyLater: true, upTo } : undefined;
    points.push({ at: dueAt, occurrence, knownAt: -Infinity, isProjected: projected, undone });
  }
  return { points, isKnown: points.length > 0 };
}

function isWork(kind: string): boolean {
  return kind !== 'sms' && kind !== 'survey';
}

/** Completions of another step. The latest counts: it takes the place of earlier ones that nothing has come of yet. */
function doneAnchor(step: string, context: PlanContext): Anchored {
  const done = context
    .itemsOf(step)
    .filter(({ ending }) => ending?.isDone)
    .sort((a, b) => a.ending!.at - b.ending!.at);
  const points = done.map(({ followUp, ending }, i): AnchorPoint => {
    const { at } = ending!;
    const next = done[i + 1]?.ending?.at;
    const undone = next === undefined ? undefined : { at: next, event: `done:${step}`, onlyLater: true };
    return { at, occurrence: followUp.occurrence, knownAt: at, undone };
  });
  return { points, isKnown: points.length > 0 };
}

/**
 * When what an answer had brought about was put right: the resolved escalations of a step, one for each occurrence. As long
 * as no answer has opened one there is nothing to wait for.
 */
function resolvedAnchor(step: string, context: PlanContext): Anchored {
  const points = new Map<number, AnchorPoint>();
  for (const { of, occurrence = 1, at } of context.log.ofType('resolved'))
    if (of === `step:${step}` && !points.has(occurrence))
      points.set(occurrence, { at, occurrence, knownAt: at });
  const escalated = context
    .itemsOf(step)
    .flatMap(({ reactions }) => reactions)
    .filter((reaction) => reaction.do === 'escalate');
  return { points: [...points.values()], isKnown: points.size >= escalated.length };
}

/** When the n-th question that was added to the plan is to be asked. */
function askedAnchor(n: number, { log }: PlanContext): Anchored {
  const added = addedQuestions(log.all)[n - 1];
  if (!added) return UNKNOWN;
  return { points: [{ at: added.dueAt, occurrence: 1, knownAt: added.at }], isKnown: true };
}
