import { type Db, inTransaction } from '@aftercare/db/client.js';
import { poke } from '@aftercare/db/outbox.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import { setTimeout as wait } from 'node:timers/promises';

/** Real time. The worker has crashed, or an answer of the provider is held back, when nothing moves for so long. */
const STALLED_AFTER_MS = 60_000;
const LOOK_EVERY_MS = 15;

/** Everything that is still under way at an instant, counted. */
interface Open {
  plans: number;
  senders: number;
  staged: number;
  inFlight: number;
  calls: number;
  routines: number;
  outbox: number;
}

/** Brings about, through Temporal as always, that all that is due at an instant has been carried out. */
export class Settling {
  constructor(private readonly db: Db) {}

  /** The next instant at which a plan or a sender has something to do; null: nothing will happen by itself. */
  async findNext(): Promise<Instant | null> {
    const [row] = await this.db.$queryRaw<{ next: Date | null }[]>`
      SELECT least((SELECT min("wakeAt") FROM plans), (SELECT min("wakeAt") FROM senders),
        (SELECT min("sendAt") FROM messages WHERE state = 'staged'),
        (SELECT min("placeAt") FROM calls WHERE state = 'staged'), (SELECT min("wakeAt") FROM routines)) AS next`;
    return row?.next?.getTime() ?? null;
  }

  /** @throws `sandbox.stalled` (503) when nothing moves for a minute, with what is left */
  async settle(now: Instant): Promise<void> {
    await this.pokeDue(now);
    let last = '';
    let moved = performance.now();
    for (;;) {
      const open = await this.countOpen(now);
      if (Object.values(open).every((count) => count === 0)) return;
      const seen = JSON.stringify(open);
      if (seen !== last) moved = performance.now();
      last = seen;
      if (performance.now() - moved > STALLED_AFTER_MS) throw stalled(open);
      await wait(LOOK_EVERY_MS);
    }
  }

  /** Follow-ups that moved on and messages that left, since ever; the difference of two counts is what happened. */
  async countDone(): Promise<{ carriedOut: number; sent: number }> {
    const [row] = await this.db.$queryRaw<{ carriedOut: number; sent: number }[]>`
      SELECT (SELECT count(*)::int FROM follow_up_changes WHERE changed ? 'state') AS "carriedOut",
        (SELECT count(*)::int FROM messages WHERE "acceptedAt" IS NOT NULL) AS sent`;
    return row!;
  }

  /** Timers of Temporal run in real time and know nothing of a moved clock, so whoever is due is woken. */
  private async pokeDue(now: Instant): Promise<void> {
    const at = new Date(now);
    await inTransaction(this.db, async (tx) => {
      const plans = await tx.$queryRaw<{ id: string }[]>`
        UPDATE plans SET rev = rev + 1, "armedAt" = NULL
        WHERE id IN (SELECT id FROM plans WHERE "wakeAt" <= ${at} ORDER BY id FOR UPDATE) RETURNING id`;
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
      await poke(
        tx,
        'call',
        calls.map((call) => call.id),
      );
      await poke(
        tx,
        'plan',
        plans.map((plan) => plan.id),
      );
      await poke(
        tx,
        'sender',
        senders.map((sender) => sender.number),
      );
    });
  }

  private async countOpen(now: Instant): Promise<Open> {
    const at = new Date(now);
    const [open] = await this.db.$queryRaw<Open[]>`
      SELECT (SELECT count(*)::int FROM plans WHERE "wakeAt" <= ${at}) AS plans,
        (SELECT count(*)::int FROM senders WHERE "wakeAt" <= ${at}) AS senders,
        (SELECT count(*)::int FROM messages WHERE state = 'staged' AND "sendAt" <= ${at}) AS staged,
        (SELECT count(*)::int FROM attempts WHERE state IN ('intended', 'in-flight')) AS "inFlight",
        (SELECT count(*)::int FROM calls WHERE state = 'in-flight' OR (state = 'staged' AND "placeAt" <= ${at})
          OR (state = 'unknown' AND "settleAt" <= ${at})) AS calls,
        (SELECT count(*)::int FROM routines WHERE "wakeAt" <= ${at}) AS routines,
        (SELECT count(*)::int FROM outbox) AS outbox`;
    return open!;
  }
}

function stalled(open: Open): DomainError {
  const left = Object.entries(open)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${count} ${name}`);
  return new DomainError(
    'sandbox.stalled',
    `Nothing has moved for a minute; still open: ${left.join(', ')}`,
    { status: 503 },
  );
}
