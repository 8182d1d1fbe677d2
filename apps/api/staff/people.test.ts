import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { about, textingPolicy } from '../../../test/support/policies.js';
import { startTestApi, type TestApi } from '../testing/api.js';
import { buildBuyer, publish, sell } from '../testing/plans.js';

const CALL = textingPolicy('called', { kind: 'call', due: { from: 'sale.sold', offset: 'P1D' } });

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  await api.db.sender.create({ data: { number: '+15550000001' } });
  await publish(api, [CALL]);
});
afterAll(() => api?.stop());

let count = 0;
async function hire(changes: object = {}): Promise<any> {
  const key = `p${++count}`;
  const body = {
    key,
    name: `Person ${count}`,
    email: `${key}@x.lt`,
    role: 'staff',
    languages: ['en'],
    ...changes,
  };
  return (await api.as('operator').post('/v1/staff').send(body).expect(201)).body;
}
const away = (body: object) => api.as('manager').post('/v1/absences').send(body);
const WEEK = { from: '2026-11-22T00:00:00Z', until: '2026-11-29T00:00:00Z' };

/** A customer with one open call. */
async function customerOf(owner: string, changes: object = {}): Promise<{ id: string; followUp: string }> {
  const sale = await sell(api, { products: about(CALL), customer: buildBuyer({ owner, ...changes }) });
  return { id: sale.customer.id, followUp: sale.plans[0].followUps[0].id };
}
const followUp = async (id: string) => (await api.as('staff').get(`/v1/follow-ups/${id}`).expect(200)).body;

describe('An absence', () => {
  it('shows who stands in, on the person and on their work, and ends on time or before', async () => {
    const [owner, cover] = [await hire(), await hire()];
    const { followUp: id } = await customerOf(owner.key);
    const { body } = await away({ staff: owner.key, cover: cover.key, ...WEEK }).expect(201);
    expect(body).toMatchObject({
      staff: { key: owner.key },
      cover: { key: cover.key },
      reason: 'holiday',
      ...WEEK,
    });
    expect((await api.as('staff').get(`/v1/staff/${owner.id}`)).body.away).toEqual({
      until: WEEK.until,
      cover: cover.key,
    });
    expect(await followUp(id)).toMatchObject({ owner: { id: owner.id }, cover: { id: cover.id } });
    await api.as('manager').delete(`/v1/absences/${body.id}`).expect(204);
    expect((await followUp(id)).cover).toBeNull();
  });

  it.each([
    ['a cover who is the same person', (me: string) => ({ cover: me }), 'absence.invalid'],
    ['an end before its beginning', () => ({ until: '2026-11-21T00:00:00Z' }), 'request.invalid'],
    ['a cover who is nobody', () => ({ cover: 'nobody' }), 'staff.unknown'],
  ])('is refused with %s', async (_, changes, code) => {
    const { key } = await hire();
    expect((await away({ staff: key, ...WEEK, ...changes(key) }).expect(400)).body.code).toBe(code);
  });

  it('does not overlap another one, and its cover is there', async () => {
    const [one, other] = [await hire(), await hire()];
    await away({ staff: one.key, ...WEEK }).expect(201);
    await away({
      staff: one.key,
      ...WEEK,
      from: '2026-11-28T00:00:00Z',
      until: '2026-12-05T00:00:00Z',
    }).expect(409);
    const { body } = await away({ staff: other.key, cover: one.key, ...WEEK }).expect(400);
    expect(body.errors).toEqual([{ path: '/cover', message: 'is away in that time too' }]);
    const { items } = (await api.as('staff').get(`/v1/absences?staff=${one.key}`).expect(200)).body;
    expect(items).toHaveLength(1);
  });
});

