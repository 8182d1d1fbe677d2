import { recordConsents } from '@aftercare/db/consents.js';
import { keepPlansOfCustomer } from '@aftercare/db/keep-plans.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { OPEN_CONTACT_RULES } from '../../../test/support/build.js';
import { about, SURVEY, THANKS } from '../../../test/support/policies.js';
import { until } from '../../../test/support/until.js';
import { type Sending, startSending } from '../testing/sending.js';
import { claimDue } from './claim.js';

const NOON = '2027-03-01T10:00:00Z';

let sending: Sending;
let day = 0;
beforeAll(async () => {
  sending = await startSending({ now: NOON, policies: [THANKS, SURVEY] });
});
beforeEach(() => {
  day += 1;
  sending.company.clock.at = Date.parse(NOON) + day * 86_400_000;
});
afterAll(() => sending?.close());

const messageOf = (planId: string) =>
  sending.company.db.message.findFirstOrThrow({
    where: { planId },
    include: { attempts: true, decisions: true },
  });

/** As every opt-out is stored: with its effect, in one transaction. */
const optOut = (customerId: string) =>
  sending.company.inTx(async (tx, now) => {
    const said = {
      channel: 'sms',
      purpose: 'all',
      granted: false,
      method: 'phone-call',
      text: 'no texts',
    } as const;
    await recordConsents(tx, customerId, [said], now, 'test');
    await keepPlansOfCustomer(sending.company.keep, tx, customerId, now, 'customer');
  });

describe('An opt-out while a reminder is being sent', () => {
  it('takes back a text that was taken but not posted yet', async () => {
    const { company } = sending;
    const { planId, customer } = await company.sell({ products: about(THANKS) });
    expect((await claimDue(sending.deps, company.number, 10)).texts).toHaveLength(1);
    await optOut(customer.id);
    expect(await messageOf(planId)).toMatchObject({
      state: 'withdrawn',
      attempts: [{ state: 'refused' }],
      decisions: [{ what: 'kept-back', toAt: null }],
    });
    await sending.sendDue();
    expect(await sending.arrived(customer.phone)).toEqual([]);
    expect(await company.followUp(planId, 'text')).toMatchObject({ state: 'withdrawn' });
  });

  it('between two texts of one batch: the first has left, the other does not', async () => {
    const { company } = sending;
    await company.db.sender.updateMany({ data: { messagesPerSecond: 2 } });
    const first = await company.sell({ products: about(THANKS) });
    company.clock.at += 1;
    const second = await company.sell({ products: about(THANKS) });
    await sending.rule({ to: first.customer.phone, fault: 'hold', times: 1 });
    const sent = sending.sendDue();
    await until('Twilio has the first', async () => (await sending.control('holds')).held === 1);
    await optOut(second.customer.id);
    await sending.control('release', {});
    await sent;
    await company.db.sender.updateMany({ data: { messagesPerSecond: 1000 } });
    expect(await sending.arrived(first.customer.phone)).toHaveLength(1);
    expect(await sending.arrived(second.customer.phone)).toEqual([]);
    expect(await messageOf(second.planId)).toMatchObject({ state: 'withdrawn' });
  });

  it('leaves alone what Twilio has accepted before it was stored', async () => {
    const { company } = sending;
    const { planId, customer } = await company.sell({ products: about(THANKS) });
    await sending.rule({ to: customer.phone, fault: 'hold', times: 1 });
    const sent = sending.sendDue();
    await until('Twilio has it', async () => (await sending.control('holds')).held === 1);
    expect(await sending.arrived(customer.phone)).toHaveLength(1);
    await optOut(customer.id);
    expect(await messageOf(planId)).toMatchObject({ state: 'in-flight', attempts: [{ state: 'in-flight' }] });
    await sending.control('release', {});
    await sent;
    expect(await messageOf(planId)).toMatchObject({ state: 'accepted' });
    expect(await company.followUp(planId, 'text')).toMatchObject({ state: 'sent' });
    expect(await sending.arrived(customer.phone)).toHaveLength(1);
  });

  it('by the word STOP, while the request is on its way: Twilio refuses it, and we do not try again', async () => {
    const { company } = sending;
    const { planId, customer } = await company.sell({ products: about(THANKS) });
    await sending.rule({ to: customer.phone, fault: 'hold-before', times: 1 });
    const sent = sending.sendDue();
    await until('the request is there', async () => (await sending.control('holds')).held === 1);
    await sending.control('inbound', { from: customer.phone, to: company.number, body: 'STOP' });
    await sending.control('release', {});
    await sent;
    expect(await sending.arrived(customer.phone)).toEqual([]);
    expect(await messageOf(planId)).toMatchObject({ state: 'refused', errorCode: 21610 });
    company.clock.at += 3_600_000;
    await sending.sendDue();
    expect(await sending.arrived(customer.phone)).toEqual([]);
  });

  it('leaves the other plans of a merged text to their own fate', async () => {
    const { company } = sending;
    const document = { ...OPEN_CONTACT_RULES, merge: 'PT4H' };
    await company.db.contactRules.create({
      data: { version: 2, document, savedAt: new Date(NOON), savedBy: 'test' },
    });
    const customer = await company.addCustomer();
    const stays = await company.sell({ customer, products: about(THANKS) });
    const goes = await company.sell({ customer, products: about(THANKS) });
    const { texts } = await claimDue(sending.deps, company.number, 10);
    expect(texts).toMatchObject([{ with: [expect.anything()] }]);
    await company.inTx(async (tx, now) => {
      const at = new Date(now);
      await tx.event.create({
        data: {
          ...{ id: `evt_${goes.planId}`, planId: goes.planId, type: 'skipped', step: 'text', occurrence: 1 },
          ...{ at, data: {}, recordedAt: at, recordedBy: 'test' },
        },
      });
    });
    await company.look(goes.planId, 'staff');
    await sending.sendDue();
    expect(await sending.arrived(customer.phone)).toHaveLength(1);
    expect(await messageOf(stays.planId)).toMatchObject({ state: 'accepted', sentWithId: null });
    expect(await messageOf(goes.planId)).toMatchObject({ state: 'withdrawn', sentWithId: null });
  });

  it('stages again what a worker took and never posted', async () => {
    const { company } = sending;
    const { planId, customer } = await company.sell({ products: about(SURVEY) });
    await claimDue(sending.deps, company.number, 10);
    await sending.sendDue();
    expect(await sending.arrived(customer.phone)).toHaveLength(1);
    expect(await messageOf(planId)).toMatchObject({
      state: 'accepted',
      attempts: [{ state: 'refused' }, { state: 'accepted' }],
    });
  });
});
