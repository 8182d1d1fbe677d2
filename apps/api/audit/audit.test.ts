import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestApi, startTestApi } from '../testing/api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.stop());

it('shows what was written from one instant on and before another', async () => {
  const rows = ['2027-03-01T23:59:59.999Z', '2027-03-02T00:00:00Z', '2027-03-03T00:00:00Z'].map((at, n) => ({
    ...{ id: `aud_time_${n}`, at, actor: 'staff:stf_audit', action: `act.${n}` },
    ...{ entity: 'customer', entityId: 'cus_1', data: {} },
  }));
  await api.db.audit.createMany({ data: rows });
  const { body } = await api
    .as('manager')
    .get('/v1/audit?actor=staff:stf_audit&from=2027-03-02T02:00:00%2B02:00&until=2027-03-03T00:00:00Z')
    .expect(200);
  expect(body.items.map(({ action }: { action: string }) => action)).toEqual(['act.1']);
});

it('names a time that is none', async () => {
  const { body } = await api.as('manager').get('/v1/audit?from=yesterday').expect(400);
  expect(body.errors).toEqual([expect.objectContaining({ path: '/from' })]);
});
