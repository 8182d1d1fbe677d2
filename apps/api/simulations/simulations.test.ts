import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApi, buildCustomer, startTestApi } from '../testing/api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.stop());

const simulate = (body: object) => api.as('operator').post('/v1/simulations').send(body);
const step = { step: 'ask', kind: 'survey', question: 'csat', template: 'csat' };

describe('with given documents', () => {
  it('names all faults of all documents together', async () => {
    const { body } = await simulate({
      now: '2026-11-02T10:00:00Z',
      zone: 'Europe/Nowhere',
      policy: {
        policy: 'faulty',
        name: 'Faulty',
        subject: 'sale',
        family: 'faulty',
        rank: 1,
        steps: [{ step: 'Ask!', kind: 'fax', due: { from: 'sale.sold', offset: '3 days' } }],
      },
      subject: { type: 'sale', soldAt: '2026-11-02T09:00:00Z' },
    }).expect(400);
    expect(body.code).toBe('policy.invalid');
    const paths = body.errors.map((error: { path: string }) => error.path);
    for (const path of [
      '/zone',
      '/policy/steps/0/step',
      '/policy/steps/0/kind',
      '/policy/steps/0/due/offset',
    ])
      expect(paths).toContain(path);
  });

  it('dates what follows, with its reasons, and stores nothing', async () => {
    const { body } = await simulate({
      now: '2026-11-02T10:00:00Z',
      zone: 'Europe/Madrid',
      contactRules: {
        quietHours: { from: '21:00', to: '08:00' },
        outside: { sms: 'pull-back', survey: 'defer' },
      },
      policy: {
        policy: 'ask',
        name: 'Ask',
        subject: 'sale',
        family: 'ask',
        rank: 1,
        steps: [{ ...step, due: { from: 'sale.sold', offset: 'P1D', at: '21:30' } }],
      },
      subject: { type: 'sale', soldAt: '2026-11-02T09:00:00Z' },
    }).expect(200);
    expect(body.followUps).toMatchObject([
      {
        step: 'ask',
        dueAt: '2026-11-03T20:30:00Z',
        dueLocal: '2026-11-03T21:30',
        sendAt: '2026-11-04T07:00:00Z',
      },
    ]);
    expect(body.followUps[0].reasons.length).toBeGreaterThan(0);
    expect(await api.db.plan.count()).toBe(0);
  });
});

describe('with stored documents', () => {
  const policy = (offset: string) => ({
    name: 'Care',
    subject: 'sale',
    family: 'care',
    rank: 1,
    calendar: 'field',
    steps: [{ ...step, due: { from: 'sale.sold', offset, at: '10:00' } }],
  });
  let customer: string;

  beforeAll(async () => {
    const operator = (path: string, body: object) => api.as('operator').put(path).send(body).expect(200);
    await operator('/v1/templates/csat', {
      purpose: 'survey',
      texts: { en: '{company}: 1 to 5? STOP to end' },
    });
    await operator('/v1/calendars/field', { zone: 'Europe/Vilnius', week: { 'mon-fri': ['09:00-17:00'] } });
    await operator('/v1/policies/care', policy('P1D'));
    await api.as('operator').post('/v1/policies/care/publish').expect(201);
    await operator('/v1/policies/care', policy('P2D'));
    const facts = buildCustomer({ zone: 'Asia/Tokyo', country: 'JP', phone: '+819012345678' });
    customer = (await api.as('intake').post('/v1/customers').send(facts).expect(201)).body.id;
  });

  const subject = { type: 'sale', soldAt: '2026-11-22T00:00:00Z' };
  const dueOf = async (request: object) => {
    const { body } = await simulate({ policyKey: 'care', subject, ...request }).expect(200);
    return body.followUps[0].dueAt;
  };

  it('takes the version in force, a named one, or the draft', async () => {
    expect(await dueOf({})).toBe('2026-11-23T08:00:00Z');
    expect(await dueOf({ version: 1 })).toBe('2026-11-23T08:00:00Z');
    expect(await dueOf({ version: 'draft' })).toBe('2026-11-24T08:00:00Z');
  });

  it('takes the zone of a stored customer', async () => {
    expect(await dueOf({ customer })).toBe('2026-11-23T01:00:00Z');
  });

  it('says what is not there', async () => {
    expect((await simulate({ policyKey: 'none', subject }).expect(404)).body.code).toBe('policy.not-found');
    expect((await simulate({ policyKey: 'care', version: 9, subject }).expect(404)).body.code).toBe(
      'policy-version.not-found',
    );
    expect((await simulate({ policyKey: 'care', customer: 'cus_none', subject }).expect(404)).body.code).toBe(
      'customer.not-found',
    );
    const { body } = await simulate({ policyKey: 'care', version: 'newest', subject }).expect(400);
    expect(body.errors).toMatchObject([{ path: '/version' }]);
  });
});

it('is not for intake keys', async () => {
  await api.as('intake').post('/v1/simulations').send({}).expect(403);
});

it('tries a policy that is not saved yet on what is stored', async () => {
  const policy = { policy: 'new', name: 'New', subject: 'sale', family: 'new', rank: 1 };
  const due = { from: 'sale.sold', offset: 'P1D' };
  const { body } = await simulate({
    ...{ stored: true, now: '2026-11-02T10:00:00Z', zone: 'Europe/Madrid' },
    policy: { ...policy, steps: [{ step: 'call', kind: 'call', due }] },
    subject: { type: 'sale', soldAt: '2026-11-02T09:00:00Z' },
  }).expect(200);
  expect(body.followUps).toMatchObject([{ step: 'call', dueAt: '2026-11-03T09:00:00Z' }]);
});
