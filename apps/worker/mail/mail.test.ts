import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type MailServer,
  smtpError,
  startCuttingServer,
  startMailSink,
  startSmtpServer,
} from '../../../test/support/mail-server.js';
import { about, SURVEY, textingPolicy, THANKS } from '../../../test/support/policies.js';
import { unique } from '../../../test/support/build.js';
import { type Sending, startSending } from '../testing/sending.js';
import { createMailTransport } from './mail.js';

const NOON = '2027-03-01T10:00:00Z';
const FROM = 'care@nordlicht.example';
const SENDER = `email:${FROM}`;
const CHOICES = textingPolicy('choices', { kind: 'sms', template: 'choices' });

let sending: Sending;
let sink: Awaited<ReturnType<typeof startMailSink>>;
let other: MailServer | undefined;

beforeAll(async () => {
  sink = await startMailSink();
  sending = await startSending({
    now: NOON,
    policies: [THANKS, SURVEY, CHOICES],
    environment: {
      MAIL_FROM: FROM,
      MAIL_REPLY_TO: 'people@nordlicht.example',
      SMTP_URL: sink.url,
      SECRET: 'a-secret-of-at-least-thirty-two-characters',
      PUBLIC_URL: 'https://care.example/',
    },
  });
  const { db } = sending.company;
  await db.sender.create({ data: { number: SENDER, channel: 'email', messagesPerSecond: 1000 } });
  await db.template.create({
    data: {
      key: 'choices',
      version: 1,
      purpose: 'service',
      texts: { en: 'Hi {name}, you decide what we send: {preferences} {company}' },
      subjects: { en: 'Your choices, {name}' },
      savedAt: new Date(NOON),
      savedBy: 'test',
    },
  });
});
beforeEach(() => sending.company.moveTo(NOON));
afterEach(async () => {
  await other?.close();
  other = undefined;
});
afterAll(async () => {
  await sending?.close();
  await sink?.close();
});

/** A text that is to go by e-mail to an address of its own. */
async function stage(policy: { policy: string }, facts: object = {}) {
  const { company } = sending;
  const email = `${unique('reader')}@example.com`;
  const { planId, customer } = await company.sell({
    products: about(policy),
    customer: { email, ...facts },
  });
  const { id } = await company.db.message.findFirstOrThrow({ where: { planId } });
  await company.db.message.update({ where: { id }, data: { channel: 'email', senderNumber: SENDER } });
  return { id, planId, email, customer };
}
const messageOf = (id: string) => sending.company.db.message.findUniqueOrThrow({ where: { id } });
const attemptsOf = (messageId: string) =>
  sending.company.db.attempt.findMany({ where: { messageId }, orderBy: { number: 'asc' } });
/** Lets the mails of this test go to another server than the sink. */
function through(server: MailServer): void {
  other = server;
  const { db, clock, links, transports } = sending.deps;
  const settings = { db, clock, links: links!, smtpUrl: server.url, timeoutMs: 2_000 };
  const { email } = transports;
  transports.email = createMailTransport(settings);
  const close = server.close;
  server.close = async () => {
    transports.email = email;
    await close();
  };
}

describe('A question by e-mail', () => {
  it('arrives once, in both forms, with a link for each answer and for no more mails', async () => {
    const { id, email, planId } = await stage(SURVEY, { language: 'lt' });
    await sending.sendDue(SENDER);
    await sending.sendDue(SENDER);
    const mails = sink.mails(email);
    expect(mails).toHaveLength(1);
    const [mail] = mails;
    expect(mail).toMatchObject({
      from: FROM,
      messageId: `<${id}@nordlicht.example>`,
      headers: {
        from: 'Nordlicht <care@nordlicht.example>',
        'reply-to': 'people@nordlicht.example',
        'list-unsubscribe': expect.stringMatching(/^<https:\/\/care\.example\/u\/[0-9a-z]{16}>$/),
        'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
      },
    });
    for (const form of [mail!.text, mail!.html!]) {
      expect(form).toContain('Kaip vertinate mūsų darbą?');
      expect(
        [...form.matchAll(/https:\/\/care\.example\/a\/[0-9a-z]{16}\/(\d)/g)].map(([, value]) => value),
      ).toEqual([...'12345']);
    }
    expect(await messageOf(id)).toMatchObject({
      state: 'accepted',
      to: email,
      subject: mail!.subject,
      sid: `${id}@nordlicht.example`,
    });
    expect(await sending.company.followUp(planId, 'text')).toMatchObject({ state: 'sent' });
  });

  it('asks nothing in a mail that only thanks', async () => {
    const { email } = await stage(THANKS);
    await sending.sendDue(SENDER);
    expect(sink.mails(email)[0]!.text).not.toContain('/a/');
  });

  it('names the preference page and takes the subject of its template', async () => {
    const { email } = await stage(CHOICES, { name: 'Bo' });
    await sending.sendDue(SENDER);
    const [mail] = sink.mails(email);
    expect(mail!.subject).toBe('Your choices, Bo');
    const [first, second] = mail!.text.match(/https:\/\/care\.example\/p\/[0-9a-z]{16}/g)!;
    expect(first).toBe(second);
  });
});

