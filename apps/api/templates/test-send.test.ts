import { newId } from '@aftercare/db/ids.js';
import type { KeepContext } from '@aftercare/db/keep-plans.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestApi, startTestApi } from '../testing/api.js';
import { KEEP } from '../tokens.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  const texts = {
    en: 'Hi {name}, {company} here. Call {phone}.',
    lt: 'Sveiki, {name}! Čia {company}. {phone}.',
  };
  const template = { template: 'hello', purpose: 'service', texts };
  await api.as('operator').put('/v1/templates/hello').send(template).expect(200);
});
afterAll(() => api?.stop());

const send = (key: string, body: object) =>
  api.as('operator').post(`/v1/templates/${key}/test-send`).send(body);

it('is for people who are signed in, not for programs, and nothing is staged for them', async () => {
  const { body } = await send('hello', { phone: '+37060012345' }).expect(409);
  expect(body.code).toBe('staff.unknown');
  expect(await api.db.message.count()).toBe(0);
  await api.as('staff').post('/v1/templates/hello/test-send').send({}).expect(403);
  await send('nothing', { phone: '+37060012345' }).expect(404);
  await send('hello', { phone: '12' }).expect(400);
});

it('stages the text with sample values for the one who asks', async () => {
  const { TestSendService } = await import('./test-send.service.js');
  const id = newId('staff');
  await api.db.staff.create({
    data: {
      id,
      key: 'me',
      name: 'Grace Hall',
      email: 'grace@example.com',
      role: 'operator',
      languages: ['en'],
    },
  });
  const number = api.app.get<KeepContext>(KEEP).senders.sms;
  await api.db.sender.create({ data: { number } });
  const service = api.app.get(TestSendService);
  const actor = { id: `staff:${id}`, role: 'operator' as const, name: 'Grace Hall', staffId: id };
  await expect(service.send('hello', {}, actor)).rejects.toMatchObject({ code: 'staff.no-phone' });
  const sent = await service.send('hello', { phone: '+370 600 12345', language: 'lt' }, actor);
  expect(sent).toMatchObject({ to: '+37060012345', language: 'lt' });
  expect(sent.body).toContain('Sveiki, Grace Hall!');
  const rows = await api.db.message.findMany();
  expect(rows).toMatchObject([
    { id: sent.message, staffId: id, customerId: null, state: 'staged', part: 'test' },
  ]);
  const { body: setup } = await api.as('staff').get('/v1/setup').expect(200);
  expect(setup.steps).toContainEqual({ step: 'test-message', done: true });
});
