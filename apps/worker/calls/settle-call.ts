import { recordCallReport } from '@aftercare/db/call-reports.js';
import type { CallRow } from '@aftercare/db/calls.js';
import { inTransaction } from '@aftercare/db/client.js';
import type { CallDeps } from './deps.js';
import { recordTaken } from './place.js';
import type { PlacedCall } from './voice.js';

const MINUTE = 60_000;
/** A call whose answer was lost is looked for so often; then it stays unknown and is shown to staff. */
const LOOKS = 3;
/** The provider's clock and ours may differ by a little. */
const CLOCK_SLACK = 5_000;

/** A process died after it wrote that the call goes out: it may have, so it is looked up at once. */
export async function markLost(deps: CallDeps, { id }: CallRow): Promise<void> {
  const settleAt = new Date(await deps.clock.now(deps.db));
  await deps.db.call.updateMany({
    where: { id, state: 'in-flight' },
    data: {
      state: 'unknown',
      error: 'the worker ended before the answer came',
      settleAt,
      looks: 0,
    },
  });
  deps.log.warn({ call: id }, 'a call without an answer was left behind; looking it up');
}

/** Looks for a call whose answer was lost in the provider's list, by numbers and time. Never places. */
export async function lookUp(deps: CallDeps, call: CallRow): Promise<void> {
  const since = new Date(call.calledAt!.getTime() - CLOCK_SLACK);
  const found = await deps.telephone.findPlaced({ from: call.from, to: call.to, since });
  const known = await deps.db.call.findMany({
    where: { sid: { in: found.map(({ sid }) => sid) } },
    select: { sid: true },
  });
  const ours = found.filter(({ sid }) => !known.some((other) => other.sid === sid));
  if (ours.length === 1) await adopt(deps, call, ours[0]!);
  else await lookAgain(deps, call);
}

async function adopt(deps: CallDeps, { id }: CallRow, found: PlacedCall): Promise<void> {
  await inTransaction(deps.db, async (tx) => recordTaken(tx, id, found.sid, await deps.clock.now(tx)));
  await takeOver(deps, id, found);
  deps.log.info({ call: id, sid: found.sid }, "found in the provider's list");
}

async function lookAgain(deps: CallDeps, { id, looks }: CallRow): Promise<void> {
  await inTransaction(deps.db, async (tx) => {
    const now = await deps.clock.now(tx);
    const done = looks + 1;
    const isLast = done >= LOOKS;
    const reasons = [
      {
        code: 'call.unknown',
        text: 'the provider never answered, and it may have rung: it is not placed again',
      },
    ];
    await tx.call.updateMany({
      where: { id, state: 'unknown' },
      data: {
        looks: done,
        settleAt: isLast ? null : new Date(now + 2 * done * MINUTE),
        ...(isLast && { endedAt: new Date(now), reasons }),
      },
    });
  });
}

/** Asks how a call stands whose end nobody told. */
export async function askForEnd(deps: CallDeps, { id, sid }: CallRow): Promise<void> {
  await takeOver(deps, id, await deps.telephone.read(sid!));
  const again = new Date((await deps.clock.now(deps.db)) + 5 * MINUTE);
  await deps.db.call.updateMany({ where: { id, endedAt: null }, data: { settleAt: again } });
}

async function takeOver(deps: CallDeps, callId: string, call: PlacedCall): Promise<void> {
  await inTransaction(deps.db, async (tx) => {
    const now = await deps.clock.now(tx);
    await recordCallReport(deps.keep, tx, { callId, leg: 'first', ...call }, now);
  });
}
