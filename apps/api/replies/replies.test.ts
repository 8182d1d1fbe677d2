import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestApi, startTestApi } from '../testing/api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.stop());

it.each([
  ['2, still leaking', 'csat', { intent: 'score', value: 2, comment: 'still leaking' }],
  ['STOP', 'csat', { intent: 'opt-out' }],
  ['', 'none', { intent: 'unclear' }],
  ['taip', 'yes-no', { intent: 'yes' }],
])('reads %j as an answer to %s', async (text, question, expected) => {
  const { body } = await api.as('staff').post('/v1/replies/interpret').send({ text, question }).expect(200);
  expect(body).toMatchObject(expected);
});

it('refuses a question that is none', async () => {
  const { body } = await api
    .as('staff')
    .post('/v1/replies/interpret')
    .send({ question: 'stars' })
    .expect(400);
  expect(body.errors.map((error: { path: string }) => error.path)).toEqual(['/text', '/question']);
});
