import { get, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../../../test/support/until.js';
import { about, THANKS } from '../../../test/support/policies.js';
import { startTestApi, type TestApi } from '../testing/api.js';
import { publish, sell } from '../testing/plans.js';

let api: TestApi;
let port: number;
beforeAll(async () => {
  api = await startTestApi();
  await api.db.sender.create({ data: { number: '+15550000001' } });
  await publish(api, [THANKS]);
  await api.app.listen(0, '127.0.0.1');
  port = Number(new URL(await api.app.getUrl()).port);
});
afterAll(() => api?.stop());

interface Stream {
  response: IncomingMessage;
  heard: () => string;
  close: () => void;
}

/** As a browser opens it, with `Last-Event-ID` when it comes back. */
function follow(headers: Record<string, string> = {}): Promise<Stream> {
  return new Promise((resolve) => {
    let text = '';
    const authorization = `Bearer ${api.keys.staff}`;
    const options = { port, host: '127.0.0.1', path: '/v1/live', headers: { authorization, ...headers } };
    const request = get(options, (response) => {
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      resolve({ response, heard: () => text, close: () => request.destroy() });
    });
  });
}

it('tells of changes while it is open, many at a time as one', async () => {
  const stream = await follow({ 'accept-encoding': 'gzip' });
  expect(stream.response.headers).toMatchObject({ 'content-type': 'text/event-stream' });
  expect(stream.response.headers['content-encoding']).toBeUndefined();
  await until('it listens', () => Promise.resolve(stream.heard().includes('everything')));
  const before = stream.heard().length;
  for (let n = 0; n < 3; n++) await sell(api, { products: about(THANKS) });
  await until('it heard', () => Promise.resolve(stream.heard().slice(before).includes('follow_ups')));
  expect(stream.heard().slice(before)).toMatch(/id: \d+\nevent: change\ndata: \{"of":\["follow_ups"/);
  stream.close();
});

it('tells one who comes back that something may have changed meanwhile', async () => {
  const stream = await follow({ 'last-event-id': '5' });
  await until('it is told', () => Promise.resolve(stream.heard().includes('event: change')));
  stream.close();
});

it('is not for strangers', async () => {
  await api.as().get('/v1/live').expect(401);
  await api.as('intake').get('/v1/live').expect(403);
});
