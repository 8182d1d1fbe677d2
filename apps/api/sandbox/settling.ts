import { type Db, inTransaction, Prisma } from '@aftercare/db/client.js';
import { type KeepContext, keepPlans } from '@aftercare/db/keep-plans.js';
import { poke } from '@aftercare/db/outbox.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import { setTimeout as wait } from 'node:timers/promises';

/** Real time. The worker has crashed, or an answer of the provider is held back, when nothing moves for so long. */
const STALLED_AFTER_MS = 60_000;
const LOOK_EVERY_MS = 15;
/**
 * Real time. A call by script is over within moments, and what came of it counts where the clock stands; for a person
 * who talks for longer on the phone page the clock does not wait.
 */
const CALL_KEEPS_CLOCK_MS = 20_000;

/** A sender looks every half minute, so nobody can tell instants that lie closer together apart. */
const STEP_MS = 30_000;

/** What leaves from a number that is held waits for that number, which says itself when it tries again. */
const NOT_HELD = Prisma.sql`
  "senderNumber" NOT IN (SELECT number FROM senders WHERE "heldAt" IS NOT NULL)`;

/** Everything that is still under way at an instant, counted. */
interface Open {
  plans: number;
  senders: number;
  staged: number;
  inFlight: number;
  calls: number;
  routines: number;
  webhooks: number;
  outbox: number;
}

/** Plans that look in one transaction. */
const PLANS_AT_ONCE = 100;

/**
 * Brings about that all that is due at an instant has been carried out. Timers of Temporal run in real time and know
 * nothing of a moved clock. So plans are brought in step here, in the order of time, as the worker does it for plans
 * that fall due together; their runs are woken once, when the clock stands still again, and set their timers anew.
 * Texts and calls always go their usual way through the workflows.
 */
export class Settling {
  constructor(
    private readonly db: Db,
    private readonly keep: KeepContext,
  ) {}

  /** The last instant of the step that begins at `next`: what falls within half a minute is carried out together. */
  async findEndOfStep(next: Instant, target: Instant): Promise<Instant> {
    const until = new Date(Math.min(next + STEP_MS, target));
    const [row] = await this.db.$queryRaw<{ last: Date | null }[]>`
      SELECT greatest((SELECT max("changesAt") FROM plans WHERE "changesAt" <= ${until}),
        (SELECT max("wakeAt") FROM senders WHERE "wakeAt" <= ${until}),
        (SELECT max("sendAt") FROM messages WHERE state = 'staged' AND "sendAt" <= ${until} AND ${NOT_HELD}),
        (SELECT max("placeAt") FROM calls WHERE state = 'staged' AND "placeAt" <= ${until}),
        (SELECT max("settleAt") FROM calls WHERE state = 'unknown' AND "settleAt" <= ${until}),
        (SELECT max("wakeAt") FROM routines WHERE "wakeAt" <= ${until}),
        (SELECT max("nextAt") FROM webhook_deliveries WHERE state = 'waiting' AND "nextAt" <= ${until})) AS last`;
    return Math.max(next, row?.last?.getTime() ?? next);
  }

  /**
   * The next instant at which something happens to a plan or a message; null: nothing will by itself. Plans that only
   * want to stage a text ahead of its time are no reason to stop: they do it when the text is due.
   */
  async findNext(): Promise<Instant | null> {
    const [row] = await this.db.$queryRaw<{ next: Date | null }[]>`
      SELECT least((SELECT min("changesAt") FROM plans), (SELECT min("wakeAt") FROM senders),
        (SELECT min("sendAt") FROM messages WHERE state = 'staged' AND ${NOT_HELD}),
        (SELECT min("placeAt") FROM calls WHERE state = 'staged'),
        (SELECT min("settleAt") FROM calls WHERE state = 'unknown'), (SELECT min("wakeAt") FROM routines),
        (SELECT min("nextAt") FROM webhook_deliveries WHERE state = 'waiting')) AS next`;
    return row?.next?.getTime() ?? null;
  }

  /** The last instant up to `target` at which a plan wants to stage a text that leaves after it; null: none does. */
  async findStaging(target: Instant): Promise<Instant | null> {
    const at = new Date(target);
    const [row] = await this.db.$queryRaw<{ last: Date | null }[]>`
      SELECT max("wakeAt") AS last FROM plans WHERE "wakeAt" <= ${at} AND "changesAt" > ${at}`;
    return row?.last?.getTime() ?? null;
  }

  /** @throws `sandbox.stalled` (503) when nothing moves for a minute, with what is left */
  async settle(now: Instant): Promise<void> {
    const looked = new Set<string>();
    // First, so that senders find at their look what is staged for this instant.
    await this.keepDue(now, looked);
    await this.wakeDue(now);
    await this.untilNothingIsOpen(async () => {
      await this.keepDue(now, looked);
      const open = await this.countOpen(now);
      // Plans that waited for their sender and were not told of anything have to look once more.
      if (Object.entries(open).every(([name, count]) => count === 0 || name === 'plans')) looked.clear();
      return open;
    });
  }

