import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCustomer, buildSale, prepareDocuments } from './support/build.js';
import { type Caller, callAs, phones } from './support/client.js';
import { type MailServer, startMailSink } from './support/mail-server.js';
import { about, textingPolicy } from './support/policies.js';
import { createWorld, type World } from './support/world.js';

const NOON = '2027-05-04T09:00:00Z';
const SECRET = 'a-secret-of-the-mail-provider';
const CONTENT = `HX${'0a'.repeat(16)}`;
/** Every channel that writes, in the order of the customer's own wishes. */
const THANKS = textingPolicy('thanks', {
  kind: 'sms',
  template: 'thanks-by-all-ways',
  channels: ['whatsapp', 'sms', 'email'],
});
const SURVEY = textingPolicy('survey', {
  kind: 'survey',
  template: 'csat',
  question: 'csat',
  closesAfter: 'P7D',
  channels: ['whatsapp', 'sms'],
  react: [{ to: { atMost: 2 }, do: 'escalate', ladder: { levels: [{ after: 'PT0S', to: ['manager'] }] } }],
});

let world: World;
let sink: MailServer & { mails: (to?: string) => any[] };
let phone: ReturnType<typeof phones>;
let operator: Caller;

beforeAll(async () => {
  sink = await startMailSink();
  world = await createWorld({
    now: NOON,
    whatsApp: true,
    environment: { SMTP_URL: sink.url, MAIL_WEBHOOK_SECRET: SECRET },
  });
  phone = phones(world);
  operator = callAs(world, 'operator');
  const template = {
    template: 'thanks-by-all-ways',
    purpose: 'service',
    texts: {
      en: 'Hi {name}, thank you for buying the {product}! {company}',
      lt: 'Ačiū, {name}! {product}. {company}',
    },
    subjects: { en: 'Your {product}' },
    whatsapp: { en: CONTENT },
  };
  expect((await operator.put('/v1/templates/thanks-by-all-ways', template)).status).toBe(200);
  await prepareDocuments(operator, [THANKS, SURVEY]);
  const { body: csat } = await operator.get('/v1/templates/csat');
  const { purpose, texts } = csat;
  await operator.put('/v1/templates/csat', { purpose, texts, whatsapp: { en: CONTENT } });
});
afterAll(() => sink?.close());

/** Sells to somebody and lets the text leave. */
async function sell(facts: object): Promise<{ customerId: string; phone: string }> {
  const customer = buildCustomer(facts);
  const { body: clock } = await operator.get('/v1/sandbox/clock');
  const sale = buildSale({ customer, soldAt: clock.now, products: about(THANKS) });
  const { status, body } = await callAs(world, 'intake').post('/v1/sales', sale);
  expect(status, JSON.stringify(body)).toBe(201);
  await operator.post('/v1/sandbox/advance', { by: 'PT5M' });
  return { customerId: body.customer.id, phone: (customer as { phone: string }).phone };
}

describe('By WhatsApp', () => {
  const wants = { channels: ['whatsapp', 'sms'] };

  it('the approved content leaves, with the values that the text names', async () => {
    const { phone: number } = await sell({ ...wants, name: 'Ana Ruiz', language: 'en' });
    const [text, ...more] = await phone.received(`whatsapp:${number}`);
    expect(more).toEqual([]);
    expect(text!.from).toBe(`whatsapp:${world.from}`);
    expect(text!.body).toBe(`[${CONTENT}] {"1":"Ana Ruiz","2":"Boiler 24 kW","3":"Nordlicht"}`);
    expect(await phone.received(number)).toEqual([]);
  });

  it('nothing leaves in a language that was not approved: the next channel is taken', async () => {
    const { phone: number } = await sell({ ...wants, name: 'Ona', language: 'lt' });
    expect(await phone.received(`whatsapp:${number}`)).toEqual([]);
    expect(await phone.received(number)).toMatchObject([{ body: expect.stringContaining('Ona') }]);
  });

  it('whoever has just written gets the very words, approved or not', async () => {
    const known = { ...buildCustomer({ ...wants, name: 'Jonas', language: 'lt' }) } as { phone: string };
    await sell(known);
    await phone.text(`whatsapp:${known.phone}`, 'labas', { to: `whatsapp:${world.from}` });
    await sell(known);
    expect(await phone.received(`whatsapp:${known.phone}`)).toMatchObject([
      { body: expect.stringContaining('Jonas') },
    ]);
  });
});

