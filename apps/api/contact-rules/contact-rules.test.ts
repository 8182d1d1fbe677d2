import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestApi, startTestApi } from '../testing/api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.stop());

const RULES = { quietHours: { from: '21:00', to: '08:00' }, outside: { sms: 'pull-back', survey: 'defer' } };
const put = (body: object) => api.as('operator').put('/v1/contact-rules').send(body);
const get = (path = '') => api.as('staff').get(`/v1/contact-rules${path}`).expect(200);

it('has rules before any are saved', async () => {
  expect((await get()).body).toMatchObject({ version: 0, savedAt: null });
});

it('keeps every version, and makes none of what is in force already', async () => {
  expect((await put(RULES).expect(200)).body).toMatchObject({ version: 1, contactRules: RULES });
  expect((await put(RULES).expect(200)).body.version).toBe(1);
  const stricter = { ...RULES, quietHours: { from: '20:00', to: '09:00' } };
  expect((await put(stricter).expect(200)).body.version).toBe(2);
  expect((await get()).body.contactRules.quietHours.from).toBe('20:00');
  expect((await get('/versions')).body.items).toHaveLength(2);
});

it('refuses rules with all their faults', async () => {
  const { body } = await put({ quietHours: { from: '9 pm', to: '08:00' }, outside: { sms: 'drop' } }).expect(
    400,
  );
  expect(body.code).toBe('contact-rules.invalid');
  const paths = body.errors.map((error: { path: string }) => error.path);
  expect(paths).toEqual(['/quietHours/from', '/outside/sms']);
});