describe('Somebody who leaves', () => {
  const handOver = (id: string, body: object) =>
    api.as('manager').post(`/v1/staff/${id}/handover`).send(body);

  it('hands over customers, open work, tickets and escalations to one person, after a preview that changes nothing', async () => {
    const [leaver, heir] = [
      await hire({ languages: ['en'] }),
      await hire({ languages: ['en'], workload: 1 }),
    ];
    const customers = [await customerOf(leaver.key), await customerOf(leaver.key, { tier: 'platinum' })];
    const texts = ['inb_of-a-customer', 'inb_of-nobody'];
    await api.db.inboundMessage.createMany({
      data: texts.map((id, place) => ({
        ...{ id, messageSid: id, from: '+37061200000', to: '+15550000001', body: '?', state: 'inbox' },
        ...{ receivedAt: new Date(), ownerId: leaver.id, customerId: place === 0 ? customers[0]!.id : null },
      })),
    });
    const preview = (await handOver(leaver.id, { to: heir.key, dryRun: true }).expect(200)).body;
    expect(preview).toMatchObject({
      dryRun: true,
      counts: { customers: 2, followUps: 2 },
      receivers: [{ id: heir.id, customers: 2, followUps: 2, openAfter: 2, workload: 1 }],
      warnings: [`${heir.name} would have 2 open follow-ups, more than 1`],
    });
    expect((await followUp(customers[0]!.followUp)).owner.id).toBe(leaver.id);

    const done = (await handOver(leaver.id, { to: heir.key, message: 'thank-you' }).expect(200)).body;
    expect(done).toMatchObject({ dryRun: false, counts: preview.counts, customersTold: 2 });
    for (const { id, followUp: work } of customers) {
      expect((await followUp(work)).owner.id).toBe(heir.id);
      expect((await api.as('staff').get(`/v1/customers/${id}`)).body.owner.id).toBe(heir.id);
      expect(
        await api.db.message.count({ where: { customerId: id, part: 'handover', state: 'staged' } }),
      ).toBe(1);
    }
    // And the texts that they looked after.
    expect(await api.db.inboundMessage.count({ where: { id: { in: texts }, ownerId: heir.id } })).toBe(2);
    expect((await api.as('staff').get(`/v1/staff/${leaver.id}`)).body.active).toBe(false);
    const why = (await followUp(customers[0]!.followUp)).why.changes;
    expect(why.at(-1)).toMatchObject({ reason: 'handed over', changed: { owner: [leaver.id, heir.id] } });
    expect((await handOver(leaver.id, { to: heir.key }).expect(200)).body.counts.followUps).toBe(0);
  });

  it('may hand over to a whole team, by load and language', async () => {
    await api.as('operator').post('/v1/teams').send({ key: 'north', name: 'North' }).expect(201);
    const leaver = await hire();
    const [english, lithuanian] = [
      await hire({ team: 'north', languages: ['en'] }),
      await hire({ team: 'north', languages: ['lt'] }),
    ];
    const [en, lt] = [await customerOf(leaver.key), await customerOf(leaver.key, { language: 'lt' })];
    await handOver(leaver.id, { team: 'north' }).expect(200);
    expect((await followUp(en.followUp)).owner.id).toBe(english.id);
    expect((await followUp(lt.followUp)).owner.id).toBe(lithuanian.id);
  });

  it('leaves work that was given to somebody else where it is', async () => {
    const [leaver, heir, other] = [await hire(), await hire(), await hire()];
    const { followUp: id } = await customerOf(leaver.key);
    await api.as('staff').post(`/v1/follow-ups/${id}/assign`).send({ owner: other.key }).expect(200);
    await handOver(leaver.id, { to: heir.key }).expect(200);
    expect((await followUp(id)).owner.id).toBe(other.id);
  });

  it('needs somebody who takes it over', async () => {
    const leaver = await hire();
    await handOver(leaver.id, {}).expect(400);
    await handOver(leaver.id, { to: 'nobody' }).expect(400);
    expect((await handOver(leaver.id, { to: leaver.key }).expect(409)).body.code).toBe('handover.nobody');
    expect((await handOver(leaver.id, { team: 'nowhere' }).expect(400)).body.code).toBe('team.unknown');
  });
});
