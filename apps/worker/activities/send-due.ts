import { Context } from '@temporalio/activity';
import { inTransaction } from '@aftercare/db/client.js';
import type { Activities } from '@aftercare/workflows/activities.js';
import { callNow } from './call-now.js';
import { claimDue, type ReadyText } from './claim.js';
import type { WorkerDeps } from './deps.js';
import { gather } from './gather.js';
import { lookFirst } from './look-first.js';
import { pace } from './pace.js';
import { type Outcome, recordOutcomes } from './record-outcomes.js';
import { stageCompanions } from './stage-companions.js';
import { markLostAttempts, settleUnknown } from './settle.js';

/** Texts that are taken at one time. A worker that dies leaves two such batches at most, and all are settled. */
const BATCH = 100;
/** A sender looks at least this often, real milliseconds: it covers a row that became visible just after a look. */
const LONGEST_SLEEP = 30_000;

/** Sends what has come due from one number. See `Activities.sendDue`. */
export function createSendDue(deps: WorkerDeps): Activities['sendDue'] {
  const call = gather((messageIds: string[]) => callNow(deps, messageIds), BATCH);
  return async ({ number }) => {
    const { heartbeat, cancellationSignal } = heart();
    try {
      await markLostAttempts(deps, number);
      await stageCompanions(deps, number);
      await sendAllDue(deps, number, call, cancellationSignal);
    } finally {
      heartbeat.stop();
    }
    return sleepUntilNext(deps, number);
  };
}

/**
 * While one batch is on its way the next one is taken and the one before is written down. What was taken is posted
 * whatever happens to the others, unless its plan has changed its mind.
 */
async function sendAllDue(
  deps: WorkerDeps,
  number: string,
  call: CallNow,
  cancelled: AbortSignal,
): Promise<void> {
  const take = async (): Promise<Claimed> => {
    await settleUnknown(deps, number);
    await lookFirst(deps, number);
    return claimDue(deps, number, BATCH);
  };
  const records = oneAfterTheOther();
  try {
    let next = take();
    for (let taken = await next; taken.found > 0; taken = await next) {
      next = cancelled.aborted || records.failed() ? Promise.resolve(NOTHING) : take();
      next.catch(() => undefined); // heard of when it is awaited
      const outcomes = await postAll(deps, call, taken.texts, taken.messagesPerSecond);
      await records.add(() => writeDown(deps, outcomes));
    }
  } finally {
    await records.done();
  }
}

/** Says that a text is posted now; false: it is no longer wanted. */
type CallNow = (messageId: string) => Promise<boolean>;
type Claimed = Awaited<ReturnType<typeof claimDue>>;
const NOTHING: Claimed = { found: 0, texts: [], messagesPerSecond: 1 };

/** Runs work in order beside its caller. `add` waits for the work before; `done` rejects when any of it failed. */
function oneAfterTheOther() {
  const errors: unknown[] = [];
  let last = Promise.resolve();
  return {
    add: async (work: () => Promise<void>): Promise<void> => {
      await last;
      last = work().catch((error: unknown) => void errors.push(error));
    },
    failed: () => errors.length > 0,
    done: async (): Promise<void> => {
      await last;
      if (errors.length > 0) throw errors[0];
    },
  };
}

/** Beats on its own, because one slow answer of the provider may last longer than the heartbeat's limit. */
function heart() {
  const context = Context.current();
  const timer = setInterval(() => context.heartbeat('sending'), 2_000);
  return { cancellationSignal: context.cancellationSignal, heartbeat: { stop: () => clearInterval(timer) } };
}

/** Posts each text at the account's rate. */
async function postAll(
  deps: WorkerDeps,
  call: CallNow,
  texts: readonly ReadyText[],
  messagesPerSecond: number,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  await pace(texts, messagesPerSecond, async (text) => {
    const { messageId, channel } = text;
    const isWanted = await call(messageId).catch((error: unknown) => {
      // It stays intended, and is staged again at the next look.
      deps.log.error({ error, messageId }, 'a text that was taken could not be posted');
      return false;
    });
    if (isWanted) outcomes.push({ messageId, outcome: await deps.transports[channel]!.post(text) });
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
    const [sender] = await tx.$queryRaw<Held[]>`
      SELECT "heldAt", "heldUntil" FROM senders WHERE number = ${number} FOR UPDATE`;
    const [row] = await tx.$queryRaw<{ text: Date | null; lost: Date | null }[]>`
      SELECT (SELECT min("sendAt") FROM messages WHERE "senderNumber" = ${number} AND state = 'staged') AS text,
        (SELECT min(a."settleAt") FROM attempts a JOIN messages m ON m.id = a."messageId"
          WHERE a.state = 'unknown' AND m."senderNumber" = ${number}) AS lost`;
    const next = earliest(row!.text && notHeld(row!.text, sender!), row!.lost);
    await tx.sender.update({ where: { number }, data: { wakeAt: next } });
    return next;
  });
  const due = next ? (next.getTime() - now) / speed : LONGEST_SLEEP;
  return { waitMs: Math.min(LONGEST_SLEEP, Math.max(1, due)), at };
}

interface Held {
  heldAt: Date | null;
  heldUntil: Date | null;
}

/** When a text that is due at `at` may leave from its number; null: when a person releases it. */
function notHeld(at: Date, { heldAt, heldUntil }: Held): Date | null {
  if (heldAt === null) return at;
  return heldUntil && (heldUntil > at ? heldUntil : at);
}

function earliest(one: Date | null, other: Date | null): Date | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}
