import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestApi, startTestApi } from '../testing/api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.stop());

const get = (path: string) => api.as('staff').get(`/v1/holidays${path}`);

it('names the public holidays of a country and year in order', async () => {
  const { body } = await get('?country=LT&year=2027').expect(200);
  expect(body.items[0]).toEqual({ date: '2027-01-01', name: 'Naujieji metai' });
  const dates = body.items.map((item: { date: string }) => item.date);
  expect(dates).toContain('2027-02-16');
  expect(dates).toEqual([...dates].sort());
});

it('knows regions with holidays of their own', async () => {
  const { body } = await get('/countries').expect(200);
  const de = body.items.find((item: { country: string }) => item.country === 'DE');
  expect(de.regions).toContainEqual({ region: 'BY', name: 'Bayern' });
  const { body: bavaria } = await get('?country=DE&region=BY&year=2027').expect(200);
  const { body: germany } = await get('?country=DE&year=2027').expect(200);
  expect(bavaria.items.length).toBeGreaterThan(germany.items.length);
});

it('refuses what it does not know', async () => {
  await get('?country=XX&year=2027').expect(400);
  const { body } = await get('?country=DE&region=QQ&year=2027').expect(400);
  expect(body.errors).toMatchObject([{ path: '/region' }]);
});
