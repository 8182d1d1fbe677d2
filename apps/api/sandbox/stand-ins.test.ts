import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SURVEY } from '../../../test/support/policies.js';
import { startTestApi, type TestApi } from '../testing/api.js';
import { buildBuyer, publish, sell } from '../testing/plans.js';
import { loadConfig } from '../config.js';

const PHONE = '+37061234567';
const AT = Date.parse('2026-11-22T10:00:00Z');
const sent = {
  sid: 'SM1',
  body: 'How was it?',
  direction: 'outbound-api',
  status: 'delivered',
  at: AT,
  error_message: null,
};
const reply = {
  sid: 'SM2',
  body: '2',
  direction: 'inbound',
  status: 'received',
  at: AT,
  error_message: null,
};
const mail = {
  receivedAt: '2026-11-22T10:00:00.000Z',
  from: 'care@example.com',
  to: ['ona@example.com'],
  subject: 'Your visit',
  text: 'Book it: https://example.com/v/1. Or not: https://example.com/v/1',
  html: '<p>Book it</p>',
  messageId: null,
  headers: { 'list-unsubscribe': '<https://example.com/u/1>' },
};
const ANSWERS: Record<string, object> = {
  'GET /_sim/handsets': {
    handsets: [{ phone: PHONE, label: '+370 612 34567', last: reply, at: AT, count: 2, isOptedOut: false }],
  },
  [`GET /_sim/conversation?phone=${encodeURIComponent(PHONE)}`]: { messages: [sent, reply] },
  [`GET /_sim/calls?phone=${encodeURIComponent(PHONE)}`]: { calls: [] },
  'POST /_sim/inbound': { messageSid: 'SM2', errors: [] },
  'GET /mails': { items: [mail, { ...mail, to: ['mindaugas@example.com'], subject: 'Later' }] },
};

let standIn: Server;
let api: TestApi;
/** What the stand-ins were told, in order. */
const told: unknown[] = [];

beforeAll(async () => {
  standIn = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => (text += String(chunk)));
    request.on('end', () => {
      if (text) told.push(JSON.parse(text));
      const answer = ANSWERS[`${request.method} ${request.url}`];
      response.writeHead(answer ? 200 : 409).end(JSON.stringify(answer ?? { error: 'It does not ring' }));
    });
  });
  await new Promise<void>((resolve) => void standIn.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(standIn.address() as AddressInfo).port}`;
  api = await startTestApi({ twilio: { authTokens: [], apiBaseUrl: url }, mailSinkUrl: url });
  await api.db.sender.create({ data: { number: '+15550000001' } });
  await publish(api, [SURVEY]);
  await sell(api, { customer: buildBuyer({ name: 'Ona', phone: PHONE }) });
});
afterAll(async () => {
  await api?.stop();
  standIn?.close();
});

describe('The phones of the sandbox', () => {
  it('are listed with whose they are', async () => {
    const { items } = (await api.as('staff').get('/v1/sandbox/phones').expect(200)).body;
    expect(items).toMatchObject([
      {
        phone: PHONE,
        owner: { name: 'Ona', is: 'customer' },
        last: { body: '2', mine: true },
        optedOut: false,
      },
    ]);
  });

  it('show a conversation at the times of our own clock, where we know them', async () => {
    await api.db.inboundMessage.create({
      data: {
        id: 'inb_1',
        messageSid: 'SM2',
        from: PHONE,
        to: '+15550000001',
        body: '2',
        receivedAt: '2027-05-01T08:00:00Z',
      },
    });
    const { texts } = (
      await api
        .as('staff')
        .get(`/v1/sandbox/phones/${encodeURIComponent(PHONE)}`)
        .expect(200)
    ).body;
    expect(texts).toMatchObject([
      { sid: 'SM1', mine: false, at: '2026-11-22T10:00:00Z' },
      { sid: 'SM2', mine: true, at: '2027-05-01T08:00:00Z' },
    ]);
  });

  it('text us as the customer', async () => {
    const path = `/v1/sandbox/phones/${encodeURIComponent(PHONE)}/texts`;
    await api.as('staff').post(path).send({ body: ' ' }).expect(400);
    const { body } = await api.as('staff').post(path).send({ body: '2' }).expect(200);
    expect(told).toEqual([{ from: PHONE, body: '2' }]);
    expect(body.texts).toHaveLength(2);
  });

  it('say in the stand-in’s words why something is not possible', async () => {
    const path = `/v1/sandbox/phones/${encodeURIComponent(PHONE)}/calls/CA1`;
    const { body } = await api.as('staff').post(path).send({ act: 'answer' }).expect(409);
    expect(body).toMatchObject({
      code: 'sandbox.stand-in-refused',
      detail: expect.stringContaining('does not ring'),
    });
    await api.as('staff').post(path).send({ act: 'press', digits: 'x' }).expect(400);
    await api.as('staff').get('/v1/sandbox/phones/nobody').expect(400);
  });
});

describe('The mails of the sandbox', () => {
  it('are listed newest first, narrowed by who they went to', async () => {
    const subjects = async (query = '') =>
      (await api.as('staff').get(`/v1/sandbox/mails${query}`).expect(200)).body.items.map(
        (one: any) => one.subject,
      );
    expect(await subjects()).toEqual(['Later', 'Your visit']);
    expect(await subjects('?to=Ona')).toEqual(['Your visit']);
  });

  it('are shown with text, html, and where they lead to', async () => {
    const { body } = await api.as('staff').get('/v1/sandbox/mails/1').expect(200);
    expect(body).toMatchObject({
      ...{ number: 1, subject: 'Your visit', html: '<p>Book it</p>', links: ['https://example.com/v/1'] },
      unsubscribe: '<https://example.com/u/1>',
    });
    expect((await api.as('staff').get('/v1/sandbox/mails/9').expect(404)).body.code).toBe('mail.not-found');
  });
});

it('Where there is no stand-in, or it does not answer, that is said', async () => {
  const bare = await startTestApi({ twilio: { authTokens: [], apiBaseUrl: 'http://127.0.0.1:1' } });
  try {
    const down = await bare.as('staff').get('/v1/sandbox/phones').expect(502);
    expect(down.body.code).toBe('sandbox.stand-in-down');
    expect((await bare.as('staff').get('/v1/sandbox/mails').expect(404)).body.code).toBe(
      'sandbox.no-stand-in',
    );
  } finally {
    await bare.stop();
  }
});

it('In production there are neither phones nor mails', async () => {
  const production = await startTestApi({ sandbox: false, secret: 'x'.repeat(32) });
  try {
    for (const path of ['phones', `phones/${encodeURIComponent(PHONE)}`, 'mails', 'mails/1'])
      await production.as('admin').get(`/v1/sandbox/${path}`).expect(404);
    const text = production.as('admin').post(`/v1/sandbox/phones/${encodeURIComponent(PHONE)}/texts`);
    await text.send({ body: '2' }).expect(404);
  } finally {
    await production.stop();
  }
});

it('The address of the mail sink comes from the environment', () => {
  const environment = { DATABASE_URL: 'postgresql://localhost/x', AFTERCARE_MODE: 'sandbox' };
  expect(loadConfig({ ...environment, MAIL_SINK_URL: 'http://127.0.0.1:9' }).mailSinkUrl).toBe(
    'http://127.0.0.1:9',
  );
});
