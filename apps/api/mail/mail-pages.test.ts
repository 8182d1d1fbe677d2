import { Links, type MailLinks } from '@aftercare/db/links.js';
import { newId } from '@aftercare/db/ids.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { unique } from '../../../test/support/build.js';
import { about, textingPolicy } from '../../../test/support/policies.js';
import { type TestApi, TEST_NOW, startTestApi } from '../testing/api.js';
import { buildBuyer, moveClock, publish, sell } from '../testing/plans.js';
import { UNSUBSCRIBE_WORDS } from './words.js';

const SECRET = 'a-secret-of-at-least-thirty-two-characters';
const BASE = 'https://care.example';
const QUESTION = textingPolicy('question', {
  kind: 'survey',
  template: 'csat',
  question: 'csat',
  closesAfter: 'P7D',
  react: [{ to: { atMost: 2 }, do: 'escalate', ladder: { levels: [{ after: 'PT0S', to: ['manager'] }] } }],
});

let api: TestApi;
let links: Links;
beforeAll(async () => {
  api = await startTestApi({ secret: SECRET, customerBase: BASE });
  links = new Links(SECRET, BASE);
  await api.db.sender.create({ data: { number: '+15550000001' } });
  await api.db.sender.create({ data: { number: 'email:care@example.com', channel: 'email' } });
  await publish(api, [QUESTION]);
});
beforeEach(() => moveClock(api, TEST_NOW));
afterAll(() => api?.stop());

/** A question that has gone out by e-mail. */
async function ask({ state = 'sent', now = TEST_NOW } = {}) {
  const { plans, customer } = await sell(api, {
    products: about(QUESTION),
    soldAt: now,
    customer: buildBuyer({ email: `${unique('reader')}@example.com` }),
  });
  const planId = plans[0].id as string;
  const { id: messageId, followUpId } = await api.db.message.findFirstOrThrow({ where: { planId } });
  const at = new Date(now);
  await api.db.message.update({
    where: { id: messageId },
    data: {
      state: state === 'sent' ? 'accepted' : 'unknown',
      channel: 'email',
      senderNumber: 'email:care@example.com',
      to: 'reader@example.com',
      subject: 'How did we do?',
      body: 'How satisfied are you with <our> work? Reply STOP to opt out.',
      language: 'en',
      acceptedAt: state === 'sent' ? at : null,
    },
  });
  const attempt = { id: newId('attempt'), messageId, number: 1, startedAt: at, calledAt: at };
  await api.db.attempt.create({ data: { ...attempt, state: state === 'sent' ? 'accepted' : 'unknown' } });
  if (state === 'sent') await tell(planId, messageId, now);
  const of = (await links.ofMails(api.db, [{ messageId, customerId: customer.id }], Date.parse(now))).get(
    messageId,
  )!;
  return { planId, messageId, followUpId: followUpId!, customerId: customer.id as string, ...pathsOf(of) };
}
/** What the sender tells the plan when a mail has left. */
async function tell(planId: string, messageId: string, now: string): Promise<void> {
  await api.db.event.create({
    data: {
      id: newId('event'),
      planId,
      type: 'sent',
      at: new Date(now),
      step: 'text',
      occurrence: 1,
      data: { part: 'message' },
      externalId: `sent:${messageId}`,
      recordedBy: 'sender',
      recordedAt: new Date(now),
    },
  });
  await moveClock(api, now);
}
const pathsOf = ({ answer, unsubscribe }: MailLinks) => ({
  answerPath: (value: number) => answer(value).slice(BASE.length),
  answersPath: `${answer(0).slice(BASE.length, -1)}`,
  unsubscribePath: unsubscribe.slice(BASE.length),
});
const give = (path: string, form: Record<string, string>) => api.as().post(path).type('form').send(form);
const followUp = (id: string) => api.db.followUp.findUniqueOrThrow({ where: { id } });
const scored = (planId: string) => api.db.event.count({ where: { planId, type: 'scored' } });

