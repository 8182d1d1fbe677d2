import type { Tx } from '@aftercare/db/client.js';
import type { NewEvent } from '@aftercare/db/events.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { type Instant, formatInstant } from '@aftercare/workflows/domain/time.js';
import { refuse } from '../subjects/intake.js';
import type { Book, Complete, Skip, Snooze } from './verbs.schema.js';

/** What a verb is judged on. */
export interface FollowUpRow {
  id: string;
  planId: string;
  customerId: string;
  step: string;
  occurrence: number;
  kind: string;
  state: string;
  dueAt: Date;
  ownerId: string | null;
  isAssigned: boolean;
}

/** Locks the plan first, as everybody does, and then reads the follow-up as nobody can change it any more. */
export async function lockFollowUp(tx: Tx, id: string): Promise<FollowUpRow> {
  await tx.$queryRaw`SELECT id FROM plans WHERE id = (SELECT "planId" FROM follow_ups WHERE id = ${id}) FOR NO KEY UPDATE`;
  const row = await tx.followUp.findUnique({ where: { id } });
  if (!row) throw new DomainError('follow-up.not-found', 'There is no such follow-up');
  return row;
}

/** What a verb writes down. None: it is so already. */
export type Happened = Pick<NewEvent, 'type' | 'data'>;

const OPEN = ['planned', 'due', 'sent'];
const WORK = ['call', 'visit', 'review'];

export function complete(row: FollowUpRow, { score, comment }: Complete): Happened[] {
  if (row.state === 'done' || row.state === 'answered') return [];
  assertOpen(row, 'completed');
  const scored =
    score === undefined ? [] : [{ type: 'scored', data: { score, ...(comment && { comment }) } }];
  if (row.kind === 'survey') {
    if (score !== undefined) return scored;
    throw refuse([{ path: '/score', message: 'is needed to complete a survey' }]);
  }
  assertKind(row, WORK, 'completed');
  return [...scored, { type: 'done', data: comment ? { comment } : {} }];
}

export function skip(row: FollowUpRow, { reason }: Skip): Happened[] {
  if (row.state === 'skipped') return [];
  assertOpen(row, 'skipped');
  return [{ type: 'skipped', data: { reason } }];
}

export function snooze(row: FollowUpRow, { until, reason }: Snooze, now: Instant): Happened[] {
  assertOpen(row, 'snoozed');
  if (row.state === 'sent') throw stateRefusal(row, 'snoozed');
  if (row.dueAt.getTime() === until) return [];
  if (until <= now) throw refuse([{ path: '/until', message: 'must lie in the future' }]);
  return [{ type: 'snoozed', data: { until: formatInstant(until), ...(reason && { reason }) } }];
}

export function book(row: FollowUpRow, { at, comment }: Book, now: Instant): Happened[] {
  assertKind(row, ['visit', 'call'], 'booked');
  assertOpen(row, 'booked');
  if (row.dueAt.getTime() === at) return [];
  if (at <= now) throw refuse([{ path: '/at', message: 'must lie in the future' }]);
  return [{ type: 'snoozed', data: { until: formatInstant(at), reason: comment ?? 'booked', booked: true } }];
}

/** A message leaves at once instead of at its time; consent and quiet hours are still judged. */
export function sendNow(row: FollowUpRow, now: Instant): Happened[] {
  assertKind(row, ['sms', 'survey'], 'sent');
  if (row.state === 'sent' || row.state === 'answered') return [];
  assertOpen(row, 'sent');
  return [{ type: 'snoozed', data: { until: formatInstant(now), reason: 'sent by hand' } }];
}

/** @throws `follow-up.already-<state>` (409) */
export function assertOpen(row: FollowUpRow, verb: string): void {
  if (!OPEN.includes(row.state)) throw stateRefusal(row, verb);
  if (row.kind === 'sms' && row.state === 'sent') throw stateRefusal(row, verb);
}

function stateRefusal(row: FollowUpRow, verb: string): DomainError {
  return new DomainError(
    `follow-up.already-${row.state}`,
    `This follow-up is ${row.state} and cannot be ${verb}`,
    { status: 409 },
  );
}

/** @throws `follow-up.wrong-kind` (409) */
export function assertKind(row: FollowUpRow, kinds: readonly string[], verb: string): void {
  if (kinds.includes(row.kind)) return;
  throw new DomainError('follow-up.wrong-kind', `A follow-up of kind ${row.kind} cannot be ${verb}`, {
    status: 409,
  });
}
