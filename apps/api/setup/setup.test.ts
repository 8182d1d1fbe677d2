import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestApi, startTestApi } from '../testing/api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.stop());

const doneSteps = async () => {
  const { body } = await api.as('staff').get('/v1/setup').expect(200);
  return body.steps.flatMap(({ step, done }: { step: string; done: boolean }) => (done ? [step] : []));
};

it('ticks what is really there, and can be put away', async () => {
  expect(await doneSteps()).toEqual([]);
  const facts = { name: 'Nordlicht', zone: 'Europe/Vilnius', country: 'LT', language: 'lt' };
  await api.as('admin').put('/v1/organisation').send(facts).expect(200);
  const week = { 'mon-fri': ['09:00-17:00'] };
  await api.as('operator').put('/v1/calendars/hours').send({ zone: 'Europe/Vilnius', week }).expect(200);
  expect(await doneSteps()).toEqual(['organisation', 'calendar']);
  await api.as('staff').post('/v1/setup/close').expect(403);
  const { body } = await api.as('operator').post('/v1/setup/close').expect(200);
  expect(body.open).toBe(false);
  await api.as('operator').post('/v1/setup/close').expect(200);
});
