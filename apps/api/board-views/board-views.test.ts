import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../testing/api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.stop());

const save = (role: 'staff' | 'manager', body: object) => api.as(role).put('/v1/board-views').send(body);
const names = async (role: 'staff' | 'manager') =>
  (await api.as(role).get('/v1/board-views').expect(200)).body.items.map(({ name, mine }: any) => [
    name,
    mine,
  ]);

it('keeps views for oneself and for all, and replaces one by its name', async () => {
  const { body } = await save('staff', { name: 'Mine', filters: { tier: 'gold', overdue: 'true' } }).expect(
    200,
  );
  expect(body).toMatchObject({ name: 'Mine', filters: { tier: 'gold', overdue: 'true' }, mine: true });
  await save('manager', { name: 'Late gold', filters: { tier: 'gold' }, shared: true }).expect(200);
  expect(await names('staff')).toEqual([
    ['Late gold', false],
    ['Mine', true],
  ]);
  expect(await names('manager')).toEqual([['Late gold', true]]);
  const again = await save('staff', { name: 'Mine', filters: { tier: 'iron' } }).expect(200);
  expect(again.body).toMatchObject({ id: body.id, filters: { tier: 'iron' } });
});

it('is taken away by its owner alone', async () => {
  const { body } = await save('manager', { name: 'Late gold', filters: { tier: 'gold' }, shared: true });
  expect((await api.as('staff').delete(`/v1/board-views/${body.id}`).expect(404)).body.code).toBe(
    'board-view.not-found',
  );
  await api.as('manager').delete(`/v1/board-views/${body.id}`).expect(204);
});

it('refuses what is no view, and more than anybody can use', async () => {
  const { body } = await save('staff', { name: ' ', filters: { tier: 3 } }).expect(400);
  expect(body.errors.map(({ path }: any) => path)).toEqual(['/name', '/filters/tier']);
  for (let n = 0; n < 49; n++) await save('staff', { name: `View ${n}`, filters: {} }).expect(200);
  expect((await save('staff', { name: 'One more', filters: {} }).expect(409)).body.code).toBe(
    'board-view.too-many',
  );
});
