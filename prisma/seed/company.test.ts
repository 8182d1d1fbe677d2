import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.js';
import { createDb, type Db } from '../client.js';
import { newId } from '../ids.js';
import { inventSid } from './past.js';
import { seedCompany, type SeedOptions } from './company.js';

const SENDER = '+15550100099';
const OPTIONS: SeedOptions = {
  sender: SENDER,
  password: 'a password',
  apiKeys: { operator: `operator-${randomUUID()}`, intake: `intake-${randomUUID()}` },
};
const SEED_TIME = 120_000;

describe('the seeded company', { timeout: SEED_TIME }, () => {
  let database: TestDatabase;
  let db: Db;

  beforeEach(async () => {
    database = await createTestDatabase();
    db = createDb(database.url, 4);
  });

  afterEach(async () => {
    await db.$disconnect();
    await database.drop();
  });

  /** Every row of every table, as text. */
  async function everything(): Promise<Record<string, string>> {
    const tables = await db.$queryRaw<{ name: string }[]>`
      SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1`;
    const rows: Record<string, string> = {};
    for (const { name } of tables) {
      const sql = `SELECT coalesce(string_agg(t::text, '|' ORDER BY t::text), '') AS rows FROM "${name}" t`;
      const [row] = await db.$queryRawUnsafe<{ rows: string }[]>(sql);
      rows[name] = row!.rows;
    }
    return rows;
  }

  it('leaves nothing behind when stopped half-way, is filled in by the next run and not touched by a third', async () => {
    // The customer who writes "still leaking" stumbles over this row.
    const { id } = await db.inboundMessage.create({
      data: {
        id: newId('inboundMessage'),
        messageSid: inventSid('S-1013/1'),
        from: '+15550100001',
        to: SENDER,
        body: '?',
        receivedAt: new Date(),
      },
    });
    const before = await everything();
    await expect(seedCompany(db, OPTIONS)).rejects.toThrow();
    expect(await everything()).toEqual(before);
    await db.inboundMessage.delete({ where: { id } });
    expect(await seedCompany(db, OPTIONS)).toBe(true);
    const filled = await everything();
    expect(await seedCompany(db, OPTIONS)).toBe(false);
    expect(await everything()).toEqual(filled);
  });

  it('goes back to the seed data, even while somebody locks what it empties in another order', async () => {
    await seedCompany(db, OPTIONS);
    await db.clock.create({
      data: { id: 1, anchorReal: new Date(), anchorVirtual: new Date('2031-01-01T00:00:00Z'), speed: 1 },
    });
    await db.customer.update({ where: { externalId: 'C-1001' }, data: { name: 'Somebody else' } });
    await db.template.create({
      data: { key: 'new', version: 1, purpose: 'service', texts: {}, savedAt: new Date(), savedBy: 'test' },
    });
    let resetting: Promise<boolean> | undefined;
    const other = db.$transaction(
      async (tx) => {
        await tx.$queryRaw`SELECT id FROM messages LIMIT 1 FOR UPDATE`;
        resetting = seedCompany(db, { reset: true });
        await waitsForLock(tx);
        await tx.$queryRaw`SELECT id FROM plans LIMIT 1 FOR NO KEY UPDATE`;
      },
      { timeout: 30_000 },
    );
    await Promise.allSettled([other]); // PostgreSQL ends one of the two; the reset tries again
    expect(await resetting).toBe(true);
    expect([await db.clock.count(), await db.customer.count()]).toEqual([0, 24]);
    const customer = await db.customer.findUnique({ where: { externalId: 'C-1001' } });
    expect(customer?.name).toBe('Amelia Hughes');
    expect(await db.template.count({ where: { key: 'new' } })).toBe(0);
    expect([await db.apiKey.count(), await db.authAccount.count()]).toEqual([2, 4]);
    const { _max } = await db.plan.aggregate({ _max: { keptAt: true } });
    expect(_max.keptAt!.getTime()).toBeLessThan(Date.parse('2031-01-01T00:00:00Z'));
  });

  /** Until some connection to this database waits for a lock. */
  async function waitsForLock(tx: Pick<Db, '$queryRaw'>): Promise<void> {
    for (;;) {
      const waiting = await tx.$queryRaw<unknown[]>`
        SELECT 1 FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
      if (waiting.length > 0) return;
    }
  }

  it('begins empty when asked to, stays so, and goes back to that', async () => {
    expect(await seedCompany(db, { ...OPTIONS, empty: true })).toBe(true);
    const counts = () =>
      Promise.all([db.customer.count(), db.policy.count(), db.template.count(), db.contactRules.count()]);
    expect(await counts()).toEqual([0, 0, 0, 0]);
    const people = await db.authUser.findMany();
    expect(people).toMatchObject([{ email: 'admin@example.com', role: 'admin' }]);
    const organisation = await db.organisation.findUniqueOrThrow({ where: { id: 1 } });
    expect(organisation).toMatchObject({ describedAt: null, begunEmpty: true });
    expect(await seedCompany(db, OPTIONS)).toBe(false);
    expect(await db.authUser.count()).toBe(1);
    await seedCompany(db, { reset: true });
    expect(await counts()).toEqual([0, 0, 0, 0]);
  });

  it('makes no invented customer where real messages would leave', async () => {
    await seedCompany(db, { ...OPTIONS, demo: false });
    expect([await db.customer.count(), await db.policy.count(), await db.outbox.count()]).toEqual([0, 0, 0]);
    expect(await db.template.count()).toBeGreaterThan(20);
    expect(await db.authUser.count()).toBe(4);
  });

  it.each([
    ['a Sunday night after the clocks went forward in Europe', '2027-03-28T23:30:00Z'],
    ['between Christmas and New Year', '2026-12-27T18:00:00Z'],
  ])('is alive on %s', async (_, start) => {
    const now = new Date(start);
    await db.clock.create({ data: { id: 1, anchorReal: new Date(), anchorVirtual: now, speed: 0.0001 } });
    await seedCompany(db, OPTIONS);
    expect(await readBoard(now)).toEqual({ overdue: true, waiting: true, unowned: true, toCome: true });
    expect(
      await db.message.count({ where: { state: { notIn: ['delivered', 'withdrawn', 'staged'] } } }),
    ).toBe(0);
    expect(await countLeavingWithin(now, 60)).toBeLessThanOrEqual(3);
    const replies = await db.inboundMessage.findMany({ where: { state: { not: 'handled' } } });
    const rules = replies.map(({ state, rule }) => `${state} ${rule}`).sort();
    expect(rules).toEqual([
      'inbox answer.too-late-to-correct',
      'inbox opt-out.possible',
      'inbox question.none-open',
    ]);
    const comments = await db.escalation.findMany({ where: { state: 'open', cause: 'reaction' } });
    expect(comments.map(({ comment }) => comment)).toContain('still leaking');
    const clocks = await db.target.findMany({ distinct: ['state'], select: { state: true } });
    expect(clocks.map(({ state }) => state).sort()).toEqual(['breached', 'met', 'paused', 'running']);
    const late = await db.plan.count({ where: { wakeAt: { lt: now } } });
    expect(late).toBe(0);
  });

  async function readBoard(now: Date): Promise<Record<string, boolean>> {
    const work = ['call', 'visit', 'review'];
    const [overdue, waiting, unowned, toCome] = await Promise.all([
      db.followUp.count({ where: { state: 'due', dueAt: { lt: now } } }),
      db.followUp.count({ where: { state: 'sent', kind: 'survey' } }),
      db.followUp.count({ where: { state: { in: ['planned', 'due'] }, kind: { in: work }, ownerId: null } }),
      db.followUp.count({ where: { state: 'due', dueAt: { gt: now } } }),
    ]);
    return { overdue: overdue >= 4, waiting: waiting >= 3, unowned: unowned >= 2, toCome: toCome >= 2 };
  }

  /** Texts that are to leave soon: those that wait for the sender, and those that are planned. */
  async function countLeavingWithin(now: Date, minutes: number): Promise<number> {
    const soon = { lte: new Date(now.getTime() + minutes * 60_000) };
    return db.followUp.count({ where: { state: { in: ['planned', 'due'] }, sendAt: soon } });
  }
});
