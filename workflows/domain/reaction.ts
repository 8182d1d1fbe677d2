import { unreached } from './call-attempts.js';
import { applyOffset } from './due.js';
import type { CallOutcome } from './event.js';
import { scoreOf } from './event-log.js';
import type { PlannedSend } from './follow-up.js';
import type { PlanContext } from './plan-context.js';
import { DEFAULT_LADDER, type Ladder, type ReactLine, type ReactTo, type Step } from './policy.js';
import type { Instant } from './time.js';

/** A line of `react` that matched. Each happens once for a follow-up; its key is `<step>/<occurrence>/<line>`. */
export interface Reaction {
  readonly step: string;
  readonly occurrence: number;
  /** Position in `react`, from 0. */
  readonly line: number;
  readonly at: Instant;
  readonly do: ReactLine['do'];
  readonly template?: string;
}

/** A reaction with what the rules after it need. */
export interface Reacted extends Reaction {
  readonly rule: ReactLine;
  /** When a later score took the ground away, or null. */
  readonly endsAt: Instant | null;
}

interface Answer {
  readonly at: Instant;
  readonly score?: number | 'yes' | 'no';
  readonly outcome?: CallOutcome | 'unreached';
}

/** Opened by a complaint in a call whose step has no line for it. */
const COMPLAINT: ReactLine = { to: { outcome: 'complaint' }, do: 'escalate' };

/**
 * The lines that matched an answer given up to `until`. A line that matched once stays, even when the score is
 * corrected later: what it caused has happened. Its ladder ends then.
 */
export function findReactions(
  step: Step,
  occurrence: number,
  until: Instant,
  context: PlanContext,
): Reacted[] {
  const lines = linesOf(step);
  if (lines.length === 0) return [];
  const answers = [
    ...answersOf(step, occurrence, until, context),
    ...givingUp(step, occurrence, until, context),
  ];
  if (answers.length === 0) return [];
  return lines.flatMap((rule, line): Reacted[] => {
    const first = answers.find((answer) => isMeant(rule.to, answer));
    if (!first) return [];
    const endsAt = groundLost(rule.to, first, answers);
    const reaction = { step: step.step, occurrence, line, at: first.at, do: rule.do, rule, endsAt };
    return [rule.template === undefined ? reaction : { ...reaction, template: rule.template }];
  });
}

function linesOf(step: Step): readonly ReactLine[] {
  const stated = step.react ?? [];
  if (step.kind !== 'call' || stated.some(({ to }) => to.outcome === 'complaint')) return stated;
  return [...stated, COMPLAINT];
}

function answersOf(step: Step, occurrence: number, until: Instant, { log }: PlanContext): Answer[] {
  return log.of(step.step, occurrence).flatMap((event): Answer[] => {
    if (event.at > until) return [];
    if (event.type === 'call') return [{ at: event.at, score: event.score, outcome: event.outcome }];
    const score = scoreOf(event);
    return score ? [score] : [];
  });
}

/** That nobody was reached is an answer of a kind. */
function givingUp(step: Step, occurrence: number, until: Instant, { log }: PlanContext): Answer[] {
  const ending = step.kind === 'call' ? unreached(step, log.of(step.step, occurrence)) : null;
  return ending && ending.at <= until ? [{ at: ending.at, outcome: 'unreached' }] : [];
}

function isMeant({ atMost, atLeast, is, outcome }: ReactTo, answer: Answer): boolean {
  if (outcome !== undefined && outcome !== answer.outcome) return false;
  if (is !== undefined && is !== answer.score) return false;
  if (atMost === undefined && atLeast === undefined) return outcome !== undefined || is !== undefined;
  const { score } = answer;
  return typeof score === 'number' && score <= (atMost ?? Infinity) && score >= (atLeast ?? -Infinity);
}

function groundLost(to: ReactTo, first: Answer, answers: readonly Answer[]): Instant | null {
  if (to.outcome !== undefined) return null;
  const last = answers.findLast(({ score }) => score !== undefined);
  return last && last.at > first.at && !isMeant(to, last) ? last.at : null;
}

/** The texts that reactions send and that have not left yet. */
export function reactionSends(
  step: Step,
  occurrence: number,
  reactions: readonly Reacted[],
  context: PlanContext,
): Omit<PlannedSend, 'purpose' | 'channel'>[] {
  const events = context.log.of(step.step, occurrence);
  const place = { zone: context.zone, calendar: context.calendarOf(step) };
  return reactions.flatMap(({ do: what, template, line, at, rule }) => {
    const part = `reaction-${line}`;
    const isOver = events.some((e) => (e.type === 'sent' || e.type === 'kept-back') && e.part === part);
    if (what !== 'send' || template === undefined || isOver) return [];
    return [{ part, template, sendAt: rule.offset === undefined ? at : applyOffset(at, rule.offset, place) }];
  });
}

/** The ladder of a reaction that escalates. */
export function ladderOf({ rule }: Reacted): Ladder {
  return rule.ladder ?? DEFAULT_LADDER;
}
