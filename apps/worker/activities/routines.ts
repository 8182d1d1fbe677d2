import { inTransaction } from '@aftercare/db/client.js';
import { workOnRoutine } from '@aftercare/db/routines/routine.js';
import type { Activities } from '@aftercare/workflows/activities.js';
import type { WorkerDeps } from './deps.js';

/** A run looks at its row at least so often, in case the clock was moved and nobody told. Real milliseconds. */
const LONGEST_WAIT = 3_600_000;

/** Carries out what of a routine is due, piece by piece. */
export function createWorkOnRoutine(deps: WorkerDeps): Activities['workOnRoutine'] {
  const context = { keep: deps.keep, consoleUrl: deps.consoleUrl };
  return async ({ key }) => {
    for (;;) {
      const next = await inTransaction(deps.db, async (tx) =>
        workOnRoutine(context, tx, key, await deps.clock.now(tx)),
      );
      if (next === null) return { waitMs: null };
      const { now, speed } = await deps.clock.read(deps.db);
      if (next > now) return { waitMs: Math.min(LONGEST_WAIT, (next - now) / speed) };
    }
  };
}
