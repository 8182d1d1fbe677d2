import { newId } from '@aftercare/db/ids.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCustomer, startTestApi, type TestApi } from '../testing/api.js';

let api: TestApi;
let ana: string;
beforeAll(async () => {
  api = await startTestApi();
  const rules = {
    quietHours: { from: '21:00', to: '08:00' },
    weekdays: { sunday: { from: '20:00', to: '12:00' } },
    frequency: { max: 1, per: 'P7D' },
    surveyEvery: 'P30D',
    consent: { survey: 'informed' },
  };
  await api.as('operator').put('/v1/contact-rules').send(rules).expect(200);
  const stored = await api
    .as('intake')
    .post('/v1/customers')
    .send(buildCustomer({ name: 'Ana' }))
    .expect(201);
  ana = stored.body.id;
});
afterAll(() => api?.stop());

const ask = async (question: object) =>
  (await api.as('staff').post('/v1/contact-rules/try').send(question).expect(200)).body;

describe('POST /v1/contact-rules/try', () => {
  it('says when Ana in Vilnius may be texted, if not at 20:50 on Sunday', async () => {
    expect(await ask({ customer: ana, atLocal: '2026-11-29T20:50' })).toMatchObject({
      ...{ allowed: false, customer: ana, zone: 'Europe/Vilnius', zones: ['Europe/Vilnius'] },
      ...{ at: '2026-11-29T18:50:00Z', atLocal: '2026-11-29T20:50' },
      ...{ nextAllowedAt: '2026-11-30T06:00:00Z', nextAllowedLocal: '2026-11-30T08:00' },
      reasons: [{ code: 'quiet-hours.moved', text: expect.stringContaining('20:00') }],
    });
    expect(await ask({ customer: ana, at: '2026-11-30T10:00:00Z' })).toMatchObject({
      allowed: true,
      reasons: [],
    });
  });

  it('knows the owner of a number, and asks all zones of a country for a stranger', async () => {
    expect(await ask({ phone: '+37060012345' })).toMatchObject({ customer: ana });
    const stranger = await ask({ phone: '+1 212 555 0123', at: '2026-11-30T15:00:00Z' });
    expect(stranger).toMatchObject({ allowed: false, customer: null });
    expect(stranger.zones).toContain('Pacific/Honolulu');
    expect(stranger.nextAllowedAt).toBe('2026-11-30T18:00:00Z');
    const known = await ask({
      phone: '+1 212 555 0123',
      zone: 'America/New_York',
      at: '2026-11-30T15:00:00Z',
    });
    expect(known).toMatchObject({ allowed: true, atLocal: '2026-11-30T10:00' });
  });

  it('counts what they got, and heeds what they said', async () => {
    await api.db.sender.upsert({
      where: { number: '+15550000001' },
      create: { number: '+15550000001' },
      update: {},
    });
    await api.db.message.create({
      data: {
        ...{
          id: newId('message'),
          customerId: ana,
          part: 'note',
          template: 'x',
          purpose: 'survey',
          priority: 3,
        },
        ...{ senderNumber: '+15550000001', state: 'delivered', to: '+37060012345', body: 'x' },
        ...{ sendAt: new Date('2026-11-28T10:00:00Z'), createdAt: new Date('2026-11-28T10:00:00Z') },
      },
    });
    const question = { customer: ana, at: '2026-11-30T10:00:00Z' };
    expect(await ask(question)).toMatchObject({
      nextAllowedAt: '2026-12-05T10:00:00Z',
      reasons: [{ code: 'frequency.reached' }],
    });
    expect((await ask({ ...question, purpose: 'survey' })).nextAllowedAt).toBe('2026-12-28T10:00:00Z');
    expect(await ask({ ...question, channel: 'call' })).toMatchObject({ allowed: true });
    await api.db.consent.create({
      data: {
        ...{ id: newId('consent'), customerId: ana, channel: 'sms', purpose: 'all', granted: false },
        ...{
          method: 'phone-call',
          text: 'no texts',
          at: new Date('2026-11-22T09:00:00Z'),
          recordedBy: 'test',
        },
      },
    });
    expect(await ask(question)).toMatchObject({
      ...{ allowed: false, nextAllowedAt: null },
      reasons: [{ code: 'consent.opted-out' }],
    });
  });

  it('names what is wrong with a question', async () => {
    const paths = async (question: object) => {
      const { body } = await api.as('staff').post('/v1/contact-rules/try').send(question).expect(400);
      return body.errors.map((error: { path: string }) => error.path);
    };
    expect(await paths({})).toEqual(['/customer']);
    expect(await paths({ phone: '12' })).toEqual(['/phone']);
    expect(await paths({ phone: '+37060012345', atLocal: '2026-11-31T10:00' })).toEqual(['/atLocal']);
    await api.as('staff').post('/v1/contact-rules/try').send({ customer: 'cus_none' }).expect(404);
  });
});