describe('An answer by a link', () => {
  it('counts for nothing while it is only looked at, as the programs of mail servers do', async () => {
    const { answerPath, followUpId } = await ask();
    for (const value of [1, 2, 3, 4, 5]) {
      const { text } = await api.as().get(answerPath(value)).expect(200);
      expect(/<input[^>]*checked[^>]*>/.exec(text)?.[0]).toContain(`value="${value}"`);
    }
    await api.as().head(answerPath(1)).expect(200);
    expect(await followUp(followUpId)).toMatchObject({ state: 'sent', score: null });
  });

  it('asks with the words of the mail, escaped and without the line about STOP', async () => {
    const { answerPath } = await ask();
    const { text } = await api.as().get(answerPath(4));
    expect(text).toContain('How satisfied are you with &lt;our&gt; work?');
    expect(text).not.toContain('STOP');
  });

  it('is recorded as one by text is: the score, the comment, the reaction, and a row to be read', async () => {
    const { answersPath, followUpId, planId, customerId } = await ask();
    const { text } = await give(answersPath, { value: '2', comment: 'still leaking' }).expect(200);
    expect(text).toContain('Thank you!');
    expect(await followUp(followUpId)).toMatchObject({
      state: 'answered',
      score: '2',
      comment: 'still leaking',
    });
    expect(await api.db.escalation.findFirst({ where: { planId } })).toMatchObject({
      state: 'open',
      comment: 'still leaking',
    });
    expect(await api.db.inboundMessage.findMany({ where: { customerId } })).toMatchObject([
      {
        channel: 'email',
        state: 'handled',
        value: '2',
        comment: 'still leaking',
        rule: 'link.answer',
        followUpId,
      },
    ]);
  });

  it('given twice is one answer; another one within a day corrects it, later it is too late', async () => {
    const { answersPath, followUpId, planId } = await ask();
    await give(answersPath, { value: '5' }).expect(200);
    await give(answersPath, { value: '5' }).expect(200);
    expect(await scored(planId)).toBe(1);
    await give(answersPath, { value: '3' }).expect(200);
    expect(await followUp(followUpId)).toMatchObject({ score: '3' });
    await moveClock(api, '2026-11-23T09:00:01Z');
    const { text } = await give(answersPath, { value: '1' }).expect(410);
    expect(text).toContain('This question is closed');
    expect(await followUp(followUpId)).toMatchObject({ score: '3' });
  });

  it('proves that a mail arrived whose sending was never answered', async () => {
    const { answersPath, followUpId, messageId } = await ask({ state: 'unknown' });
    await give(answersPath, { value: '4' }).expect(200);
    expect(await followUp(followUpId)).toMatchObject({ state: 'answered', score: '4' });
    expect(await api.db.message.findUnique({ where: { id: messageId } })).toMatchObject({
      state: 'accepted',
    });
  });

  it('that is none is asked again', async () => {
    const { answersPath, planId } = await ask();
    for (const value of ['6', '0', 'yes', ''])
      expect((await give(answersPath, { value }).expect(400)).text).toContain('Send the answer');
    expect(await scored(planId)).toBe(0);
  });

  it('with a comment that may ask for no more messages is read by a person', async () => {
    const { answersPath, customerId } = await ask();
    await give(answersPath, { value: '1', comment: 'stop writing to me' }).expect(200);
    expect(await api.db.inboundMessage.findFirst({ where: { customerId } })).toMatchObject({
      state: 'inbox',
      rule: 'opt-out.possible',
    });
  });

  it('by a guessed link finds nothing', async () => {
    await api.as().get('/a/0000000000000000/5').expect(404);
    await give('/a/0000000000000000', { value: '5' }).expect(404);
  });
});

describe('No more e-mails', () => {
  const refusals = (customerId: string) =>
    api.db.consent.findMany({ where: { customerId, channel: 'email', purpose: 'all', granted: false } });

  it('is only asked by a link that is followed', async () => {
    const { unsubscribePath, customerId } = await ask();
    const { text } = await api.as().get(unsubscribePath).expect(200);
    expect(text).toContain(UNSUBSCRIBE_WORDS['en']!.confirm);
    expect(text).toMatch(/href="https:\/\/care\.example\/p\/[0-9a-z]{16}"/);
    expect(await refusals(customerId)).toEqual([]);
  });

  it.each([
    ['application/x-www-form-urlencoded', 'List-Unsubscribe=One-Click'],
    [
      'multipart/form-data; boundary=b',
      '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n',
    ],
  ])('is done by the button of a mail program, once: %s', async (type, body) => {
    const { unsubscribePath, customerId, messageId } = await ask();
    for (let time = 0; time < 2; time++)
      await api.as().post(unsubscribePath).set('content-type', type).send(body).expect(200);
    expect(await refusals(customerId)).toMatchObject([
      {
        method: 'one-click',
        recordedBy: 'customer',
        text: `Unsubscribed by the link of the e-mail "How did we do?" (${messageId})`,
      },
    ]);
  });

  it('can be taken back on the preference page and asked for again', async () => {
    const { unsubscribePath, customerId } = await ask();
    await api.as().post(unsubscribePath).expect(200);
    await moveClock(api, '2026-11-22T10:00:00Z');
    const grant = { channel: 'email', purpose: 'service', granted: true, method: 'web', text: 'yes' };
    await api.as('staff').post(`/v1/customers/${customerId}/consents`).send(grant).expect(201);
    await moveClock(api, '2026-11-22T11:00:00Z');
    await api.as().post(unsubscribePath).expect(200);
    expect(await refusals(customerId)).toHaveLength(2);
  });

  it('does nothing by a guessed link', async () => {
    await api.as().post('/u/0000000000000000').expect(404);
  });
});
