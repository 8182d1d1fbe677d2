import { inTransaction } from '@aftercare/db/client.js';
import { keepPlans } from '@aftercare/db/keep-plans.js';
import { handleInbound } from '@aftercare/db/replies.js';
import { poke } from '@aftercare/db/outbox.js';
import type { Activities } from '@aftercare/workflows/activities.js';
import type { WorkerDeps } from './deps.js';

const MINUTE = 60_000;
/** A plan or sender that is later than this was forgotten by somebody. Clock minutes: a fast clock is forgiven more. */
const LATE = 1 * MINUTE;
/** Plans whose rows are compared with their agenda in each round; every plan has its turn within a day or so. */
const COMPARED = 100;
const COMPARE_EVERY = 24 * 60 * MINUTE;

/**
 * Finds what a crash left behind and repairs it: plans and senders that should have looked and did not (their run may
 * be gone), texts of customers that were stored but not read, rows that are not in step with their agenda. It pokes
 * and keeps; it never sends.
 */
export function createReconcile(deps: WorkerDeps): Activities['reconcile'] {
  return async () => {
    const { now, speed } = await deps.clock.read(deps.db);
    const late = new Date(now - LATE * Math.max(1, speed));
    const plans = await pokeLatePlans(deps, late);
    const senders = await pokeLateSenders(deps, late);
    await pokeLateRoutines(deps, late);
    await readLeftTexts(deps, late);
    const repaired = await comparePlans(deps, new Date(now - COMPARE_EVERY));
    if (plans + senders > 0) deps.log.warn({ plans, senders }, 'late ones were poked');
    if (repaired > 0) deps.log.debug({ repaired }, 'plans compared with their agenda');
  };
}

async function pokeLatePlans(deps: WorkerDeps, late: Date): Promise<number> {
  return inTransaction(deps.db, async (tx) => {
    const rows = await tx.$queryRaw<{ id: string }[]>`
      UPDATE plans SET rev = rev + 1, "armedAt" = NULL
      WHERE id IN (SELECT id FROM plans WHERE least("wakeAt", "armedAt") < ${late} ORDER BY id LIMIT 1000 FOR UPDATE SKIP LOCKED)
      RETURNING id`;
    await poke(
      tx,
      'plan',
      rows.map((row) => row.id),
    );
    return rows.length;
  });
}

async function pokeLateSenders(deps: WorkerDeps, late: Date): Promise<number> {
  return inTransaction(deps.db, async (tx) => {
    const rows = await tx.$queryRaw<{ number: string }[]>`
      SELECT number FROM senders s WHERE s."wakeAt" < ${late}
        OR EXISTS (SELECT 1 FROM messages m WHERE m."senderNumber" = s.number AND m.state = 'staged' AND m."sendAt" < ${late})
        OR EXISTS (SELECT 1 FROM attempts a JOIN messages m ON m.id = a."messageId"
          WHERE m."senderNumber" = s.number AND a.state IN ('intended', 'in-flight') AND a."startedAt" < ${late})`;
    await poke(
      tx,
      'sender',
      rows.map((row) => row.number),
    );
    return rows.length;
  });
}

async function pokeLateRoutines(deps: WorkerDeps, late: Date): Promise<void> {
  const rows = await deps.db.routine.findMany({ where: { wakeAt: { lt: late } }, select: { key: true } });
  if (rows.length === 0) return;
  const keys = rows.map(({ key }) => key);
  await inTransaction(deps.db, (tx) => poke(tx, 'routine', keys));
  deps.log.warn({ routines: keys }, 'late routines were poked');
}

/** A process that died between storing a text and reading it, or a fault that is mended by now. */
async function readLeftTexts(deps: WorkerDeps, late: Date): Promise<void> {
  const left = await deps.db.inboundMessage.findMany({
    where: { state: 'received', receivedAt: { lt: late } },
    orderBy: { id: 'asc' },
    select: { id: true },
    take: 100,
  });
  for (const { id } of left) {
    try {
      await inTransaction(deps.db, async (tx) => handleInbound(deps.keep, tx, id, await deps.clock.now(tx)));
    } catch (error) {
      deps.log.error({ err: error, inboundMessage: id }, 'a stored text still cannot be read');
    }
  }
}

async function comparePlans(deps: WorkerDeps, before: Date): Promise<number> {
  const plans = await deps.db.plan.findMany({
    where: { state: 'open', keptAt: { lt: before } },
    orderBy: { keptAt: 'asc' },
    select: { id: true },
    take: COMPARED,
  });
  if (plans.length === 0) return 0;
  await inTransaction(deps.db, async (tx) => {
    const now = await deps.clock.now(tx);
    await keepPlans(
      deps.keep,
      tx,
      plans.map((plan) => plan.id),
      now,
      'reconciler',
    );
  });
  return plans.length;
}
