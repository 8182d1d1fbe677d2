import { createHmac } from 'node:crypto';
import { newId } from '@aftercare/db/ids.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unique } from '../../../test/support/build.js';
import { about, SURVEY } from '../../../test/support/policies.js';
import { startTestApi, type TestApi } from '../testing/api.js';
import { buildBuyer, publish, sell } from '../testing/plans.js';

const SECRET = 'known-to-the-mail-provider';
const PATH = '/webhooks/mail/bounces';
const SENDER = 'email:care@example.com';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ mailWebhookSecret: SECRET });
  await api.db.sender.create({ data: { number: '+15550000001' } });
  await api.db.sender.create({ data: { number: SENDER, channel: 'email' } });
  await publish(api, [SURVEY]);
});
afterAll(() => api?.stop());

const report = (body: object) => api.as().post(PATH).set('Authorization', `Bearer ${SECRET}`).send(body);

/** A question that the mail server has taken, to an address of its own. */
async function mailed(state = 'accepted') {
  const address = `${unique('reader')}@example.com`;
  const { plans, customer } = await sell(api, {
    products: about(SURVEY),
    customer: buildBuyer({ email: address }),
  });
  const { id: messageId } = await api.db.message.findFirstOrThrow({ where: { planId: plans[0].id } });
  await api.db.message.update({
    where: { id: messageId },
    data: {
      state,
      channel: 'email',
      senderNumber: SENDER,
      to: address,
      body: 'How was it?',
      sid: `${messageId}@example.com`,
    },
  });
  const at = new Date();
  await api.db.attempt.create({
    data: { id: newId('attempt'), messageId, number: 1, state, startedAt: at, calledAt: at },
  });
  return { address, messageId, customerId: customer.id as string };
}
const messageState = async (id: string) => (await api.db.message.findUniqueOrThrow({ where: { id } })).state;
const emailState = async (id: string) =>
  (await api.db.customer.findUniqueOrThrow({ where: { id } })).emailState;

describe('Who may report on mails', () => {
  const body = JSON.stringify({ kind: 'soft', address: 'nobody@example.com' });
  const call = (headers: Record<string, string>) =>
    api
      .as()
      .post(PATH)
      .set({ 'content-type': 'application/json', ...headers })
      .send(body);
  const sign = (text: string, secret = SECRET) =>
    `sha256=${createHmac('sha256', secret).update(text).digest('hex')}`;
  const basic = (password: string) => `Basic ${Buffer.from(`mail:${password}`).toString('base64')}`;

  it.each([
    ['a signature over the body', { 'X-Aftercare-Signature': sign(body) }],
    ['the secret as password', { Authorization: basic(SECRET) }],
    ['the secret as token', { Authorization: `Bearer ${SECRET}` }],
  ])('%s is enough', async (_, headers) => {
    await call(headers).expect(200);
  });

  it.each([
    ['nothing', {}],
    ['a signature by another secret', { 'X-Aftercare-Signature': sign(body, 'something-else') }],
    ['a signature over another body', { 'X-Aftercare-Signature': sign(`${body} `) }],
    ['another password', { Authorization: basic('guessed') }],
    ['an empty token', { Authorization: 'Bearer ' }],
  ])('%s is refused and stores nothing', async (_, headers) => {
    const before = await api.db.mailReport.count();
    await call(headers).expect(403);
    expect(await api.db.mailReport.count()).toBe(before);
  });
});

