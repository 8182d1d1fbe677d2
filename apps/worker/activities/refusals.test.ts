import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { recordStatus } from '@aftercare/db/carrier.js';
import { about, textingPolicy, THANKS } from '../../../test/support/policies.js';
import { type Sending, startSending } from '../testing/sending.js';

const THANKS_OR_CALL = textingPolicy('thanks-or-call', {
  kind: 'sms',
  template: 'thank-you',
  channels: ['sms', 'call'],
});
const NOON = '2027-03-01T10:00:00Z';

let sending: Sending;
beforeAll(async () => {
  sending = await startSending({ now: NOON, policies: [THANKS, THANKS_OR_CALL] });
});
beforeEach(() => sending.company.moveTo(NOON));
afterAll(() => sending?.close());

/** A staged text to a customer for whose number Twilio behaves as told. */
async function sellUnder(rule: object) {
  const { company } = sending;
  const sold = await company.sell({ products: about(THANKS) });
  await sending.rule({ to: sold.customer.phone, ...rule });
  return {
    ...sold,
    message: () => company.db.message.findFirstOrThrow({ where: { planId: sold.planId } }),
    attempts: () =>
      company.db.attempt.findMany({
        where: { message: { planId: sold.planId } },
        orderBy: { number: 'asc' },
      }),
    customerNow: () => company.db.customer.findUniqueOrThrow({ where: { id: sold.customer.id } }),
    arrived: () => sending.arrived(sold.customer.phone),
  };
}

describe('A text that the provider refuses', () => {
  it.each([
    [21211, 'invalid'],
    [21614, 'landline'],
    [21617, 'ok'],
  ])(
    'is over with code %i, the follow-up says why, and the number counts as %s',
    async (errorCode, phoneState) => {
      const one = await sellUnder({ outcome: 'refused', errorCode });
      await sending.sendDue();
      expect(await one.message()).toMatchObject({ state: 'refused', errorCode });
      const followUp = await sending.company.followUp(one.planId, 'text');
      expect(followUp.state).toBe('skipped');
      expect(followUp.reasons).toContainEqual(
        expect.objectContaining({ code: 'undelivered', error: errorCode }),
      );
      expect(await one.customerNow()).toMatchObject({ phoneState });
      sending.company.clock.at += 3_600_000;
      await sending.sendDue();
      expect(await one.attempts()).toHaveLength(1);
    },
  );

  it('because the customer stopped it at the carrier is written into the consent ledger', async () => {
    const one = await sellUnder({ outcome: 'refused', errorCode: 21610 });
    await sending.sendDue();
    expect(
      await sending.company.db.consent.findMany({ where: { customerId: one.customer.id } }),
    ).toMatchObject([{ channel: 'sms', purpose: 'all', granted: false, method: 'carrier' }]);
    const again = await sending.company.sell({ customer: one.customer, products: about(THANKS) });
    expect(await sending.company.db.message.count({ where: { planId: again.planId } })).toBe(0);
  });
});

describe('A text that the carrier gives up', () => {
  /** What the carrier says of the newest message. */
  async function report(planId: string, errorCode: number): Promise<void> {
    const { db, keep, inTx } = sending.company;
    const message = await db.message.findFirstOrThrow({ where: { planId }, orderBy: { turn: 'desc' } });
    const status = { messageId: message.id, sid: message.sid!, status: 'undelivered', errorCode };
    await inTx((tx, now) => recordStatus(keep, tx, status, now));
  }
  const messages = (planId: string) =>
    sending.company.db.message.findMany({ where: { planId }, orderBy: { turn: 'asc' } });
  const DAY = 86_400_000;

  it('goes out again a day later as another message, twice, and the number is doubtful then', async () => {
    const one = await sellUnder({});
    for (let day = 0; day < 3; day++) {
      await sending.company.look(one.planId);
      await sending.sendDue();
      expect(await one.customerNow()).toMatchObject({ phoneState: 'ok' });
      await report(one.planId, 30003);
      await sending.sendDue();
      expect(await one.arrived()).toHaveLength(day + 1);
      sending.company.clock.at += DAY;
    }
    await sending.sendDue();
    const state = 'undelivered';
    expect(await messages(one.planId)).toMatchObject(
      [1, 2, 3].map((turn) => ({ turn, state, errorCode: 30003 })),
    );
    expect(await one.attempts()).toMatchObject([{ state }, { state }, { state }]);
    expect(await one.customerNow()).toMatchObject({ phoneState: 'doubtful' });
    expect(await sending.company.followUp(one.planId, 'text')).toMatchObject({ state: 'skipped' });
  });

  it('is left alone when the code says nothing of another try', async () => {
    const one = await sellUnder({});
    await sending.sendDue();
    await report(one.planId, 30007);
    sending.company.clock.at += 2 * DAY;
    await sending.sendDue();
    expect(await one.arrived()).toHaveLength(1);
  });

  it('becomes the work of staff where the policy wants a call', async () => {
    const sold = await sending.company.sell({ products: about(THANKS_OR_CALL) });
    await sending.sendDue();
    await report(sold.planId, 30006);
    expect(await sending.company.followUp(sold.planId, 'text/call')).toMatchObject({
      kind: 'call',
      state: 'due',
    });
    expect(await sending.company.db.customer.findUnique({ where: { id: sold.customer.id } })).toMatchObject({
      phoneState: 'landline',
    });
  });
});

describe('A text that the provider asks to send later', () => {
  it('waits a little longer each time and leaves once', async () => {
    const one = await sellUnder({ fault: '429', times: 2 });
    await sending.sendDue();
    expect(await one.message()).toMatchObject({ state: 'staged', sendAt: new Date('2027-03-01T10:00:15Z') });
    sending.company.moveTo('2027-03-01T10:00:14Z');
    await sending.sendDue();
    expect(await one.attempts()).toMatchObject([{ state: 'refused' }]);
    sending.company.moveTo('2027-03-01T10:00:15Z');
    await sending.sendDue();
    expect(await one.message()).toMatchObject({ state: 'staged', sendAt: new Date('2027-03-01T10:00:45Z') });
    sending.company.moveTo('2027-03-01T10:00:45Z');
    await sending.sendDue();
    expect(await one.message()).toMatchObject({ state: 'accepted' });
    expect(await one.attempts()).toMatchObject([
      { state: 'refused' },
      { state: 'refused' },
      { state: 'accepted' },
    ]);
    expect(await one.arrived()).toHaveLength(1);
  });
});
