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

describe('two people at one policy', () => {
  it('the second is told, and the first one’s work stays', async () => {
    const document = (name: string) => ({
      policy: 'shared',
      name,
      subject: 'sale',
      family: 'shared',
      rank: 1,
    });
    const save = (name: string, basedOn?: number) =>
      api
        .as('operator')
        .put(`/v1/policies/shared${basedOn === undefined ? '' : `?basedOn=${basedOn}`}`)
        .send(document(name));
    const first = await save('First', 0).expect(200);
    expect(first.body.draftRev).toBe(1);
    await save('Also first', 0).expect(409);
    expect((await save('Second', 1).expect(200)).body.draftRev).toBe(2);
    const { body } = await save('Over it', 1).expect(409);
    expect(body).toMatchObject({
      code: 'document.changed-meanwhile',
      detail: expect.stringContaining('number 2'),
    });
    expect((await api.as('staff').get('/v1/policies/shared').expect(200)).body.draft.name).toBe('Second');
  });

  it('keeps the comments of whoever wrote YAML, until somebody saves JSON over it', async () => {
    const document = { policy: 'noted', name: 'Noted', subject: 'sale', family: 'noted', rank: 1 };
    const $yaml = 'policy: noted # why it is there';
    const put = (body: object) => api.as('operator').put('/v1/policies/noted').send(body).expect(200);
    expect((await put({ ...document, $yaml })).body).toMatchObject({ draft: document, draftYaml: $yaml });
    expect((await put(document)).body.draftYaml).toBeNull();
  });

  it('faults are named while it is written, and nothing is stored', async () => {
    const draft = {
      name: 'X',
      subject: 'sale',
      family: 'x',
      rank: 1,
      calendar: 'nowhere',
      steps: [{ step: 'a' }],
    };
    const { body } = await api.as('staff').post('/v1/policies/unsaved/check').send(draft).expect(200);
    const paths = body.errors.map((error: { path: string }) => error.path);
    expect(paths).toEqual(expect.arrayContaining(['/calendar', '/steps/0/kind', '/steps/0/due']));
    await api.as('staff').get('/v1/policies/unsaved').expect(404);
    const { steps: _, calendar: __, ...sound } = draft;
    const { body: none } = await api.as('staff').post('/v1/policies/unsaved/check').send(sound).expect(200);
    expect(none).toEqual({ errors: [] });
  });
});
