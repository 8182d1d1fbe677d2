import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { about, SURVEY, textingPolicy } from '../../../test/support/policies.js';
import { startTestApi, type TestApi } from '../testing/api.js';
import { moveClock, publish, sell } from '../testing/plans.js';

const CALL = textingPolicy('called', {
  kind: 'call',
  due: { from: 'sale.sold', offset: 'P1D' },
  ladder: {
    levels: [
      { after: 'PT0S', to: ['owner'] },
      { after: 'P1D', to: ['manager'] },
    ],
  },
});
const VISIT = textingPolicy('visited', { kind: 'visit', due: { from: 'sale.sold', offset: 'P1M' } });

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  await api.db.sender.create({ data: { number: '+15550000001' } });
  await api
    .as('operator')
    .post('/v1/staff')
    .send({ key: 'ona', name: 'Ona', email: 'ona@x.lt', role: 'staff' });
  await publish(api, [CALL, VISIT, SURVEY]);
});
afterAll(() => api?.stop());

/** The one follow-up of a sale of that policy. */
async function followUpOf(policy: { policy: string }): Promise<string> {
  const { plans } = await sell(api, { products: about(policy) });
  return plans[0].followUps[0].id;
}
const verb = (id: string, name: string, body: object = {}) =>
  api.as('staff').post(`/v1/follow-ups/${id}/${name}`).send(body);
const changesOf = (followUpId: string) => api.db.followUpChange.count({ where: { followUpId } });

describe('What a person does to a follow-up', () => {
  it('completing ends it, with score and comment; again changes nothing', async () => {
    const id = await followUpOf(CALL);
    const { body } = await verb(id, 'complete', { score: 5, comment: 'very happy' }).expect(200);
    expect(body).toMatchObject({ state: 'done', score: '5', comment: 'very happy', overdue: false });
    const before = await changesOf(id);
    expect((await verb(id, 'complete', { score: 5, comment: 'very happy' }).expect(200)).body).toEqual(body);
    expect(await changesOf(id)).toBe(before);
  });

  it('completing a question needs its score', async () => {
    const id = await followUpOf(SURVEY);
    expect((await verb(id, 'complete').expect(400)).body.errors).toMatchObject([{ path: '/score' }]);
    expect((await verb(id, 'complete', { score: 4 }).expect(200)).body).toMatchObject({
      state: 'answered',
      score: '4',
    });
  });

  it('skipping needs a reason and keeps it', async () => {
    const id = await followUpOf(CALL);
    expect((await verb(id, 'skip').expect(400)).body.errors).toMatchObject([{ path: '/reason' }]);
    const { body } = await verb(id, 'skip', { reason: 'moved abroad' }).expect(200);
    expect(body.state).toBe('skipped');
    expect(JSON.stringify(body.reasons)).toContain('moved abroad');
    await verb(id, 'skip', { reason: 'moved abroad' }).expect(200);
  });

  it('snoozing moves it into the future; the same again changes nothing', async () => {
    const id = await followUpOf(CALL);
    const until = '2026-12-01T08:00:00Z';
    const { body } = await verb(id, 'snooze', { until, reason: 'on holiday' }).expect(200);
    expect(body).toMatchObject({ state: 'planned', dueAt: until });
    const before = await changesOf(id);
    await verb(id, 'snooze', { until, reason: 'on holiday' }).expect(200);
    expect(await changesOf(id)).toBe(before);
    expect(
      (await verb(id, 'snooze', { until: '2020-01-01T00:00:00Z' }).expect(400)).body.errors,
    ).toMatchObject([{ path: '/until' }]);
  });

  it('assigning names an owner, or nobody again, and refuses one who is none', async () => {
    const id = await followUpOf(CALL);
    expect((await verb(id, 'assign', { owner: 'ona' }).expect(200)).body.owner).toMatchObject({
      name: 'Ona',
    });
    expect((await verb(id, 'assign', { owner: null }).expect(200)).body.owner).toBeNull();
    expect((await verb(id, 'assign', { owner: 'nobody' }).expect(400)).body.errors).toMatchObject([
      { path: '/owner' },
    ]);
  });

  it('booking dates a visit', async () => {
    const id = await followUpOf(VISIT);
    expect((await verb(id, 'book', { at: '2026-12-03T07:00:00Z' }).expect(200)).body).toMatchObject({
      dueAt: '2026-12-03T07:00:00Z',
    });
  });

  it('the outcome of a call ends it or dates the next try', async () => {
    const reached = await followUpOf(CALL);
    expect((await verb(reached, 'outcome', { outcome: 'reached', score: 5 }).expect(200)).body).toMatchObject(
      {
        state: 'done',
        outcome: 'reached',
      },
    );
    const later = await followUpOf(CALL);
    expect((await verb(later, 'outcome', { outcome: 'call-back' }).expect(400)).body.errors).toMatchObject([
      { path: '/callBackAt' },
    ]);
    const callBackAt = '2026-11-24T09:00:00Z';
    const { body } = await verb(later, 'outcome', { outcome: 'call-back', callBackAt }).expect(200);
    expect(body).toMatchObject({ outcome: 'call-back', attempts: { nextAt: callBackAt } });
    await verb(later, 'outcome', { outcome: 'shouted' }).expect(400);
  });

  it.each([
    ['skip', { reason: 'x' }],
    ['snooze', { until: '2026-12-01T08:00:00Z' }],
    ['assign', { owner: 'ona' }],
    ['outcome', { outcome: 'reached' }],
  ])('%s of what is done answers 409 and changes nothing', async (name, body) => {
    const id = await followUpOf(CALL);
    await verb(id, 'complete').expect(200);
    const before = await changesOf(id);
    expect((await verb(id, name, body).expect(409)).body.code).toBe('follow-up.already-done');
    expect(await changesOf(id)).toBe(before);
  });

  it.each([
    ['book', { at: '2026-12-03T07:00:00Z' }, SURVEY],
    ['outcome', { outcome: 'reached' }, VISIT],
    ['send-now', {}, CALL],
  ])('%s is not for every kind', async (name, body, policy) => {
    const id = await followUpOf(policy);
    expect((await verb(id, name, body).expect(409)).body.code).toBe('follow-up.wrong-kind');
  });

  it('is refused for one that is not there, and for a role that may not', async () => {
    expect((await verb('fup_none', 'complete').expect(404)).body.code).toBe('follow-up.not-found');
    await api.as('intake').post('/v1/follow-ups/fup_none/complete').send({}).expect(403);
  });

  it('is told with its why: reasons, policy version and every change with who made it', async () => {
    const id = await followUpOf(CALL);
    await verb(id, 'snooze', { until: '2026-12-01T08:00:00Z' }).expect(200);
    const { body } = await api.as('staff').get(`/v1/follow-ups/${id}`).expect(200);
    expect(body.why).toMatchObject({
      policy: { key: 'called', version: 1 },
      step: { step: 'text', kind: 'call' },
    });
    expect(body.why.reasons.length).toBeGreaterThan(0);
    expect(body.why.changes).toMatchObject([
      {
        by: expect.stringMatching(/^key:/),
        changed: { dueAt: ['2026-11-23T09:00:00.000Z', '2026-12-01T08:00:00.000Z'] },
      },
    ]);
  });
});

