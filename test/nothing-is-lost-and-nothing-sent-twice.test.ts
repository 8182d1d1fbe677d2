import { randomInt } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildCustomer, buildSale, prepareDocuments } from './support/build.js';
import { type Caller, callAs, phones } from './support/client.js';
import { startOwnServers } from './support/own-servers.js';
import { until } from './support/until.js';
import { createWorld, type World } from './support/world.js';

const AT_ONCE_POLICY = {
  policy: 'at-once',
  name: 'Thank-you at once',
  subject: 'sale',
  family: 'thanks',
  rank: 1,
  steps: [
    { step: 'thank-you', kind: 'sms', template: 'thank-you', due: { from: 'sale.sold', offset: 'PT0S' } },
  ],
};

const NOON = '2027-05-04T09:00:00Z';

describe('Nothing is lost and nothing is sent twice', () => {
  let world: World;
  let intake: Caller;
  let phone: ReturnType<typeof phones>;

  beforeAll(async () => {
    world = await createWorld({ now: NOON, environment: { TWILIO_TIMEOUT_MS: '5000' } });
    intake = callAs(world, 'intake');
    phone = phones(world);
    await prepareDocuments(callAs(world, 'operator'), [AT_ONCE_POLICY]);
  });

  it('a worker killed between the attempt row and the answer leaves exactly one message', async () => {
    const customer = buildCustomer();
    await phone.rule({ to: customer.phone, fault: 'hold', times: 1 });
    await intake.post('/v1/sales', buildSale({ customer, soldAt: NOON }));
    await until('the request is held after it was accepted', async () => (await phone.holds()) === 1);
    const attempt = await world.db.attempt.findFirstOrThrow({
      where: { message: { customer: { phone: customer.phone } } },
    });
    expect(attempt.state).toBe('in-flight');
    await world.worker.kill('SIGKILL');
    await phone.release();
    await world.worker.restart();
    await until('the message is settled', async () => {
      const { state } = await world.db.message.findFirstOrThrow({
        where: { customer: { phone: customer.phone } },
      });
      return state === 'delivered';
    });
    expect(await phone.received(customer.phone)).toHaveLength(1);
    expect(
      await world.db.attempt.count({ where: { message: { customer: { phone: customer.phone } } } }),
    ).toBe(1);
  });

  it.each(['close-after-accept', '500-after-accept', 'duplicate-callback', 'callback-first', 'cut-body'])(
    'the fault %s leaves exactly one message, and it is settled',
    async (fault) => {
      const customer = buildCustomer();
      await phone.rule({ to: customer.phone, fault, times: 1 });
      await intake.post('/v1/sales', buildSale({ customer, soldAt: NOON }));
      await until(`the message is delivered in spite of ${fault}`, async () => {
        const message = await world.db.message.findFirst({ where: { customer: { phone: customer.phone } } });
        return message?.state === 'delivered' && message.sid !== null;
      });
      expect(await phone.received(customer.phone)).toHaveLength(1);
    },
  );

  it('a definite "not now" is tried again and leaves one message', async () => {
    const customer = buildCustomer();
    await phone.rule({ to: customer.phone, fault: '429', times: 1 });
    await intake.post('/v1/sales', buildSale({ customer, soldAt: NOON }));
    await until('the first attempt was refused', async () => {
      const attempt = await world.db.attempt.findFirst({
        where: { message: { customer: { phone: customer.phone } } },
      });
      return attempt?.state === 'refused';
    });
    await callAs(world, 'manager').post('/v1/sandbox/advance', { by: 'PT5M' });
    expect(await phone.received(customer.phone)).toHaveLength(1);
    expect(
      await world.db.attempt.count({ where: { message: { customer: { phone: customer.phone } } } }),
    ).toBe(2);
  });
});

describe('200 sales while API, worker, Temporal and PostgreSQL are killed at random moments', () => {
  it('all arrive at the phones, none twice, and what nobody can know of is put before a person', async () => {
    const servers = await startOwnServers();
    const world = await createWorld({ now: NOON, servers });
    await prepareDocuments(callAs(world, 'operator'), [AT_ONCE_POLICY]);
    const intake = callAs(world, 'intake');
    const customers = Array.from({ length: 200 }, () => buildCustomer());
    const stop = new AbortController();
    const killing = killAtRandom([world.api, world.worker, servers.temporal, servers.postgres], stop.signal);
    await inParallel(customers, 8, (customer) =>
      postUntilTaken(intake, buildSale({ customer, soldAt: NOON })),
    );
    stop.abort();
    await killing;
    await until('every message is settled', () => settleAll(world), 180_000);
    const texts = await phones(world).received();
    const counts = new Map<string, number>();
    for (const text of texts) counts.set(text.to, (counts.get(text.to) ?? 0) + 1);
    // A worker that is killed after it said that it calls, and before it called, leaves a text that may have left.
    const doubtful = await world.db.message.findMany({ where: { state: 'unknown' } });
    for (const { reasons } of doubtful) expect(reasons).toMatchObject([{ code: 'delivery.unknown' }]);
    expect(doubtful.length).toBeLessThan(10);
    const mayBeMissing = new Set(doubtful.map(({ to }) => to));
    const wrong = customers
      .map(({ phone }): [string, number] => [phone, counts.get(phone) ?? 0])
      .filter(([phone, count]) => count !== 1 && !(count === 0 && mayBeMissing.has(phone)));
    expect(wrong).toEqual([]);
    expect(await world.db.sale.count()).toBe(200);
  }, 400_000);
});

/** Moves the clock a little, so that what has to be looked up is looked up, and tells whether nothing is left. */
async function settleAll(world: World): Promise<boolean> {
  const { status } = await callAs(world, 'manager').post('/v1/sandbox/advance', { by: 'PT3M' });
  const open = await world.db.message.count({
    where: {
      OR: [{ state: { in: ['staged', 'in-flight'] } }, { state: 'unknown', reasons: { equals: [] } }],
    },
  });
  return status === 200 && open === 0 && (await world.db.message.count()) === 200;
}

interface Victim {
  kill: () => Promise<void>;
  restart: () => Promise<void>;
}

/** Kills one of them at a time, each brought back at once as a supervisor would; every one at least once. */
async function killAtRandom(victims: readonly Victim[], signal: AbortSignal): Promise<void> {
  for (let round = 0; round < victims.length || !signal.aborted; round++) {
    const victim = round < victims.length ? victims[round]! : victims[randomInt(victims.length)]!;
    await untilAborted(randomInt(300, 1_500), signal);
    await victim.kill();
    await victim.restart();
  }
}

function untilAborted(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}

/** As another system would: the same sale again until the API has answered. */
async function postUntilTaken(intake: Caller, sale: object): Promise<void> {
  await until('the sale is taken', async () => {
    const answer = await intake.post('/v1/sales', sale).catch(() => null);
    return answer !== null && (answer.status === 201 || answer.status === 200);
  });
}

async function inParallel<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const left = [...items];
  const lane = async () => {
    for (let item = left.shift(); item; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}
