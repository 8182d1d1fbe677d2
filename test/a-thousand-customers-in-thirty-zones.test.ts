import { beforeAll, describe, expect, it } from 'vitest';
import { buildCustomer, buildSale, prepareDocuments } from './support/build.js';
import { type Caller, callAs, phones } from './support/client.js';
import { SURVEY } from './support/policies.js';
import { createWorld, type World } from './support/world.js';

/** Whole, half and quarter hours, both sides of the date line, and Europe in the night in which it changes its clocks. */
const ZONES = [
  ...['Pacific/Honolulu', 'America/Anchorage', 'America/Los_Angeles', 'America/Denver', 'America/Phoenix'],
  ...['America/Chicago', 'America/New_York', 'America/Halifax', 'America/St_Johns', 'America/Sao_Paulo'],
  ...['Atlantic/Azores', 'Europe/London', 'Europe/Madrid', 'Europe/Vilnius', 'Africa/Cairo'],
  ...['Africa/Nairobi', 'Asia/Tehran', 'Asia/Dubai', 'Asia/Kabul', 'Asia/Karachi'],
  ...['Asia/Kolkata', 'Asia/Kathmandu', 'Asia/Yangon', 'Asia/Bangkok', 'Asia/Shanghai'],
  ...['Asia/Tokyo', 'Australia/Adelaide', 'Australia/Lord_Howe', 'Pacific/Auckland', 'Pacific/Chatham'],
];
const CUSTOMERS = 1_000;
const DUE = Date.parse('2027-03-27T20:30:00Z');
const MINUTE = 60_000;

/** Hours and minutes on a wall there, as the runtime knows them: none of our own reckoning. */
function wallMinutes(at: number, timeZone: string): number {
  const wall = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const [hours, minutes] = wall.format(at).split(':').map(Number);
  return hours! * 60 + minutes!;
}

const isQuiet = (at: number, zone: string) => {
  const minutes = wallMinutes(at, zone);
  return minutes >= 21 * 60 || minutes < 8 * 60;
};

/** The first minute from `DUE` on that is not quiet there, found by trying each. */
function firstDecent(zone: string): number {
  let at = DUE;
  while (isQuiet(at, zone)) at += MINUTE;
  return at;
}

describe('1,000 customers in 30 zones whose question is due at the same instant', () => {
  const zoneOf = new Map<string, string>();
  const expected = new Map(ZONES.map((zone) => [zone, firstDecent(zone)]));
  let world: World;
  let manager: Caller;
  let phone: ReturnType<typeof phones>;
  let arrivedBefore = 0;

  /** Goes on to an instant; answers to which zones texts were accepted at Twilio on the way. */
  async function advanceTo(at: number): Promise<string[]> {
    const { status } = await manager.post('/v1/sandbox/advance', { to: new Date(at).toISOString() });
    expect(status).toBe(200);
    const texts = await phone.received();
    const fresh = texts.slice(arrivedBefore);
    arrivedBefore = texts.length;
    return fresh.map(({ to }) => zoneOf.get(to)!);
  }

  beforeAll(async () => {
    world = await createWorld({ now: new Date(DUE - 60 * MINUTE).toISOString() });
    manager = callAs(world, 'manager');
    phone = phones(world);
    const due = { from: 'sale.sold', offset: 'PT1H' };
    await prepareDocuments(callAs(world, 'operator'), [{ ...SURVEY, steps: [{ ...SURVEY.steps[0]!, due }] }]);
    const intake = callAs(world, 'intake');
    const sales = Array.from({ length: CUSTOMERS }, (_, n) => {
      const zone = ZONES[n % ZONES.length]!;
      const customer = buildCustomer({ zone });
      zoneOf.set(customer.phone, zone);
      const products = [{ code: SURVEY.policy, name: 'Boiler' }];
      return buildSale({ customer, products, soldAt: new Date(DUE - 60 * MINUTE).toISOString() });
    });
    const lane = async () => {
      for (let sale = sales.pop(); sale; sale = sales.pop()) {
        expect((await intake.post('/v1/sales', sale)).status).toBe(201);
      }
    };
    await Promise.all(Array.from({ length: 8 }, lane));
  }, 180_000);

  it('receive it when their own night is over, and not a second before', async () => {
    const counts = new Map<string, number>();
    const instants = [...new Set(expected.values())].sort((a, b) => a - b);
    for (const at of instants) {
      expect(await advanceTo(at - 1_000)).toEqual([]);
      for (const zone of await advanceTo(at)) {
        expect([zone, isQuiet(at, zone), expected.get(zone)]).toEqual([zone, false, at]);
        counts.set(zone, (counts.get(zone) ?? 0) + 1);
      }
    }
    const share = (n: number) => Math.floor((CUSTOMERS - 1 - n) / ZONES.length) + 1;
    expect(counts).toEqual(new Map(ZONES.map((zone, n) => [zone, share(n)])));
    expect(await advanceTo(DUE + 24 * 60 * MINUTE)).toEqual([]);
  }, 180_000);

  it('the ledger explains each one that was moved, and none besides', async () => {
    const rows = await world.db.messageDecision.findMany({ include: { message: { select: { to: true } } } });
    const moved = new Map(rows.map((row) => [row.message!.to!, row]));
    expect(moved.size).toBe(rows.length);
    for (const [to, zone] of zoneOf) {
      const row = moved.get(to);
      const toAt = expected.get(zone)!;
      if (toAt === DUE) expect(row).toBeUndefined();
      else
        expect(row).toMatchObject({
          ...{ what: 'moved', rule: 'quiet-hours.moved', fromAt: new Date(DUE), toAt: new Date(toAt) },
          reason: { rule: 'defer', from: '21:00', to: '08:00' },
        });
    }
    const [some] = rows;
    const message = await callAs(world, 'staff').get(`/v1/messages/${some!.messageId}`);
    expect(message.body.decisions).toMatchObject([{ what: 'moved', rule: 'quiet-hours.moved', by: 'plan' }]);
    const followUp = await callAs(world, 'staff').get(`/v1/follow-ups/${some!.followUpId}`);
    expect(followUp.body.decisions).toEqual(message.body.decisions);
  });
});
