import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCustomer, buildSale, PRODUCT_FOLLOW_UP, prepareDocuments } from './support/build.js';
import { type Caller, callAs, phones } from './support/client.js';
import { createWorld, type World } from './support/world.js';

const SOLD_AT = '2027-03-01T09:00:00Z';

interface Heard {
  headers: IncomingHttpHeaders;
  body: string;
  event: { type: string; timestamp: string; data: any };
}

/** As the receiver computes it, by the words of the specification and not by the library that signed. */
function isSigned({ headers, body }: Heard, secret: string): boolean {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const text = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
  const signature = `v1,${createHmac('sha256', key).update(text).digest('base64')}`;
  return String(headers['webhook-signature']).split(' ').includes(signature);
}

describe('Another system hears of every fact', () => {
  let world: World;
  let operator: Caller;
  let server: Server;
  let hook: { id: string; secret: string };
  const heard: Heard[] = [];
  let answer = 200;

  const advance = async (by: string) =>
    expect(
      await operator.post('/v1/sandbox/advance', { by }),
      world.api.logs().slice(-8).join('\n'),
    ).toMatchObject({ status: 200 });
  const ofType = (type: string) => heard.filter(({ event }) => event.type === type);
  const deliveries = async (state = '') =>
    (await operator.get(`/v1/webhooks/${hook.id}/deliveries${state}`)).body.items;

  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        if (answer === 200) heard.push({ headers: request.headers, body, event: JSON.parse(body) });
        response.writeHead(answer).end('noted');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    world = await createWorld({ now: SOLD_AT });
    operator = callAs(world, 'operator');
    await prepareDocuments(operator, [PRODUCT_FOLLOW_UP]);
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
    const { status, body } = await operator.post('/v1/webhooks', { url, events: ['*'] });
    expect(status).toBe(201);
    hook = body;
  });
  afterAll(() => new Promise((resolve) => server?.close(resolve)));

  it('of a sale, a text that left and arrived, an answer, and the rung of the ladder that it climbs', async () => {
    const customer = buildCustomer({ phone: '+37061230009' });
    await callAs(world, 'intake').post('/v1/sales', buildSale({ customer, soldAt: SOLD_AT }));
    await advance('P3DT1H');
    await phones(world).text('+37061230009', '2, still leaking');
    await advance('PT1M');
    expect(ofType('sale.created')).toHaveLength(1);
    expect(ofType('message.accepted').length).toBeGreaterThanOrEqual(2);
    expect(ofType('reply.understood')).toMatchObject([{ event: { data: { intent: 'score', value: '2' } } }]);
    expect(ofType('follow-up.answered')).toMatchObject([
      { event: { data: { step: 'csat', score: '2', comment: 'still leaking' } } },
    ]);
    expect(ofType('escalation.level')).toMatchObject([
      { event: { data: { level: 1, comment: 'still leaking' } } },
    ]);
  });

  it('with a signature by its secret, once for each id', () => {
    for (const one of heard) expect(isSigned(one, hook.secret)).toBe(true);
    expect(isSigned(heard[0]!, `whsec_${Buffer.from('another').toString('base64')}`)).toBe(false);
    const ids = heard.map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('though it was out of order twice: the same event comes again until it is taken', async () => {
    const before = heard.length;
    answer = 500;
    expect((await operator.post(`/v1/webhooks/${hook.id}/test`)).status).toBe(200);
    await advance('PT1S');
    await advance('PT10S');
    answer = 200;
    await advance('PT10M');
    const [tried] = heard.slice(before).filter(({ event }) => event.type === 'webhook.test');
    expect(tried).toBeDefined();
    const delivery = (await deliveries()).find(({ event }: any) => event.id === tried!.headers['webhook-id']);
    expect(delivery.attempts.map(({ status }: any) => status)).toEqual([500, 500, 200]);
  });

  it('and with two secrets for a day after one was renewed', async () => {
    const old = hook.secret;
    hook = (await operator.post(`/v1/webhooks/${hook.id}/secret`)).body;
    const before = heard.length;
    await operator.post(`/v1/webhooks/${hook.id}/test`);
    await advance('PT1S');
    for (const secret of [old, hook.secret]) expect(isSigned(heard[before]!, secret)).toBe(true);
  });

  it('is switched off with notice when nothing has arrived for days, and hears of all that failed when it is back', async () => {
    answer = 503;
    await operator.post(`/v1/webhooks/${hook.id}/test`);
    await advance('P3D');
    await operator.post(`/v1/webhooks/${hook.id}/test`);
    await advance('P4D');
    const { body } = await operator.get('/v1/webhooks');
    expect(body.items).toMatchObject([
      { active: false, disabledReason: expect.stringContaining('nothing has arrived since') },
    ]);
    expect((await operator.post(`/v1/webhooks/${hook.id}/test`)).status).toBe(409);
    await operator.patch(`/v1/webhooks/${hook.id}`, { active: true });
    const failed = await deliveries('?state=failed');
    expect(failed.length).toBeGreaterThanOrEqual(2);
    const again = await operator.post(`/v1/webhooks/${hook.id}/redeliver`, { since: SOLD_AT });
    expect(again.body.deliveries).toBe(failed.length);
    // A new series of tries: one that fails is not the end.
    await advance('PT1S');
    expect(await deliveries('?state=waiting')).toHaveLength(failed.length);
    answer = 200;
    const before = heard.length;
    await advance('PT10M');
    expect(
      heard
        .slice(before)
        .map(({ headers }) => headers['webhook-id'])
        .sort(),
    ).toEqual(failed.map(({ event }: any) => event.id).sort());
  });

  it('refuses an address or a type of event that cannot be', async () => {
    const { status, body } = await operator.post('/v1/webhooks', { url: 'ftp://x', events: ['no.such'] });
    expect(status).toBe(400);
    expect(body.errors.map(({ path }: any) => path)).toEqual(['/url', '/events/0']);
    expect((await callAs(world, 'manager').get('/v1/webhooks')).status).toBe(403);
  });
});
