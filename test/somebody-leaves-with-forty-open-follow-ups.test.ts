import { beforeAll, describe, expect, it } from 'vitest';
import { buildCustomer, prepareDocuments } from './support/build.js';
import { type Caller, callAs, phones } from './support/client.js';
import { createWorld, type World } from './support/world.js';

const START = '2027-01-11T10:00:00Z';
const CALLS = {
  ...{ policy: 'calls', name: 'Calls', subject: 'sale', family: 'calls', rank: 1 },
  match: { product: 'boiler-*' },
  steps: [{ step: 'check-call', kind: 'call', due: { from: 'sale.sold', offset: 'P2D' }, horizon: 'P7D' }],
};

describe('Somebody leaves with forty open follow-ups', () => {
  let world: World;
  let manager: Caller;
  const ids: Record<string, string> = {};
  const customers: { id: string; phone: string; language: string }[] = [];

  const hire = async (key: string, more: object = {}) => {
    const person = { key, name: key, email: `${key}@example.com`, role: 'staff', languages: ['en'], ...more };
    const { status, body } = await callAs(world, 'operator').post('/v1/staff', person);
    expect(status).toBe(201);
    ids[key] = body.id;
  };
  const openOf = (owner: string) =>
    world.db.followUp.count({ where: { ownerId: ids[owner]!, endedAt: null } });
  const sell = async (n: number, product: string) => {
    const language = n % 4 === 0 ? 'lt' : 'en';
    const customer = buildCustomer({ owner: 'carmen', language, tier: 'iron', name: `Customer ${n}` });
    const sale = {
      externalId: `sale-${n}`,
      customer,
      soldAt: START,
      products: [{ code: product, name: product }],
    };
    const { body } = await callAs(world, 'intake').post('/v1/sales', sale);
    customers.push({ id: body.customer.id, phone: customer.phone, language });
  };

  beforeAll(async () => {
    world = await createWorld({ now: START });
    manager = callAs(world, 'manager');
    await prepareDocuments(callAs(world, 'operator'), [CALLS]);
    await callAs(world, 'operator').post('/v1/teams', { key: 'north', name: 'North' });
    await hire('carmen', { languages: ['en', 'lt'] });
    await hire('daina', { team: 'north', languages: ['lt', 'en'], workload: 15 });
    await hire('frank', { team: 'north', workload: 100 });
    for (let n = 1; n <= 40; n++) await sell(n, 'boiler-24');
    await sell(41, 'radio');
    const promise = {
      sale: undefined,
      text: 'We send the manual',
      dueAt: '2027-01-13T10:00:00Z',
      owner: 'carmen',
    };
    const [first] = await world.db.sale.findMany({ where: { externalId: 'sale-1' } });
    expect((await manager.post('/v1/promises', { ...promise, sale: first!.id })).status).toBe(201);
    // Somebody who wants no texts hears of nothing.
    await callAs(world, 'staff').post(`/v1/customers/${customers[1]!.id}/consents`, {
      ...{
        channel: 'sms',
        purpose: 'all',
        granted: false,
        method: 'phone-call',
        text: 'No more texts, please',
      },
    });
  });

  it('is previewed: who takes what, who is told and why, and nothing changes', async () => {
    const body = { team: 'north', message: 'new-contact', dryRun: true };
    const { status, body: preview } = await manager.post(`/v1/staff/${ids['carmen']}/handover`, body);
    expect(status, JSON.stringify(preview)).toBe(200);
    expect(preview).toMatchObject({
      counts: { customers: 41, followUps: 41 },
      customersTold: 40,
      warnings: [],
    });
    expect(preview.told[0]).toMatchObject({ why: 'open-work' });
    const daina = preview.receivers.find(({ name }: any) => name === 'daina');
    expect(daina.openAfter).toBeLessThanOrEqual(15);
    expect(daina.followUps).toBeGreaterThanOrEqual(10);
    expect(await openOf('carmen')).toBe(41);
    expect(await world.db.message.count({ where: { part: 'handover' } })).toBe(0);
  });

  it('hands everything over at once, within the limits of each, in the customers’ languages', async () => {
    const body = { team: 'north', message: 'new-contact' };
    expect((await manager.post(`/v1/staff/${ids['carmen']}/handover`, body)).status).toBe(200);
    expect(await openOf('carmen')).toBe(0);
    expect(await openOf('daina')).toBeLessThanOrEqual(15);
    expect((await openOf('daina')) + (await openOf('frank'))).toBe(41);
    const lithuanian = await world.db.customer.findMany({ where: { language: 'lt' } });
    expect(lithuanian.every(({ ownerId }) => ownerId === ids['daina'])).toBe(true);
    const { items } = (await manager.get(`/v1/promises?owner=carmen`)).body;
    expect(items).toEqual([]);
    expect((await manager.get(`/v1/staff/${ids['carmen']}`)).body.active).toBe(false);
  });

  it('tells the customers who should know, once, with the name of whom they have now', async () => {
    await manager.post('/v1/sandbox/advance', { by: 'PT2H' });
    const texts = await phones(world).received();
    expect(texts).toHaveLength(39);
    expect(new Set(texts.map(({ to }) => to)).size).toBe(39);
    const lithuanian = customers.find(({ language }) => language === 'lt')!;
    const [text] = await phones(world).received(lithuanian.phone);
    expect(text!.body).toContain('daina');
    expect(text!.body).toMatch(/^Sveiki/);
    expect(await phones(world).received(customers[40]!.phone)).toEqual([]);
    const refused = await world.db.message.findFirst({
      where: { customerId: customers[1]!.id, part: 'handover' },
    });
    expect(refused).toMatchObject({ state: 'kept-back' });
  });

  it('gives later work to the new owner, and a second handover finds nothing', async () => {
    await manager.post('/v1/sandbox/advance', { by: 'P3D' });
    expect(await openOf('carmen')).toBe(0);
    const again = await manager.post(`/v1/staff/${ids['carmen']}/handover`, {
      team: 'north',
      message: 'new-contact',
    });
    expect(again.body).toMatchObject({ counts: { customers: 0, followUps: 0 }, customersTold: 0 });
    expect(await phones(world).received()).toHaveLength(39);
  });
});
