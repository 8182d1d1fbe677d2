import type { Instant } from '@aftercare/workflows/domain/time.js';
import type { Tx } from '../client.js';
import type { KeepContext } from '../keep-plans.js';
import { poke } from '../outbox.js';
import { sendDigests } from './digest.js';
import { planKeyAccountReviews } from './key-accounts.js';
import { superviseMonth } from './supervision.js';
import { reviewTiers } from './tiers.js';
import { workOnWave } from './wave.js';

/**
 * digest: every manager's morning; supervision: the sample of a month's closed work; tiers: all customers looked at anew;
 * key-accounts: reviews of personal plans; `wave:<id>`: the customers of a survey wave, one after the other
 */
export type RoutineKey = 'digest' | 'supervision' | 'tiers' | 'key-accounts' | `wave:${string}`;

/** What carrying out a routine needs besides a transaction. */
export interface RoutineContext {
  keep: KeepContext;
  /** Address at which the staff reach the console; null where it has no public one. */
  consoleUrl: string | null;
}

/** Sets when a routine is to be carried out next, and wakes its workflow. Null: not by itself any more. */
export async function arrangeRoutine(tx: Tx, key: RoutineKey, wakeAt: Instant | null): Promise<void> {
  const at = wakeAt === null ? null : new Date(wakeAt);
  await tx.routine.upsert({ where: { key }, create: { key, wakeAt: at }, update: { wakeAt: at } });
  if (at !== null) await poke(tx, 'routine', [key]);
}

/** What concerns a routine has changed: it looks again at once. One that does not exist stays so. */
export async function reconsiderRoutine(tx: Tx, key: RoutineKey, now: Instant): Promise<void> {
  const { count } = await tx.routine.updateMany({ where: { key }, data: { wakeAt: new Date(now) } });
  if (count > 0) await poke(tx, 'routine', [key]);
}

/** Asks every routine to look again, because the clock goes at another speed. */
export async function pokeAllRoutines(tx: Tx): Promise<void> {
  const rows = await tx.routine.findMany({ where: { wakeAt: { not: null } }, select: { key: true } });
  await poke(
    tx,
    'routine',
    rows.map(({ key }) => key),
  );
}

/** Routines that every installation has, as far as it can carry them out. Twice changes nothing. */
export async function prepareRoutines(tx: Tx, { senders }: KeepContext, now: Instant): Promise<void> {
  if (!senders.email || (await tx.routine.findUnique({ where: { key: 'digest' } }))) return;
  await arrangeRoutine(tx, 'digest', now);
}

/**
 * Carries out a piece of a routine if it is due, in one transaction that keeps when it is due next: a crash repeats
 * nothing that was committed.
 * @returns when there is something to do again; null: not by itself
 */
export async function workOnRoutine(
  context: RoutineContext,
  tx: Tx,
  key: string,
  now: Instant,
): Promise<Instant | null> {
  const [row] = await tx.$queryRaw<{ wakeAt: Date | null }[]>`
    SELECT "wakeAt" FROM routines WHERE key = ${key} FOR NO KEY UPDATE`;
  const dueAt = row?.wakeAt?.getTime() ?? null;
  if (dueAt === null || dueAt > now) return dueAt;
  const next = await carryOut(context, tx, key as RoutineKey, now);
  await tx.routine.update({ where: { key }, data: { wakeAt: next === null ? null : new Date(next) } });
  return next;
}

function carryOut(context: RoutineContext, tx: Tx, key: RoutineKey, now: Instant): Promise<Instant | null> {
  if (key === 'digest') return sendDigests(context, tx, now);
  if (key === 'supervision') return superviseMonth(context, tx, now);
  if (key === 'tiers') return reviewTiers(context, tx, now);
  if (key === 'key-accounts') return planKeyAccountReviews(context, tx, now);
  return workOnWave(context, tx, key.slice('wave:'.length), now);
}
