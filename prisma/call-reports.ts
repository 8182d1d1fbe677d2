import {
  EMPTIES_UNTIL_END,
  callMovesForward,
  outcomeOfDial,
  outcomeOfSurvey,
  stateOfCallStatus,
} from '@aftercare/workflows/domain/call-progress.js';
import type { CallOutcome } from '@aftercare/workflows/domain/event.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import { type CalledFollowUp, recordCallOutcome, recordCallWish } from './call-outcome.js';
import { type CallRow, lockCall } from './calls.js';
import type { Prisma, Tx } from './client.js';
import type { KeepContext } from './keep-plans.js';

/** What the provider tells of one leg of a call; our own call id comes from the address it calls. */
export interface CallReport {
  callId: string;
  /** first: the one we asked for; customer: the one a bridge dials. */
  leg: 'first' | 'customer';
  sid: string;
  /** Missing where it was looked up instead of told. */
  sequence?: number;
  status: string;
  /** Seconds. */
  duration?: number;
  answeredBy?: string;
}

/**
 * Takes in a report, each once. The first sign of life settles a call without an answer; later ones only move it
 * forward. The end of a call that nobody took up is recorded as its outcome.
 * @returns false when no such call exists
 */
export async function recordCallReport(
  context: KeepContext,
  tx: Tx,
  report: CallReport,
  now: Instant,
): Promise<boolean> {
  const call = await lockCall(tx, report.callId);
  if (!call) return false;
  if (!(await isNews(tx, report, now))) return true;
  if (report.leg === 'customer') await recordDial(context, tx, call, toDial(report), now);
  else await recordFirstLeg(context, tx, call, report, now);
  return true;
}

async function isNews(tx: Tx, { sid, sequence, callId, status }: CallReport, now: Instant): Promise<boolean> {
  if (sequence === undefined) return true;
  const row = { callSid: sid, sequence, callId, status, at: new Date(now) };
  const { count } = await tx.callReport.createMany({ data: [row], skipDuplicates: true });
  return count > 0;
}

async function recordFirstLeg(
  context: KeepContext,
  tx: Tx,
  call: CallRow,
  report: CallReport,
  now: Instant,
): Promise<void> {
  const state = stateOfCallStatus(report.status);
  if (!state) return;
  const at = new Date(now);
  const moves = callMovesForward(call.state, state);
  const ends = moves && state === 'ended';
  const facts: Prisma.CallUpdateInput = {
    sid: call.sid ?? report.sid,
    sequence: Math.max(call.sequence, report.sequence ?? -1),
    startedAt: call.startedAt ?? at,
    ...(report.answeredBy && { answeredBy: report.answeredBy }),
    ...(moves && { state }),
    ...(state === 'answered' && { answeredAt: call.answeredAt ?? at }),
    ...(ends && { endedAt: at, settleAt: null }),
    ...(ends && call.kind === 'survey' && surveyEnd(call, report)),
  };
  const updated = await tx.call.update({ where: { id: call.id }, data: facts });
  if (!ends || call.kind !== 'survey' || call.outcome) return;
  const outcome = outcomeOfSurvey({
    status: report.status,
    answeredBy: updated.answeredBy,
    asked: call.dialStatus === ASKED,
    empties: call.empties,
  });
  if (outcome) await record(context, tx, updated, { outcome }, now, 'carrier');
}

/** A survey is one leg: its end is the customer's. */
function surveyEnd(call: CallRow, { status, duration }: CallReport) {
  const spoken = status === 'completed' ? duration : undefined;
  return { dialStatus: call.dialStatus ?? status, ...(spoken !== undefined && { duration: spoken }) };
}

/** `dialStatus` of a survey from the moment its question was put. */
const ASKED = 'answered';

export interface Dial {
  sid: string | null;
  status: string;
  duration?: number;
  answeredBy?: string;
}

function toDial({ sid, status, duration, answeredBy }: CallReport): Dial {
  return { sid, status: status === 'in-progress' ? 'answered' : status, duration, answeredBy };
}

const DIAL_ENDS = ['completed', 'busy', 'no-answer', 'failed', 'canceled'];

/**
 * What became of the customer's telephone: told by its own reports and by the end of the dialling, whichever comes.
 * Nobody there is the outcome; what was said when somebody was, the member of staff tells.
 */
export async function recordDial(
  context: KeepContext,
  tx: Tx,
  call: CallRow,
  dial: Dial,
  now: Instant,
): Promise<void> {
  const isOver = call.dialStatus !== null && DIAL_ENDS.includes(call.dialStatus);
  const updated = await tx.call.update({
    where: { id: call.id },
    data: {
      dialSid: call.dialSid ?? dial.sid,
      ...(!isOver && { dialStatus: dial.status }),
      ...(dial.duration !== undefined && { duration: dial.duration }),
      ...(dial.answeredBy && { answeredBy: dial.answeredBy }),
    },
  });
  const outcome = outcomeOfDial(dial.status);
  if (outcome && !call.outcome) await record(context, tx, updated, { outcome }, now, 'carrier');
}

// --- the survey by keypad ---

/** What the customer's key means for the call. */
export type KeyAnswer = 'thanked' | 'sorry' | 'no-more-calls' | 'ask-again' | 'over';

/** The question was put: from now on silence means something. */
export async function recordAsked(tx: Tx, callId: string, answeredBy: string | undefined): Promise<void> {
  await tx.call.updateMany({
    where: { id: callId, dialStatus: null },
    data: { dialStatus: ASKED, ...(answeredBy && { answeredBy }) },
  });
}

/**
 * A key of the customer, or none. 1 to 5 is the score and closes the question as a text would; 9 ends consent for
 * calls; anything else is asked once more. The same key told twice changes nothing.
 */
export async function takeKey(
  context: KeepContext,
  tx: Tx,
  callId: string,
  key: { digits: string; round: number },
  now: Instant,
): Promise<KeyAnswer> {
  const call = await lockCall(tx, callId);
  if (!call || call.kind !== 'survey') return 'over';
  if (/^[1-5]$/.test(key.digits)) {
    const score = Number(key.digits);
    await record(context, tx, call, { outcome: 'reached', score }, now, 'customer');
    return score <= 2 ? 'sorry' : 'thanked';
  }
  if (key.digits === '9') {
    await record(context, tx, call, { outcome: 'do-not-call' }, now, 'customer');
    return 'no-more-calls';
  }
  await tx.call.update({ where: { id: call.id }, data: { empties: Math.max(call.empties, key.round) } });
  return key.round < EMPTIES_UNTIL_END ? 'ask-again' : 'over';
}

/** Who gave a low score and asks to be called back. */
export async function takeWish(
  context: KeepContext,
  tx: Tx,
  callId: string,
  comment: string,
  now: Instant,
): Promise<void> {
  const call = await lockCall(tx, callId);
  if (!call) return;
  await recordCallWish(context, tx, await followUpOf(tx, call), { call: callId, comment }, now);
}

async function record(
  context: KeepContext,
  tx: Tx,
  call: CallRow,
  said: { outcome: CallOutcome; score?: number },
  now: Instant,
  by: string,
): Promise<void> {
  if (call.outcome === said.outcome) return;
  const made = { ...said, call: call.id, ...(call.duration !== null && { durationSeconds: call.duration }) };
  await recordCallOutcome(context, tx, await followUpOf(tx, call), made, now, by);
}

function followUpOf(tx: Tx, call: CallRow): Promise<CalledFollowUp> {
  return tx.followUp.findUniqueOrThrow({ where: { id: call.followUpId } });
}
