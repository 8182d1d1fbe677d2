import type { CallRow } from '@aftercare/db/calls.js';
import type { Activities } from '@aftercare/workflows/activities.js';
import type { CallDeps } from './deps.js';
import { claimCall, recordPlaced } from './place.js';
import { askForEnd, lookUp, markLost } from './settle-call.js';

/** Does for a call what is to be done now. See `Activities.workOnCall`. */
export function createWorkOnCall(deps: CallDeps): Activities['workOnCall'] {
  return async ({ callId }) => {
    const before = await deps.db.call.findUnique({ where: { id: callId } });
    // Of one call there is one run, so whoever wrote `in-flight` before this look is gone.
    if (before?.state === 'in-flight') await markLost(deps, before);
    for (;;) {
      const call = await deps.db.call.findUnique({ where: { id: callId } });
      if (!call || call.endedAt !== null) return { waitMs: null };
      const { now, speed } = await deps.clock.read(deps.db);
      const at = nextStep(call);
      if (at === null) return { waitMs: null };
      if (at > now) return { waitMs: (at - now) / speed };
      await takeStep(deps, call);
    }
  };
}

function nextStep(call: CallRow): number | null {
  return (call.state === 'staged' ? call.placeAt : call.settleAt)?.getTime() ?? null;
}

async function takeStep(deps: CallDeps, call: CallRow): Promise<void> {
  if (call.state === 'unknown') return lookUp(deps, call);
  if (call.state !== 'staged') return askForEnd(deps, call);
  const claimed = await claimCall(deps, call.id);
  if (!claimed) return;
  const { id: callId, from, to } = claimed;
  const kind = claimed.kind as 'bridge' | 'survey';
  await recordPlaced(deps, claimed, await deps.telephone.place({ callId, kind, from, to }));
}
