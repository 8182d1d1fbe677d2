import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApi, startTestApi } from '../testing/api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  const texts = { en: '{company}: how happy are you, 1 to 5? Stop: STOP' };
  await api.as('operator').put('/v1/templates/csat').send({ purpose: 'survey', texts }).expect(200);
});
afterAll(() => api?.stop());

const buildPolicy = (changes: object = {}) => ({
  policy: 'thank-you',
  name: 'Thank you',
  subject: 'sale',
  family: 'satisfaction',
  rank: 10,
  steps: [
    {
      step: 'ask',
      kind: 'survey',
      question: 'csat',
      template: 'csat',
      due: { from: 'sale.sold', offset: 'P3D', at: '10:00' },
    },
  ],
  ...changes,
});
const put = (key: string, body: object) => api.as('operator').put(`/v1/policies/${key}`).send(body);
const publish = (key: string) => api.as('operator').post(`/v1/policies/${key}/publish`);
const get = (path: string) => api.as('staff').get(`/v1/policies/${path}`);

describe('a draft', () => {
  it('is saved without being in force', async () => {
    const { body } = await put('draft-only', buildPolicy({ policy: 'draft-only' })).expect(200);
    expect(body).toMatchObject({ policy: 'draft-only', currentVersion: null, unpublished: true });
    expect((await get('draft-only/versions/1').expect(404)).body.code).toBe('policy-version.not-found');
  });

  it('gets its key from the address, and may have no other', async () => {
    const { policy: _, ...nameless } = buildPolicy();
    expect((await put('nameless', nameless).expect(200)).body.draft.policy).toBe('nameless');
    const { body } = await put('other', buildPolicy()).expect(400);
    expect(body).toMatchObject({ code: 'policy.invalid', errors: [{ path: '/policy' }] });
  });

  it('is refused with all its faults, unknown calendars and templates among them', async () => {
    const [ask] = buildPolicy().steps;
    const { body } = await put('faulty', {
      ...buildPolicy({ policy: 'faulty', calendar: 'nowhere' }),
      steps: [
        { ...ask, template: 'none' },
        { ...ask, step: 'again', kind: 'fax', due: { from: 'sale.sold', offset: '3 days' } },
      ],
    }).expect(400);
    const paths = body.errors.map((error: { path: string }) => error.path);
    for (const path of ['/calendar', '/steps/0/template', '/steps/1/kind', '/steps/1/due/offset'])
      expect(paths).toContain(path);
    await get('faulty').expect(404);
  });

  it('takes product globs that nothing matches yet', async () => {
    await put('globs', buildPolicy({ policy: 'globs', match: { product: ['no-such-thing-*'] } })).expect(200);
  });
});

describe('publishing', () => {
  it('makes a version that stays as it is, whatever is drafted later', async () => {
    await put('thank-you', buildPolicy()).expect(200);
    const { body: first } = await publish('thank-you').expect(201);
    expect(first).toMatchObject({
      policy: 'thank-you',
      version: 1,
      subject: 'sale',
      family: 'satisfaction',
      rank: 10,
    });
    await put('thank-you', buildPolicy({ rank: 5 })).expect(200);
    expect((await get('thank-you').expect(200)).body).toMatchObject({ currentVersion: 1, unpublished: true });
    expect((await publish('thank-you').expect(201)).body).toMatchObject({ version: 2, rank: 5 });
    expect((await get('thank-you/versions/1').expect(200)).body).toEqual(first);
    await expect(api.db.policyVersion.updateMany({ data: { rank: 99 } })).rejects.toThrow();
    const { body: versions } = await get('thank-you/versions?limit=1').expect(200);
    expect(versions.items[0].version).toBe(2);
    const rest = await get(`thank-you/versions?limit=1&after=${versions.next}`).expect(200);
    expect(rest.body).toMatchObject({ items: [{ version: 1 }], next: null });
  });

  it('makes no version of what is in force, however often and at once it is asked for', async () => {
    await put('once', buildPolicy({ policy: 'once' })).expect(200);
    const answers = await Promise.all([publish('once'), publish('once'), publish('once')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    expect((await get('once').expect(200)).body).toMatchObject({ currentVersion: 1, unpublished: false });
    expect(await api.db.audit.count({ where: { action: 'policy.published', entityId: 'once' } })).toBe(1);
  });

  it('says what changed between two versions', async () => {
    const { body } = await get('thank-you/versions/1/diff/2').expect(200);
    expect(body.changes).toEqual([{ kind: 'changed', path: '/rank', from: 10, to: 5 }]);
  });

  it('is for operators, and for policies that are there', async () => {
    await api.as('manager').post('/v1/policies/thank-you/publish').expect(403);
    expect((await publish('none').expect(404)).body.code).toBe('policy.not-found');
  });
});

it('lists policies by key, each with what is in force', async () => {
  const { body } = await get('?limit=200').expect(200);
  const keys = body.items.map((item: { policy: string }) => item.policy);
  expect(keys).toEqual([...keys].sort());
  expect(body.items.find((item: { policy: string }) => item.policy === 'once')).toMatchObject({
    unpublished: false,
  });
});