describe('A text by SMS', () => {
  it('names the same page', async () => {
    const { customer } = await sending.company.sell({ products: about(CHOICES) });
    await sending.sendDue();
    const [text] = await sending.arrived(customer.phone);
    expect(text!.body).toMatch(/https:\/\/care\.example\/p\/[0-9a-z]{16} Nordlicht$/);
  });
});

describe('A mail that was not taken', () => {
  it('and whose line broke after its text is unknown, and never sent again', async () => {
    const server = await startCuttingServer('after-text');
    through(server);
    const { id } = await stage(SURVEY);
    await sending.sendDue(SENDER);
    expect(await messageOf(id)).toMatchObject({ state: 'unknown' });
    for (let minute = 0; minute < 15; minute++) {
      sending.company.clock.at += 60_000;
      await sending.sendDue(SENDER);
    }
    expect(server.texts).toHaveLength(1);
    expect(await attemptsOf(id)).toMatchObject([{ number: 1, state: 'unknown' }]);
    expect(await messageOf(id)).toMatchObject({ state: 'unknown', reasons: [{ code: 'delivery.unknown' }] });
  });

  it('and was put off is tried again, and arrives once', async () => {
    let busy = true;
    const server = await startSmtpServer({
      onRcptTo: (_, __, done) => done(busy ? smtpError(451, '4.7.1 greylisted') : null),
      onData: (stream, _, done) => stream.on('end', () => done()).resume(),
    });
    through(server);
    const { id } = await stage(THANKS);
    await sending.sendDue(SENDER);
    expect(await messageOf(id)).toMatchObject({ state: 'staged' });
    busy = false;
    sending.company.clock.at += 900_000;
    await sending.sendDue(SENDER);
    expect(await attemptsOf(id)).toMatchObject([
      { number: 1, state: 'refused', errorCode: 451 },
      { number: 2, state: 'accepted' },
    ]);
  });

  it('because nobody is there is refused, and nothing more goes to this address', async () => {
    const server = await startSmtpServer({
      onRcptTo: (_, __, done) => done(smtpError(550, '5.1.1 no such user')),
    });
    through(server);
    const { id, customer, planId } = await stage(THANKS);
    await sending.sendDue(SENDER);
    expect(await messageOf(id)).toMatchObject({ state: 'refused', errorCode: 550 });
    expect(await sending.company.db.customer.findUnique({ where: { id: customer.id } })).toMatchObject({
      emailState: 'invalid',
      phoneState: 'ok',
    });
    expect(JSON.stringify((await sending.company.followUp(planId, 'text')).reasons)).toContain('refused');
  });

  it('because its customer wants no e-mail is kept back', async () => {
    const { id, customer, email } = await stage(THANKS);
    await sending.company.db.consent.create({
      data: {
        id: `cns_${id}`,
        customerId: customer.id,
        channel: 'email',
        purpose: 'all',
        granted: false,
        method: 'one-click',
        text: 'no more',
        at: new Date(NOON),
        recordedBy: 'customer',
      },
    });
    await sending.sendDue(SENDER);
    expect(sink.mails(email)).toEqual([]);
    expect(await messageOf(id)).toMatchObject({
      state: 'kept-back',
      reasons: [{ code: 'consent.opted-out' }],
    });
  });

  it('because its address was found unusable meanwhile is kept back', async () => {
    const { id, customer, email } = await stage(THANKS);
    const where = { id: customer.id };
    await sending.company.db.customer.update({ where, data: { emailState: 'invalid' } });
    await sending.sendDue(SENDER);
    expect(sink.mails(email)).toEqual([]);
    expect(await messageOf(id)).toMatchObject({ state: 'kept-back', reasons: [{ code: 'email.unusable' }] });
  });
});
