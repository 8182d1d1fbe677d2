import { Context } from '@temporalio/activity';
import { inTransaction } from '@aftercare/db/client.js';
import type { Activities } from '@aftercare/workflows/activities.js';
import type { SendOutcome } from '../twilio/outcome.js';
import { claimDue, type ReadyText } from './claim.js';
import type { WorkerDeps } from './deps.js';
import { pace } from './pace.js';
import { recordOutcomes } from './record-outcomes.js';
import { markLostAttempts, settleUnknown } from './settle.js';

/** Texts that are on their way at one time. What is lost when a worker dies is at most so many, and all are settled. */
const BATCH = 100;
/** A sender looks at least this often, real milliseconds: it covers a row that became visible just after a look. */
const LONGEST_SLEEP = 30_000;

/** Sends what has come due from one number. See `Activities.sendDue`. */
export function createSendDue(deps: WorkerDeps): Activities['sendDue'] {
  return async ({ number }) => {
    const { heartbeat, cancellationSignal } = heart();
    const records = oneAfterTheOther();
    try {
      await markLostAttempts(deps, number);
      while (!cancellationSignal.aborted) {
        await settleUnknown(deps, number);
        const claimed = await claimDue(deps, number, BATCH);
        if (claimed.found === 0) break;
        const outcomes = await postAll(deps, claimed.texts, claimed.messagesPerSecond);
        // Written down while the next ones are on their way; one batch behind at most.
        await records.add(() => writeDown(deps, outcomes));
      }
    } finally {
      await records.done().finally(heartbeat.stop);
    }
    return sleepUntilNext(deps, number);
  };
}

/** Runs work in order beside its caller. `add` waits for the work before, and rejects when that failed. */
function oneAfterTheOther() {
  let last: Promise<void> = Promise.resolve();
  return {
    add: async (work: () => Promise<void>): Promise<void> => {
      await last;
      last = work();
      last.catch(() => undefined); // heard of by the next `add`, or by `done`
    },
    done: () => last,
  };
}

/** Beats on its own, because one slow answer of the provider may last longer than the heartbeat's limit. */
function heart() {
  const context = Context.current();
  const timer = setInterval(() => context.heartbeat('sending'), 2_000);
  return { cancellationSignal: context.cancellationSignal, heartbeat: { stop: () => clearInterval(timer) } };
}

interface Outcome {
  messageId: string;
  outcome: SendOutcome;
}

/** Posts each text at the number's rate. */
async function postAll(
  deps: WorkerDeps,
  texts: readonly ReadyText[],
  messagesPerSecond: number,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  await pace(texts, messagesPerSecond, async (text) => {
    outcomes.push({ messageId: text.messageId, outcome: await deps.provider.send(text) });
  });
  return outcomes;
}

function writeDown(deps: WorkerDeps, outcomes: readonly Outcome[]): Promise<void> {
  return inTransaction(deps.db, async (tx) => recordOutcomes(deps, tx, outcomes, await deps.clock.now(tx)));
}

/**
 * When this number has something to do next: a staged message, or an attempt to look up. The sender's row says it, so
 * that staging something earlier knows to poke.
 */
async function sleepUntilNext(deps: WorkerDeps, number: string): Promise<{ waitMs: number; at: number }> {
  const at = Date.now();
  const { now, speed } = await deps.clock.read(deps.db);
  const next = await inTransaction(deps.db, async (tx) => {
    await tx.$queryRaw`SELECT number FROM senders WHERE number = ${number} FOR UPDATE`;
    const [row] = await tx.$queryRaw<{ next: Date | null }[]>`
      SELECT least(
        (SELECT min("sendAt") FROM messages WHERE "senderNumber" = ${number} AND state = 'staged'),
        (SELECT min(a."settleAt") FROM attempts a JOIN messages m ON m.id = a."messageId"
          WHERE a.state = 'unknown' AND m."senderNumber" = ${number})) AS next`;
    await tx.sender.update({ where: { number }, data: { wakeAt: row?.next ?? null } });
    return row?.next ?? null;
  });
  const due = next ? (next.getTime() - now) / speed : LONGEST_SLEEP;
  return { waitMs: Math.min(LONGEST_SLEEP, Math.max(1, due)), at };
}