  /** Wakes the runs whose timers were set to an instant that the clock has left behind, and waits until they have looked. */
  async setTimers(now: Instant): Promise<void> {
    await inTransaction(this.db, async (tx) => {
      const plans = await tx.$queryRaw<{ id: string }[]>`
        UPDATE plans SET rev = rev + 1, "armedAt" = NULL
        WHERE id IN (SELECT id FROM plans WHERE "armedAt" <= ${new Date(now)} ORDER BY id FOR UPDATE) RETURNING id`;
      await poke(tx, 'plan', idsOf(plans));
    });
    await this.untilNothingIsOpen(async () => {
      const [open] = await this.db.$queryRaw<object[]>`
        SELECT (SELECT count(*)::int FROM outbox) AS outbox,
          (SELECT count(*)::int FROM plans WHERE "armedAt" IS NULL AND "wakeAt" IS NOT NULL) AS plans`;
      return open!;
    });
  }

  /** Follow-ups that moved on and messages that left, since ever; the difference of two counts is what happened. */
  async countDone(): Promise<{ carriedOut: number; sent: number }> {
    const [row] = await this.db.$queryRaw<{ carriedOut: number; sent: number }[]>`
      SELECT (SELECT count(*)::int FROM follow_up_changes WHERE changed ? 'state') AS "carriedOut",
        (SELECT count(*)::int FROM messages WHERE "acceptedAt" IS NOT NULL) AS sent`;
    return row!;
  }

  private async wakeDue(now: Instant): Promise<void> {
    const at = new Date(now);
    await inTransaction(this.db, async (tx) => {
      const senders = await tx.$queryRaw<{ number: string }[]>`
        SELECT number FROM senders s WHERE s."wakeAt" <= ${at}
          OR EXISTS (SELECT 1 FROM messages m WHERE m."senderNumber" = s.number AND m.state = 'staged' AND m."sendAt" <= ${at})`;
      const calls = await tx.$queryRaw<{ id: string }[]>`
        SELECT id FROM calls WHERE "endedAt" IS NULL AND (("placeAt" <= ${at} AND state = 'staged') OR "settleAt" <= ${at})`;
      const routines = await tx.routine.findMany({ where: { wakeAt: { lte: at } }, select: { key: true } });
      await poke(
        tx,
        'routine',
        routines.map(({ key }) => key),
      );
      const webhooks = await tx.webhookDelivery.findMany({
        where: { state: 'waiting', nextAt: { lte: at } },
        distinct: ['endpointId'],
        select: { endpointId: true },
      });
      await poke(
        tx,
        'webhook',
        webhooks.map(({ endpointId }) => endpointId),
      );
      await poke(tx, 'call', idsOf(calls));
      await poke(
        tx,
        'sender',
        senders.map((sender) => sender.number),
      );
    });
  }

  /** Lets plans that are due look, each once: what it cannot do yet, such as a text on its way, others have to do first. */
  private async keepDue(now: Instant, looked: Set<string>): Promise<void> {
    let found: number;
    do {
      found = await inTransaction(this.db, async (tx) => {
        const plans = await tx.$queryRaw<{ id: string }[]>`
          SELECT id FROM plans WHERE "wakeAt" <= ${new Date(now)} AND id <> ALL(${[...looked]})
          ORDER BY "wakeAt", id LIMIT ${PLANS_AT_ONCE}`;
        await keepPlans(this.keep, tx, idsOf(plans), now, 'plan');
        for (const { id } of plans) looked.add(id);
        return plans.length;
      });
    } while (found === PLANS_AT_ONCE);
  }

  private async untilNothingIsOpen(count: () => Promise<object>): Promise<void> {
    let last = '';
    let moved = performance.now();
    for (;;) {
      const open = await count();
      if (Object.values(open).every((number) => number === 0)) return;
      const seen = JSON.stringify(open);
      if (seen !== last) moved = performance.now();
      last = seen;
      if (performance.now() - moved > STALLED_AFTER_MS) throw stalled(open);
      await wait(LOOK_EVERY_MS);
    }
  }

  private async countOpen(now: Instant): Promise<Open> {
    const at = new Date(now);
    const calledSince = new Date(Date.now() - CALL_KEEPS_CLOCK_MS);
    const [open] = await this.db.$queryRaw<Open[]>`
      SELECT (SELECT count(*)::int FROM plans WHERE "wakeAt" <= ${at}) AS plans,
        (SELECT count(*)::int FROM senders WHERE "wakeAt" <= ${at}) AS senders,
        (SELECT count(*)::int FROM messages WHERE state = 'staged' AND "sendAt" <= ${at} AND ${NOT_HELD}) AS staged,
        (SELECT count(*)::int FROM attempts WHERE state IN ('intended', 'in-flight')) AS "inFlight",
        (SELECT count(*)::int FROM calls WHERE state = 'in-flight' OR (state = 'staged' AND "placeAt" <= ${at})
          OR (state = 'unknown' AND "settleAt" <= ${at})
          OR (state IN ('accepted', 'ringing', 'answered') AND "calledAt" > ${calledSince})) AS calls,
        (SELECT count(*)::int FROM routines WHERE "wakeAt" <= ${at}) AS routines,
        (SELECT count(*)::int FROM webhook_deliveries WHERE state = 'waiting' AND "nextAt" <= ${at}) AS webhooks,
        (SELECT count(*)::int FROM outbox) AS outbox`;
    return open!;
  }
}

function idsOf(rows: readonly { id: string }[]): string[] {
  return rows.map((row) => row.id);
}

function stalled(open: object): DomainError {
  const left = Object.entries(open)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${count} ${name}`);
  return new DomainError(
    'sandbox.stalled',
    `Nothing has moved for a minute; still open: ${left.join(', ')}`,
    { status: 503 },
  );
}
