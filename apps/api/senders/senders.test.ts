import { inTransaction } from '@aftercare/db/client.js';
import { holdSender } from '@aftercare/db/sender-hold.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../testing/api.js';

const NUMBER = '+15550000001';
const RELEASE = `/v1/senders/${encodeURIComponent(NUMBER)}/release`;

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  await api.db.sender.create({ data: { number: NUMBER } });
});
afterAll(() => api?.stop());

const read = async () =>
  (await api.as('staff').get('/v1/senders').expect(200)).body.items.find((one: any) => one.number === NUMBER);

it('says since when and why nothing leaves from a number, and lets operators release it', async () => {
  expect(await read()).toEqual({
    ...{ number: NUMBER, channel: 'sms', messagesPerSecond: 1, waiting: 0, held: null },
  });
  await inTransaction(api.db, (tx) => holdSender(tx, { sms: NUMBER }, NUMBER, 30034, Date.now()));
  expect(await read()).toMatchObject({
    held: { code: 30034, reason: 'the number is in no approved campaign', until: null },
  });
  await api.as('staff').post(RELEASE).expect(403);
  for (let n = 0; n < 2; n++)
    expect((await api.as('operator').post(RELEASE).expect(200)).body).toMatchObject({ held: null });
  expect(await api.db.audit.count({ where: { entity: 'sender', action: 'sender.released' } })).toBe(1);
  await api.as('operator').post('/v1/senders/nobody/release').expect(404);
});
