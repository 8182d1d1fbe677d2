import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { about, THANKS } from '../../../test/support/policies.js';
import { type Sending, startSending } from '../testing/sending.js';

const NOON = '2027-03-01T10:00:00Z';

let sending: Sending;
beforeAll(async () => {
  sending = await startSending({ now: NOON, policies: [THANKS] });
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
      expect(JSON.stringify(followUp.reasons)).toContain(`provider.refused-${errorCode}`);
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
