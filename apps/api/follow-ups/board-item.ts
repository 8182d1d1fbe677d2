import { Prisma } from '@aftercare/db/client.js';
import { type Calendar, countWorkingMs } from '@aftercare/workflows/domain/calendar.js';
import { formatInstant, type Instant } from '@aftercare/workflows/domain/time.js';
import { z } from 'zod';
import { type BoardRow, followUpSchema, toFollowUp } from '../common/follow-up.view.js';
import { instantOut } from '../common/schemas.js';

const MINUTE = 60_000;

/** A follow-up with what only the board shows of it. */
export const boardItemSchema = followUpSchema
  .extend({
    /** Opening time since it fell due, in the calendar of its step; null where it is not overdue or has no calendar. */
    overdueWorkingMinutes: z.number().nullable(),
    /** The clock of its ticket stands, because the customer has to do something. */
    paused: z.boolean(),
    /** What was tried last, and what came of it. */
    lastAttempt: z.object({ at: instantOut, outcome: z.string() }).nullable(),
    /** What happens next if nobody does anything: sends, reminds, escalates, calls-again, closes, expires. */
    nextAction: z
      .object({ what: z.enum(['sends', 'escalates', 'calls-again', 'closes', 'expires']), at: instantOut })
      .nullable(),
  })
  .meta({ id: 'BoardItem' });
export type BoardItem = z.infer<typeof boardItemSchema>;

/** A row with what the board asks beside it. */
export interface BoardItemRow extends BoardRow {
  policyVersionId: string;
  paused: boolean;
  lastAttempt: { at: string; outcome: string } | null;
  escalatesAt: Date | null;
}

/** Beside `boardColumns`, for `f` in `follow_ups` and `p` in `plans`. */
export const boardItemColumns = (at: Date): Prisma.Sql => Prisma.sql`
  p."policyVersionId",
  EXISTS (SELECT 1 FROM targets g WHERE g."planId" = f."planId" AND g.state = 'paused') AS paused,
  coalesce(
    (SELECT json_build_object('at', e.at, 'outcome', e.data->>'outcome') FROM events e
      WHERE e."planId" = f."planId" AND e.type = 'call' AND e.step = f.step AND coalesce(e.occurrence, 1) = f.occurrence
        AND e."undoneAt" IS NULL ORDER BY e.at DESC LIMIT 1),
    (SELECT json_build_object('at', coalesce(m."endedAt", m."acceptedAt", m."sendAt"), 'outcome', m.state) FROM messages m
      WHERE m."followUpId" = f.id AND m.state NOT IN ('staged', 'withdrawn') ORDER BY m."sendAt" DESC LIMIT 1)) AS "lastAttempt",
  (SELECT min(l."dueAt") FROM escalations l
    WHERE l."followUpId" = f.id AND l.state = 'open' AND l."dueAt" > ${at}) AS "escalatesAt"`;

export function toBoardItem(row: BoardItemRow, calendar: Calendar | null, now: Instant): BoardItem {
  const { lastAttempt } = row;
  return {
    ...toFollowUp(row, now),
    overdueWorkingMinutes: isOverdue(row, now) && calendar ? workingMs(row, calendar, now) / MINUTE : null,
    paused: row.paused,
    lastAttempt: lastAttempt && { ...lastAttempt, at: formatInstant(Date.parse(lastAttempt.at)) },
    nextAction: nextAction(row, now),
  };
}

/** How urgent an overdue follow-up is: the time for which it could have been done, by the weight of the customer's tier. */
export function urgencyOf(
  row: Pick<BoardRow, 'dueAt' | 'weight'>,
  calendar: Calendar | null,
  now: Instant,
): number {
  const ms = calendar ? workingMs(row, calendar, now) : now - row.dueAt.getTime();
  return row.weight * ms;
}

function workingMs({ dueAt }: Pick<BoardRow, 'dueAt'>, calendar: Calendar, now: Instant): number {
  return countWorkingMs(calendar, dueAt.getTime(), now);
}

function isOverdue({ state, dueAt }: BoardRow, now: Instant): boolean {
  return state === 'due' && dueAt.getTime() < now;
}

function nextAction(row: BoardItemRow, now: Instant): BoardItem['nextAction'] {
  const { state, kind, sendAt, escalatesAt, nextAt, closesAt, expiresAt } = row;
  if (!['planned', 'due', 'sent'].includes(state)) return null;
  const isText = kind === 'sms' || kind === 'survey';
  const candidates = [
    { what: 'sends' as const, at: isText && state !== 'sent' ? sendAt : null },
    { what: 'escalates' as const, at: escalatesAt },
    { what: 'calls-again' as const, at: kind === 'call' && row.attemptsUsed > 0 ? nextAt : null },
    { what: 'closes' as const, at: closesAt },
    { what: 'expires' as const, at: state === 'sent' ? null : expiresAt },
  ];
  const [first] = candidates
    .flatMap(({ what, at }) => (at && at.getTime() > now ? [{ what, at: at.getTime() }] : []))
    .sort((a, b) => a.at - b.at);
  return first ? { what: first.what, at: formatInstant(first.at) } : null;
}
