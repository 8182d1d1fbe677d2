import type { AnchorPoint } from './anchor.js';
import type { CallOutcome } from './event.js';
import { anchorStep, stopsOf, type Stop } from './event-log.js';
import type { PlanContext } from './plan-context.js';
import type { Step, StopEvent } from './policy.js';
import type { Instant } from './time.js';

/** What is to be withdrawn, and up to when it can be. */
export interface Open {
  readonly step: Step;
  readonly occurrence: number;
  readonly point: AnchorPoint;
  readonly dueAt: Instant;
  /** Events of `stopOn` count when they lie before this. */
  readonly stopsBefore: Instant;
  /** It was carried out here at the latest; nothing withdraws it later. */
  readonly openUntil: Instant;
}

/** Outcomes after which no further attempt is made. */
const FINAL_OUTCOMES: readonly CallOutcome[] = [
  'reached',
  'refused',
  'complaint',
  'do-not-call',
  'wrong-number',
];

export function endsCall(outcome: CallOutcome): boolean {
  return FINAL_OUTCOMES.includes(outcome);
}

/** The first event that withdraws a follow-up which is not carried out, or null. */
export function findWithdrawal(open: Open, context: PlanContext): Stop | null {
  const { log } = context;
  if (log.all.length === 0 && !open.point.undone && open.step.kind !== 'call' && !open.step.stopOn)
    return null;
  const stops = [
    ...(open.step.stopOn ?? []).map((line) => findStop(line, open, context)),
    undoing(open),
    leaving(open, context),
    isTextual(open.step) ? optOut(open, context) : null,
    open.step.kind === 'call' ? doNotCall(open, context) : null,
  ];
  let first: Stop | null = null;
  for (const stop of stops) if (stop && (!first || stop.at < first.at)) first = stop;
  return first;
}

function findStop(line: StopEvent, open: Open, context: PlanContext): Stop | undefined {
  const anchoredOn = anchorStep(open.step.due.from);
  return stopEvents(line, context).find((stop) => {
    // "Seven days before the visit" is stopped by this visit, not by last year's.
    const isOther =
      stop.step === anchoredOn && stop.step !== undefined && stop.occurrence !== open.occurrence;
    const { knownAt, heardSince = -Infinity } = open.point;
    const since = stop.step === undefined ? knownAt : Math.max(knownAt, heardSince);
    return !isOther && stop.at > since && stop.at < open.stopsBefore;
  });
}

function stopEvents(line: StopEvent, context: PlanContext): readonly Stop[] {
  if (!isCompletion(line)) return stopsOf(context.log, line);
  const step = line.slice('done:'.length);
  const items = context.items.get(step);
  if (!items) return completionsInLog(step, line, context);
  return items
    .filter(({ ending }) => ending?.isDone)
    .map(({ ending, followUp }) => ({ at: ending!.at, event: line, step, occurrence: followUp.occurrence }))
    .sort((a, b) => a.at - b.at);
}

function isCompletion(line: StopEvent): line is `done:${string}` {
  return line.startsWith('done:');
}

/** Two steps may stop each other; the one dated first has to look at the bare events of the other. */
function completionsInLog(step: string, event: string, { log }: PlanContext): Stop[] {
  const stops: Stop[] = [];
  for (const [occurrence, events] of log.ofStep(step)) {
    const done = events.find(
      (e) => e.type === 'done' || e.type === 'scored' || (e.type === 'call' && endsCall(e.outcome)),
    );
    if (done) stops.push({ at: done.at, event, step, occurrence });
  }
  return stops.sort((a, b) => a.at - b.at);
}

function undoing({ point, dueAt, openUntil }: Open): Stop | null {
  const { undone } = point;
  if (!undone || undone.at >= openUntil) return null;
  if (undone.onlyLater && (dueAt <= undone.at || dueAt > (undone.upTo ?? Infinity))) return null;
  return undone;
}

function leaving({ openUntil }: Open, { log }: PlanContext): Stop | null {
  const left = log.ofType('customer.left').find(({ at }) => at <= openUntil);
  return left ? { at: left.at, event: 'customer.left' } : null;
}

function isTextual({ kind }: Step): boolean {
  return kind === 'sms' || kind === 'survey';
}

/**
 * A STOP withdraws every text that had not left by then, until the customer opts in again: what falls due after that
 * is sent. At one and the same instant the refusal counts.
 */
function optOut({ openUntil, dueAt }: Open, { log }: PlanContext): Stop | null {
  const moment = Math.max(dueAt, Number.isFinite(openUntil) ? openUntil : dueAt);
  const optedIn = log.ofType('customer.opted-in');
  const stop = log
    .ofType('customer.opted-out')
    .find(({ at }) => at <= openUntil && !optedIn.some((back) => back.at > at && back.at <= moment));
  return stop ? { at: stop.at, event: 'customer.opted-out' } : null;
}

/** Somebody who said "do not call" is not called again, by this or any other step. */
function doNotCall({ step, occurrence, openUntil }: Open, { log, facts, now }: PlanContext): Stop | null {
  const said = log
    .ofType('call')
    .find(
      (e) => e.outcome === 'do-not-call' && !(e.step === step.step && (e.occurrence ?? 1) === occurrence),
    );
  if (said && said.at <= openUntil) return { at: said.at, event: 'do-not-call' };
  const refusals =
    facts.consents?.filter(({ channel, purpose }) => channel === 'call' && purpose === 'all') ?? [];
  const newest = refusals.toSorted((a, b) => a.at - b.at).at(-1);
  return newest && !newest.granted && newest.at <= Math.min(openUntil, now)
    ? { at: newest.at, event: 'consent.opted-out' }
    : null;
}