describe('An answer by WhatsApp', () => {
  it('finds its question, and STOP ends texts by every way', async () => {
    const customer = buildCustomer({ channels: ['whatsapp', 'sms'], name: 'Rasa', language: 'en' });
    const { body: clock } = await operator.get('/v1/sandbox/clock');
    const sale = buildSale({ customer, soldAt: clock.now, products: about(SURVEY) });
    const { body } = await callAs(world, 'intake').post('/v1/sales', sale);
    await operator.post('/v1/sandbox/advance', { by: 'PT5M' });
    expect(await phone.received(`whatsapp:${customer.phone}`)).toHaveLength(1);
    const write = (text: string) =>
      phone.text(`whatsapp:${customer.phone}`, text, { to: `whatsapp:${world.from}` });
    await write('2, too loud');
    const plan = { planId: body.plans[0].id };
    expect(await world.db.followUp.findFirstOrThrow({ where: plan })).toMatchObject({ state: 'answered' });
    expect(await world.db.escalation.findFirst({ where: plan })).toMatchObject({ comment: 'too loud' });
    await write('STOP');
    const refused = await world.db.consent.findMany({
      where: { customerId: body.customer.id, granted: false },
      orderBy: { channel: 'asc' },
    });
    expect(refused.map(({ channel, purpose }) => `${channel} ${purpose}`)).toEqual([
      'sms all',
      'whatsapp all',
    ]);
  });
});

describe('By e-mail', () => {
  const email = 'ana.ruiz@example.com';
  const wants = { channels: ['sms', 'email'], email, name: 'Ana', language: 'en', externalId: 'mail-1' };
  let customerId: string;

  it('a text goes where the number turned out to be nobody’s', async () => {
    const customer = buildCustomer(wants) as { phone: string };
    await phone.rule({ to: customer.phone, errorCode: 21211, times: 1 });
    ({ customerId } = await sell(customer));
    await operator.post('/v1/sandbox/advance', { by: 'P1D' });
    expect(await phone.received(customer.phone)).toEqual([]);
    const [mail, ...more] = sink.mails(email);
    expect(more).toEqual([]);
    expect(mail).toMatchObject({
      subject: 'Your Boiler 24 kW',
      text: expect.stringContaining('thank you for buying the Boiler 24 kW'),
      html: expect.stringContaining('Boiler 24 kW'),
    });
    expect((await operator.get(`/v1/customers/${customerId}`)).body.phoneState).toBe('invalid');
  });

  it('one press in the mail program ends it, whoever looks at the link alone does not', async () => {
    const [{ headers }] = sink.mails(email) as [{ headers: Record<string, string> }];
    expect(headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click');
    const link = headers['list-unsubscribe']!.slice(1, -1);
    await fetch(link);
    const refusals = () =>
      world.db.consent.count({ where: { customerId, channel: 'email', granted: false } });
    expect(await refusals()).toBe(0);
    const press = { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) };
    expect((await fetch(link, press)).status).toBe(200);
    expect(await refusals()).toBe(1);
    await sell(await world.db.customer.findUniqueOrThrow({ where: { id: customerId } }).then(sameAgain));
    await operator.post('/v1/sandbox/advance', { by: 'P1D' });
    expect(sink.mails(email)).toHaveLength(1);
  });

  it('a mail that came back is noted, and the address is not used again', async () => {
    const address = 'gone@example.com';
    const { customerId: other } = await sell({
      ...wants,
      externalId: 'mail-2',
      email: address,
      channels: ['email'],
    });
    const { id } = await world.db.message.findFirstOrThrow({
      where: { customerId: other, channel: 'email' },
    });
    const answer = await fetch(`${world.api.url}/webhooks/mail/bounces`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${SECRET}` },
      body: JSON.stringify({ kind: 'hard', address, messageId: id, detail: '550 no such user', id: 'b-1' }),
    });
    expect(answer.status).toBe(200);
    expect((await world.db.customer.findUniqueOrThrow({ where: { id: other } })).emailState).toBe('invalid');
    expect((await world.db.message.findUniqueOrThrow({ where: { id } })).state).toBe('undelivered');
  });
});

/** The facts of a customer as another system would send them once more. */
function sameAgain(row: {
  externalId: string | null;
  name: string;
  phone: string;
  email: string | null;
  language: string;
  type: string;
  tier: string;
  country: string;
  zone: string | null;
  channels: string[];
}): object {
  const { externalId, name, phone: number, email, language, type, tier, country, zone, channels } = row;
  return { externalId, name, phone: number, email, language, type, tier, country, zone, channels };
}
