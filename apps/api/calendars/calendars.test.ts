import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestApi, startTestApi } from '../testing/api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.stop());

const HOURS = { zone: 'Europe/Berlin', week: { 'mon-fri': ['09:00-12:30', '13:00-17:00'] } };
const put = (key: string, body: object) => api.as('operator').put(`/v1/calendars/${key}`).send(body);

it('keeps every version, and makes none of what is in force already', async () => {
  const { body } = await put('hours', HOURS).expect(200);
  expect(body).toMatchObject({ calendar: 'hours', version: 1, document: { calendar: 'hours', ...HOURS } });
  expect((await put('hours', { calendar: 'hours', ...HOURS }).expect(200)).body.version).toBe(1);
  expect((await put('hours', { ...HOURS, zone: 'Europe/Paris' }).expect(200)).body.version).toBe(2);
  const { body: versions } = await api.as('staff').get('/v1/calendars/hours/versions').expect(200);
  expect(versions.items.map((item: { version: number }) => item.version)).toEqual([2, 1]);
  expect((await api.as('staff').get('/v1/calendars/hours').expect(200)).body.document.zone).toBe(
    'Europe/Paris',
  );
});

it('refuses a calendar with all its faults', async () => {
  const week = { 'mon-fri': ['25:00-26:00'] };
  const { body } = await put('hours', { calendar: 'other', zone: 'Berlin', week }).expect(400);
  expect(body.code).toBe('calendar.invalid');
  const paths = body.errors.map((error: { path: string }) => error.path);
  expect(paths).toEqual(expect.arrayContaining(['/calendar', '/zone', '/week/mon-fri/0']));
});

it('refuses a key that is none', async () => {
  await put('Opening%20Hours', HOURS).expect(400);
});

it('says how many plans are asked again, and tells who saves over another’s work', async () => {
  const { body } = await put('shared', HOURS).expect(200);
  expect(body.replan).toBeNull();
  const { body: second } = await put('shared?basedOn=1', { ...HOURS, zone: 'Europe/Paris' }).expect(200);
  expect(second.replan).toMatchObject({ kind: 'replan', total: 0 });
  const { body: refused } = await put('shared?basedOn=1', { ...HOURS, zone: 'Europe/Rome' }).expect(409);
  expect(refused.code).toBe('document.changed-meanwhile');
});
