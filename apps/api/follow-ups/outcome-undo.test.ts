import { afterAll, beforeAll, expect, it } from 'vitest';
import { about, textingPolicy } from '../../../test/support/policies.js';
import { startTestApi, type TestApi } from '../testing/api.js';
import { moveClock, publish, sell } from '../testing/plans.js';

const CALL = textingPolicy('called', {
  kind: 'call',
  question: 'csat',
  template: 'csat',
  due: { from: 'sale.sold', offset: 'P1D' },
  attempts: { max: 3, gap: 'PT4H' },
});
/** Tuesday, 10:00 in Vilnius. */
const MORNING = '2026-11-24T08:00:00Z';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  await api.db.sender.create({ data: { number: '+15550000001' } });
  await publish(api, [CALL]);
});
afterAll(() => api?.stop());

async function dueCall(): Promise<string> {
  await moveClock(api, '2026-11-22T09:00:00Z');
  const sale = await sell(api, { products: about(CALL) });
  await moveClock(api, MORNING);
  return sale.plans[0].followUps[0].id;
}
const tell = (id: string, body: object) =>
  api.as('staff').post(`/v1/follow-ups/${id}/outcome`).send(body).expect(200);
const undo = (id: string, role: 'staff' | 'manager' = 'staff') =>
  api.as(role).post(`/v1/follow-ups/${id}/outcome/undo`);
const queued = async () =>
  (await api.as('staff').get('/v1/calls/queue').expect(200)).body.items.map((item: any) => item.followUp.id);

it.each([
  [{ outcome: 'no-answer' }],
  [{ outcome: 'reached' }],
  [{ outcome: 'refused' }],
  [{ outcome: 'call-back', callBackAt: '2026-11-24T12:00:00Z' }],
])('%j is taken back as if it had not been told', async (outcome) => {
  const id = await dueCall();
  expect(await queued()).toContain(id);
  await tell(id, outcome);
  expect(await queued()).not.toContain(id);
  const { body } = await undo(id).expect(200);
  expect(body).toMatchObject({ id, state: 'due', outcome: null, attempts: { used: 0 } });
  expect(await queued()).toContain(id);
  expect((await undo(id).expect(409)).body.code).toBe('outcome.none');
  // The same may be told again at once.
  await tell(id, outcome);
  expect(await queued()).not.toContain(id);
});

it.each([
  [{ outcome: 'reached', score: 2 }],
  [{ outcome: 'do-not-call' }],
  [{ outcome: 'wrong-number' }],
  [{ outcome: 'complaint' }],
])('%j cannot be taken back', async (outcome) => {
  const id = await dueCall();
  await tell(id, outcome);
  expect((await undo(id).expect(409)).body.code).toBe('outcome.final');
});

it('is for those who told it, while it is fresh', async () => {
  const id = await dueCall();
  await tell(id, { outcome: 'busy' });
  expect((await undo(id, 'manager').expect(409)).body.code).toBe('outcome.none');
  await moveClock(api, '2026-11-24T08:11:00Z');
  expect((await undo(id).expect(409)).body.code).toBe('outcome.none');
  expect((await undo('none').expect(404)).body.code).toBe('follow-up.not-found');
});
