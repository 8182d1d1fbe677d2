import { newId } from '@aftercare/db/ids.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { about, SURVEY, textingPolicy, THANKS } from '../../../test/support/policies.js';
import { type Sending, startSending } from '../testing/sending.js';

const NOON = '2027-03-01T10:00:00Z';
/** Names what nobody knows. */
const HOLED = textingPolicy('holed', { kind: 'sms', template: 'with-colour' });

let sending: Sending;
beforeAll(async () => {
  sending = await startSending({ now: NOON, policies: [THANKS, SURVEY, HOLED] });
  await sending.company.db.template.create({
    data: {
      key: 'with-colour',
      version: 1,
      purpose: 'service',
      texts: { en: 'How is the {colour} one? {company}' },
      savedAt: new Date(NOON),
      savedBy: 'test',
    },
  });
});
beforeEach(() => sending.company.moveTo(NOON));
afterAll(() => sending?.close());

const messageOf = (planId: string) => sending.company.db.message.findFirstOrThrow({ where: { planId } });
const refuseConsent = (customerId: string, facts: object = {}) =>
  sending.company.db.consent.create({
    data: {
      id: newId('consent'),
      customerId,
      channel: 'sms',
      purpose: 'all',
      granted: false,
      method: 'phone-call',
      text: 'do not text me',
      at: new Date(sending.company.clock.at),
      recordedBy: 'test',
      ...facts,
    },
  });

describe('Sending what is due', () => {
  it('posts the text in the words of the customer, notes the attempt and tells the plan', async () => {
    const { company } = sending;
    const { planId, customer } = await company.sell({
      products: about(THANKS),
      customer: { language: 'lt' },
    });
    await sending.sendDue();
    const [text] = await sending.arrived(customer.phone);
    expect(text!.body).toContain('Nordlicht');
    expect(await messageOf(planId)).toMatchObject({
      state: 'accepted',
      language: 'lt',
      body: text!.body,
      sid: text!.sid,
    });
    expect(await company.db.attempt.findMany({ where: { message: { planId } } })).toMatchObject([
      { number: 1, state: 'accepted' },
    ]);
    expect(await company.followUp(planId, 'text')).toMatchObject({ state: 'sent' });
  });

  it('says when it wants to look again: at the next message, or within half a minute', async () => {
    const { company } = sending;
    expect(await sending.sendDue()).toMatchObject({ waitMs: 30_000 });
    const { planId } = await company.sell({ products: about(THANKS) });
    await company.db.message.updateMany({
      where: { planId },
      data: { sendAt: new Date(company.clock.at + 4_000) },
    });
    expect(await sending.sendDue()).toMatchObject({ waitMs: 4_000 });
    company.clock.at += 4_000;
    await sending.sendDue();
    expect(await messageOf(planId)).toMatchObject({ state: 'accepted' });
  });

  it('keeps a text back when consent was withdrawn after it was staged, and the follow-up says why', async () => {
    const { company } = sending;
    const { planId, customer } = await company.sell({ products: about(THANKS) });
    await refuseConsent(customer.id);
    await sending.sendDue();
    expect(await sending.arrived(customer.phone)).toEqual([]);
    expect(await messageOf(planId)).toMatchObject({
      state: 'kept-back',
      reasons: [{ code: 'consent.opted-out' }],
    });
    const followUp = await company.followUp(planId, 'text');
    expect(['skipped', 'withdrawn']).toContain(followUp.state);
    expect(JSON.stringify(followUp.reasons)).toContain('opted-out');
  });

  it('keeps a question back from a customer who refused questions only, and still thanks them', async () => {
    const { company } = sending;
    const customer = await company.addCustomer();
    const asked = await company.sell({ customer, products: about(SURVEY) });
    const thanked = await company.sell({ customer, products: about(THANKS) });
    await refuseConsent(customer.id, { purpose: 'survey' });
    await sending.sendDue();
    expect(await messageOf(asked.planId)).toMatchObject({ state: 'kept-back' });
    expect(await company.followUp(asked.planId, 'text')).toMatchObject({ state: 'skipped' });
    expect(await messageOf(thanked.planId)).toMatchObject({ state: 'accepted' });
  });

  it.each([
    ['who left', { leftAt: new Date(NOON) }, 'customer.left'],
    ['whose number is a landline', { phoneState: 'landline' }, 'number.unusable'],
  ])('sends nothing to a customer %s after it was staged', async (_, change, reason) => {
    const { company } = sending;
    const { planId, customer } = await company.sell({ products: about(THANKS) });
    await company.db.customer.update({ where: { id: customer.id }, data: change });
    await sending.sendDue();
    expect(await sending.arrived(customer.phone)).toEqual([]);
    const message = await messageOf(planId);
    expect(message.state).toBe('kept-back');
    expect(JSON.stringify(message.reasons)).toContain(reason);
  });

  it('defers a text that became late to the end of the quiet hours, and says why', async () => {
    const { company } = sending;
    company.moveTo('2027-03-01T18:59:00Z');
    const { planId, customer } = await company.sell({ products: about(SURVEY) });
    company.moveTo('2027-03-01T19:05:00Z');
    await sending.sendDue();
    expect(await sending.arrived(customer.phone)).toEqual([]);
    expect(await messageOf(planId)).toMatchObject({
      state: 'staged',
      sendAt: new Date('2027-03-02T06:00:00Z'),
      reasons: [{ text: expect.stringMatching(/quiet/) }],
    });
    company.moveTo('2027-03-02T06:00:00Z');
    await sending.sendDue();
    expect(await sending.arrived(customer.phone)).toHaveLength(1);
  });

  it('keeps back a text that would have a hole, and the others go', async () => {
    const { company } = sending;
    const holed = await company.sell({ products: about(HOLED) });
    const whole = await company.sell({ products: about(THANKS) });
    await sending.sendDue();
    expect(await messageOf(holed.planId)).toMatchObject({ state: 'kept-back' });
    expect(await company.followUp(holed.planId, 'text')).toMatchObject({ state: 'skipped' });
    expect(await messageOf(whole.planId)).toMatchObject({ state: 'accepted' });
  });

  it('leaves out a message that the plan withdrew', async () => {
    const { company } = sending;
    const { planId, customer } = await company.sell({ products: about(THANKS) });
    await company.db.message.updateMany({ where: { planId }, data: { state: 'withdrawn' } });
    await sending.sendDue();
    expect(await sending.arrived(customer.phone)).toEqual([]);
  });

  it('done twice at once, sends each message once', async () => {
    const { company } = sending;
    const sold = [];
    for (let n = 0; n < 20; n++) sold.push(await company.sell({ products: about(THANKS) }));
    await Promise.all([sending.sendDue(), sending.sendDue()]);
    company.clock.at += 120_000;
    await sending.sendDue();
    for (const { customer, planId } of sold) {
      expect(await sending.arrived(customer.phone)).toHaveLength(1);
      expect(await messageOf(planId)).toMatchObject({ state: 'accepted' });
    }
  });
});
