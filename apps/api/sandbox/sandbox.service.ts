import { audit } from '@aftercare/db/audit.js';
import { type Db, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import type { KeepContext } from '@aftercare/db/keep-plans.js';
import { pokeAllOpenPlans } from '@aftercare/db/keep-plans.js';
import { pokeAllRoutines, prepareRoutines } from '@aftercare/db/routines/routine.js';
import { seedCompany } from '@aftercare/db/seed/company.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { type Instant, addDuration, formatInstant, parseDuration } from '@aftercare/workflows/domain/time.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../common/actor.js';
import { refuse } from '../subjects/intake.js';
import type { Config } from '../config.js';
import { CLOCK, CONFIG, DB, KEEP } from '../tokens.js';
import type { Advance, Advanced, ClockView, Speed } from './sandbox.schema.js';
import { Settling } from './settling.js';

/** Moves the clock so that a year of reminders can be seen in a minute, with every instant carried out on the way. */
@Injectable()
export class SandboxService {
  /** One move at a time: two would pull the clock to and fro. */
  private moving: Promise<unknown> = Promise.resolve();
  private readonly settling: Settling;

  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
    @Inject(KEEP) private readonly keep: KeepContext,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.settling = new Settling(db, keep);
  }

  async clockView(): Promise<ClockView> {
    const { now, speed } = await this.clock.read(this.db);
    const next = await this.settling.findNext();
    const zone = await this.zone();
    return {
      now: formatInstant(now),
      speed,
      next: next === null ? null : formatInstant(next),
      phones: this.config.twilio.apiBaseUrl ?? null,
      zone,
    };
  }

  /** Every run sleeps in real time, so all of them reckon again when the clock's speed changes. */
  async setSpeed({ speed }: Speed, actor: Actor): Promise<ClockView> {
    await this.oneAtATime(() =>
      inTransaction(this.db, async (tx) => {
        const now = await this.clock.now(tx);
        await this.clock.set(tx, now, speed);
        await pokeAllOpenPlans(tx);
        await pokeAllRoutines(tx);
        await audit(tx, now, {
          actor: actor.id,
          action: 'sandbox.speed',
          entity: 'clock',
          entityId: '1',
          data: { speed },
        });
      }),
    );
    return this.clockView();
  }

  advance(wanted: Advance): Promise<Advanced> {
    return this.oneAtATime(() => this.advanceAlone(wanted));
  }

  /** Back to the seed data; the clock goes back to the machine's. */
  async reset(actor: Actor): Promise<ClockView> {
    await this.oneAtATime(async () => {
      await seedCompany(this.db, { reset: true, sender: this.keep.senders.sms });
      this.keep.documents.clear();
      const now = await this.clock.now(this.db);
      await inTransaction(this.db, (tx) => prepareRoutines(tx, this.keep, now));
      await audit(this.db, now, { actor: actor.id, action: 'sandbox.reset', entity: 'clock', entityId: '1' });
    });
    return this.clockView();
  }

  private async advanceAlone(wanted: Advance): Promise<Advanced> {
    const start = await this.clock.read(this.db);
    const target = await this.targetOf(wanted, start.now);
    const before = await this.settling.countDone();
    // What is due now is carried out first, so that it happens at its own time.
    await this.settling.settle(start.now);
    for (
      let next = await this.settling.findNext();
      next !== null && next <= target;
      next = await this.settling.findNext()
    ) {
      const { now } = await this.clock.read(this.db);
      const at = Math.max(await this.settling.findEndOfStep(next, target), now);
      if (at > target) break;
      await this.clock.set(this.db, at, start.speed);
      await this.settling.settle(at);
    }
    await this.prepareFor(target, start.speed);
    const { now } = await this.clock.read(this.db);
    const end = Math.max(target, now);
    await this.clock.set(this.db, end, start.speed);
    await this.settling.settle(end);
    await this.settling.setTimers(end);
    const after = await this.settling.countDone();
    return {
      now: formatInstant(end),
      carriedOut: after.carriedOut - before.carriedOut,
      sent: after.sent - before.sent,
    };
  }

  /**
   * The clock runs on while many plans stage their texts and set their timers. So they do it before it is put to its
   * goal, at the instant at which the last of them wants to: what is due right after the goal does not leave meanwhile.
   */
  private async prepareFor(target: Instant, speed: number): Promise<void> {
    const { now } = await this.clock.read(this.db);
    const staging = await this.settling.findStaging(target);
    const at = Math.max(now, Math.min(staging ?? now, target));
    if (at > now) await this.clock.set(this.db, at, speed);
    await this.settling.settle(at);
    await this.settling.setTimers(at);
  }

  private async targetOf(wanted: Advance, now: Instant): Promise<Instant> {
    if ('by' in wanted) return addDuration(now, parseDuration(wanted.by), await this.zone());
    if ('toNext' in wanted) return Math.max(now, (await this.settling.findNext()) ?? now);
    if (wanted.to >= now) return wanted.to;
    throw refuse([
      { path: '/to', message: `must not lie before the clock, which stands at ${formatInstant(now)}` },
    ]);
  }

  private async zone(): Promise<string> {
    return (await this.db.organisation.findUnique({ where: { id: 1 } }))?.zone ?? 'UTC';
  }

  private oneAtATime<T>(work: () => Promise<T>): Promise<T> {
    if (!this.config.sandbox) throw new DomainError('route.not-found', 'There is no sandbox in production');
    const mine = this.moving.then(work, work);
    this.moving = mine.catch(() => undefined); // the caller hears of it; the next one starts fresh
    return mine;
  }
}
