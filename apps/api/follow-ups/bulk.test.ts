import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { about, SURVEY, textingPolicy } from '../../../test/support/policies.js';
import { startTestApi, type TestApi } from '../testing/api.js';
import { buildBuyer, moveClock, publish, sell } from '../testing/plans.js';

const CALL = textingPolicy('called', { kind: 'call', due: { from: 'sale.sold', offset: 'P1D' } });

let api: TestApi;
let ona: string;
beforeAll(async () => {
  api = await startTestApi();
  await api.db.sender.create({ data: { number: '+15550000001' } });
  const body = { key: 'ona', name: 'Ona', email: 'ona@x.lt', role: 'staff' };
  ona = (await api.as('operator').post('/v1/staff').send(body).expect(201)).body.id;
  await publish(api, [CALL, SURVEY]);
});
afterAll(() => api?.stop());

/** Calls of as many new customers, by default of one tier of their own. */
async function calls(n: number, changes: Record<string, unknown> = {}, policy = CALL): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < n; i++) {
    const { plans } = await sell(api, { products: about(policy), customer: buildBuyer(changes) });
    ids.push(plans[0].followUps[0].id);
  }
  return ids;
}
const bulk = (body: object) => api.as('manager').post('/v1/follow-ups/bulk').send(body);
const undo = (id: string) => api.as('manager').post(`/v1/follow-ups/bulk/${id}/undo`);
const read = async (id: string) => (await api.as('staff').get(`/v1/follow-ups/${id}`).expect(200)).body;
const audits = () => api.db.audit.count({ where: { action: { startsWith: 'follow-ups.bulk' } } });

describe('A verb over many follow-ups', () => {
  it('is counted first and changes nothing, then does the same for real with one entry in the audit', async () => {
    const ids = await calls(3);
    const before = await audits();
    const asked = { verb: 'skip', reason: 'the shop has closed', ids };
    const preview = (await bulk({ ...asked, dryRun: true }).expect(200)).body;
    expect(preview).toMatchObject({
      id: null,
      dryRun: true,
      matched: 3,
      changed: 3,
      unchanged: 0,
      refused: [],
    });
    expect((await read(ids[0]!)).state).toBe('planned');
    const done = (await bulk(asked).expect(200)).body;
    expect(done).toMatchObject({ dryRun: false, matched: 3, changed: 3, id: expect.stringMatching(/^blk_/) });
    for (const id of ids) expect((await read(id)).state).toBe('skipped');
    expect(await audits()).toBe(before + 1);
    expect((await bulk(asked).expect(200)).body).toMatchObject({ id: null, changed: 0, unchanged: 3 });
  });

  it('leaves alone what a rule forbids, and says why and how many', async () => {
    const [open, done] = await calls(2);
    const [survey] = await calls(1, {}, SURVEY);
    await api.as('staff').post(`/v1/follow-ups/${done}/skip`).send({ reason: 'no' }).expect(200);
    const { body } = await bulk({ verb: 'complete', ids: [open, done, survey] }).expect(200);
    expect(body).toMatchObject({ matched: 3, changed: 1 });
    expect(body.refused).toEqual([
      expect.objectContaining({ code: 'follow-up.already-skipped', count: 1, examples: [done] }),
      expect.objectContaining({ code: 'request.invalid', count: 1, examples: [survey] }),
    ]);
    expect((await read(open!)).state).toBe('done');
  });

  it('takes the filters of the board', async () => {
    const ids = await calls(3, { region: 'Aukštaitija' });
    await calls(1, { region: 'Dzūkija' });
    await moveClock(api, '2026-11-24T10:00:00Z');
    const filter = { region: ['Aukštaitija'], kind: 'call', overdue: true };
    const { body } = await bulk({ verb: 'assign', owner: 'ona', filter }).expect(200);
    expect(body).toMatchObject({ matched: 3, changed: 3 });
    for (const id of ids) expect((await read(id)).owner.id).toBe(ona);
    await moveClock(api, '2026-11-22T09:00:00Z');
  });
});

describe('Within ten minutes it can be taken back', () => {
  it.each([
    ['skip', { reason: 'by mistake' }],
    ['complete', {}],
    ['snooze', { until: '2027-02-01T09:00:00Z' }],
    ['assign', { owner: 'ona' }],
  ])('%s', async (verb, facts) => {
    const ids = await calls(2);
    const before = await Promise.all(ids.map(read));
    const { body } = await bulk({ verb, ids, ...facts }).expect(200);
    expect(body.undoUntil).not.toBeNull();
    expect(await Promise.all(ids.map(read))).not.toEqual(before);
    expect((await undo(body.id).expect(200)).body).toEqual({ id: body.id, restored: 2 });
    for (const [n, id] of ids.entries()) {
      const { why: _, ...now } = await read(id);
      const { why: __, ...then } = before[n];
      expect(now).toEqual(then);
    }
    expect((await undo(body.id).expect(200)).body.restored).toBe(2);
  });

  it('but not later, and not what set something going', async () => {
    const [late] = await calls(1);
    const { body } = await bulk({ verb: 'skip', reason: 'no', ids: [late] }).expect(200);
    await moveClock(api, '2026-11-22T09:11:00Z');
    expect((await undo(body.id).expect(409)).body.code).toBe('bulk.too-late');
    await moveClock(api, '2026-11-22T09:00:00Z');
    const [scored] = await calls(1);
    const done = await bulk({ verb: 'complete', score: 5, ids: [scored] }).expect(200);
    expect(done.body.undoUntil).toBeNull();
    await undo(done.body.id).expect(409);
    await undo('none').expect(404);
  });
});

it.each([
  ['neither ids nor a filter', { verb: 'skip', reason: 'x' }, '/ids'],
  ['both', { verb: 'skip', reason: 'x', ids: ['a'], filter: {} }, '/ids'],
  ['an unknown verb', { verb: 'delete', ids: ['a'] }, '/verb'],
  ['a verb without what it needs', { verb: 'skip', ids: ['a'] }, '/reason'],
  [
    'a filter that the board does not have',
    { verb: 'complete', filter: { colour: 'red' } },
    '/filter/colour',
  ],
  ['an id that names nothing', { verb: 'complete', ids: ['none'] }, '/ids/0'],
  ['an owner who is nobody', { verb: 'assign', owner: 'nobody', ids: ['none'] }, '/owner'],
])('is refused with %s', async (_, body, path) => {
  const { errors } = (await bulk(body).expect(400)).body;
  expect(errors.map((one: any) => one.path)).toContain(path);
});

it('is for managers', async () => {
  await api
    .as('staff')
    .post('/v1/follow-ups/bulk')
    .send({ verb: 'complete', ids: ['a'] })
    .expect(403);
});