describe('An escalation', () => {
  it('is taken, given to another and resolved, each once', async () => {
    const id = await followUpOf(CALL);
    await moveClock(api, '2026-11-23T10:00:00Z');
    const { body: found } = await api.as('manager').get('/v1/escalations?state=open').expect(200);
    const escalation = found.items.find((item: any) => item.followUp === id);
    expect(escalation).toMatchObject({
      of: 'step:text',
      level: 1,
      cause: 'ladder',
      dueAt: '2026-11-24T09:00:00Z',
    });
    expect(escalation.reason).not.toBe('');
    const act = (name: string, body: object = {}) =>
      api.as('manager').post(`/v1/escalations/${escalation.id}/${name}`).send(body);
    expect((await act('acknowledge').expect(200)).body).toMatchObject({ state: 'acknowledged', dueAt: null });
    const { body: taken } = await act('acknowledge').expect(200);
    expect(taken.acknowledgedBy).toMatch(/^key:/);
    expect((await act('reassign', { owner: 'ona' }).expect(200)).body.owner).toMatchObject({ name: 'Ona' });
    await act('reassign', { owner: 'nobody' }).expect(400);
    expect((await act('resolve', { comment: 'we called' }).expect(200)).body.state).toBe('resolved');
    await act('resolve').expect(200);
    expect((await act('acknowledge').expect(409)).body.code).toBe('escalation.already-resolved');
    expect((await act('reassign', { owner: 'ona' }).expect(200)).body.state).toBe('resolved');
    await api.as('manager').post('/v1/escalations/esc_none/resolve').send({}).expect(404);
  });
});
