import type { Instant } from '@aftercare/workflows/domain/time.js';
import type { Tx } from './client.js';

interface ClockRow {
  anchorReal: Date;
  anchorVirtual: Date;
  speed: number;
}

/**
 * The one source of `now` for every process. In production the machine's clock; in sandbox mode the moved clock
 * whose place is kept in Postgres, so that API and worker always agree.
 */
export class ClockService {
  constructor(readonly sandbox: boolean) {}

  /** Now, UTC milliseconds. */
  async now(db: Tx): Promise<Instant> {
    return (await this.read(db)).now;
  }

  /** Now, and how many clock seconds pass in one real second. */
  async read(db: Tx): Promise<{ now: Instant; speed: number }> {
    if (!this.sandbox) return { now: Date.now(), speed: 1 };
    const [row] = await db.$queryRaw<
      ClockRow[]
    >`SELECT "anchorReal", "anchorVirtual", speed FROM clock WHERE id = 1`;
    if (!row) return { now: Date.now(), speed: 1 };
    return { now: virtualNow(row, Date.now()), speed: row.speed };
  }

  /** Puts the clock to an instant and lets it run on from there. Sandbox only; the caller checks that. */
  async set(db: Tx, now: Instant, speed: number): Promise<void> {
    const place = { anchorReal: new Date(), anchorVirtual: new Date(now), speed };
    await db.clock.upsert({ where: { id: 1 }, create: { id: 1, ...place }, update: place });
  }
}

function virtualNow(row: ClockRow, realNow: number): Instant {
  return Math.round(row.anchorVirtual.getTime() + (realNow - row.anchorReal.getTime()) * row.speed);
}