describe('A report', () => {
  it('that nobody is there ends the use of the address and says so on the mail', async () => {
    const { address, messageId, customerId } = await mailed();
    const body = {
      kind: 'hard',
      address: address.toUpperCase(),
      messageId: `<${messageId}@example.com>`,
      detail: '550 5.1.1 no such user',
      id: unique('bounce'),
    };
    expect((await report(body).expect(200)).body).toEqual({ recorded: 1 });
    expect((await report(body).expect(200)).body).toEqual({ recorded: 0 });
    expect(await emailState(customerId)).toBe('invalid');
    expect(await messageState(messageId)).toBe('undelivered');
    expect(await api.db.mailReport.findMany({ where: { customerId } })).toMatchObject([
      { kind: 'hard', address, messageId, detail: '550 5.1.1 no such user' },
    ]);
  });

  it('of three mails in a row that came back for a while makes the address doubtful, and of one delivered right again', async () => {
    const { address, customerId } = await mailed();
    for (const n of [1, 2, 3]) {
      expect(await emailState(customerId)).toBe('ok');
      await report({ kind: 'soft', address, messageId: `<msg_of-somebody-else-${n}>` }).expect(200);
    }
    expect(await emailState(customerId)).toBe('doubtful');
    await report({ kind: 'delivered', address }).expect(200);
    expect(await emailState(customerId)).toBe('ok');
  });

  it('of spam is an opt-out from all e-mail', async () => {
    const { address, customerId } = await mailed();
    await report({ kind: 'complaint', address }).expect(200);
    expect(await api.db.consent.findMany({ where: { customerId } })).toMatchObject([
      { channel: 'email', purpose: 'all', granted: false, method: 'complaint' },
    ]);
  });

  it('settles a mail whose answer was lost', async () => {
    const { messageId, address } = await mailed('unknown');
    await report({ kind: 'delivered', address, messageId }).expect(200);
    expect(await messageState(messageId)).toBe('delivered');
    expect(await api.db.attempt.findFirst({ where: { messageId } })).toMatchObject({ state: 'delivered' });
  });

  it('with faults names them and stores nothing', async () => {
    const { body } = await report({ kind: 'gone', address: 'x' }).expect(400);
    expect(body.errors.map((fault: any) => fault.path).sort()).toEqual(['/address', '/kind']);
  });
});

describe('The webhooks of providers are understood', () => {
  it.each([
    [
      'Postmark',
      (address: string) => ({
        RecordType: 'Bounce',
        Type: 'HardBounce',
        TypeCode: 1,
        ID: 692560173,
        Email: address,
        Description: 'The server was unable to deliver your message',
        BouncedAt: '2026-11-22T08:00:00Z',
      }),
    ],
    [
      'SendGrid',
      (address: string, messageId: string) => [
        { email: address, event: 'open', timestamp: 1_795_334_400, sg_event_id: 'a' },
        {
          email: address,
          event: 'bounce',
          type: 'bounce',
          'smtp-id': `<${messageId}@example.com>`,
          reason: '550 unknown',
          timestamp: 1_795_334_400,
          sg_event_id: 'b',
        },
      ],
    ],
    [
      'Mailgun',
      (address: string, messageId: string) => ({
        signature: { token: 'x', timestamp: '1', signature: 'y' },
        'event-data': {
          id: 'G9Bn5sl1TC6nu79C8C0bwg',
          event: 'failed',
          severity: 'permanent',
          timestamp: 1_795_334_400.123,
          recipient: address,
          message: { headers: { 'message-id': `${messageId}@example.com` } },
          'delivery-status': {
            code: 605,
            message: '',
            description: 'Not delivering to previously bounced address',
          },
        },
      }),
    ],
    [
      'Amazon SES',
      (address: string) => ({
        Type: 'Notification',
        MessageId: '22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324',
        Message: JSON.stringify({
          notificationType: 'Bounce',
          bounce: {
            bounceType: 'Permanent',
            timestamp: '2026-11-22T08:00:00.000Z',
            bouncedRecipients: [{ emailAddress: address, diagnosticCode: 'smtp; 550 5.1.1 user unknown' }],
          },
          mail: { messageId: '00000137860315fd' },
        }),
      }),
    ],
  ])('%s', async (_, toBody) => {
    const { address, messageId, customerId } = await mailed();
    const body = toBody(address, messageId) as object;
    expect((await report(body).expect(200)).body).toEqual({ recorded: 1 });
    expect((await report(body).expect(200)).body).toEqual({ recorded: 0 });
    expect(await emailState(customerId)).toBe('invalid');
    expect(await messageState(messageId)).toBe('undelivered');
  });

  it("Amazon's plain text", async () => {
    const { address, customerId } = await mailed();
    const Message = JSON.stringify({
      notificationType: 'Complaint',
      complaint: { timestamp: '2026-11-22T08:00:00.000Z', complainedRecipients: [{ emailAddress: address }] },
      mail: { messageId: '1' },
    });
    await api
      .as()
      .post(PATH)
      .set('Authorization', `Bearer ${SECRET}`)
      .set('content-type', 'text/plain; charset=UTF-8')
      .send(JSON.stringify({ Type: 'Notification', MessageId: unique('sns'), Message }))
      .expect(200);
    expect(await api.db.consent.count({ where: { customerId, granted: false } })).toBe(1);
  });
});
