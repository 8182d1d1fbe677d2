import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { about, THANKS } from '../../../test/support/policies.js';
import { type Sending, startSending } from '../testing/sending.js';
import { callNow } from './call-now.js';
import { claimDue } from './claim.js';

const NOON = '2027-03-01T10:00:00Z';
const MINUTE = 60_000;

let sending: Sending;
beforeAll(async () => {
  sending = await startSending({ now: NOON, policies: [THANKS] });
});
beforeEach(() => sending.company.moveTo(NOON));
afterAll(() => sending?.close());

/** A staged text to a phone on whose line something goes wrong once. */
async function sellOnBadLine(fault: string, customer?: any) {
  const { company } = sending;
  const sold = await company.sell({ products: about(THANKS), customer });
  await sending.rule({ to: sold.customer.phone, fault, times: 1 });
  return {
    ...sold,
    message: () => company.db.message.findFirstOrThrow({ where: { planId: sold.planId } }),
    attempts: () => company.db.attempt.findMany({ where: { message: { planId: sold.planId } } }),
    arrived: () => sending.arrived(sold.customer.phone),
  };
}

async function sendAfter(ms: number): Promise<void> {
  sending.company.clock.at += ms;
  await sending.sendDue();
}

describe('A text whose answer was lost', () => {
  it.each(['close-after-accept', '500-after-accept', 'cut-body'])(
    'is found in the list of the provider two minutes later and not sent again: %s',
    async (fault) => {
      const one = await sellOnBadLine(fault);
      await sending.sendDue();
      expect(await one.message()).toMatchObject({ state: 'unknown', sid: null });
      await sendAfter(2 * MINUTE - 1);
      expect(await one.message()).toMatchObject({ state: 'unknown' });
      await sendAfter(1);
      const [text] = await one.arrived();
      expect(await one.message()).toMatchObject({ state: 'accepted', sid: text!.sid });
      expect(await one.attempts()).toMatchObject([{ state: 'accepted' }]);
      expect(await sending.company.followUp(one.planId, 'text')).toMatchObject({ state: 'sent' });
      expect(await one.arrived()).toHaveLength(1);
    },
  );

  it.each(['close-before', '503'])(
    'is looked for three times where it never arrived (%s), and then given to people with the reason',
    async (fault) => {
      const one = await sellOnBadLine(fault);
      await sending.sendDue();
      await sendAfter(2 * MINUTE);
      await sendAfter(2 * MINUTE);
      expect(await sending.company.followUp(one.planId, 'text')).not.toMatchObject({ state: 'skipped' });
      await sendAfter(4 * MINUTE);
      expect(await one.message()).toMatchObject({
        state: 'unknown',
        reasons: [{ code: 'delivery.unknown' }],
      });
      const followUp = await sending.company.followUp(one.planId, 'text');
      expect(followUp.state).toBe('skipped');
      expect(JSON.stringify(followUp.reasons)).toContain('delivery.unknown');
      await sendAfter(60 * MINUTE);
      expect(await one.arrived()).toEqual([]);
      expect(await one.attempts()).toHaveLength(1);
    },
  );

  it('is not taken for another text of the same words that did arrive', async () => {
    const first = await sending.company.sell({ products: about(THANKS) });
    await sending.sendDue();
    const lost = await sellOnBadLine('close-before', first.customer);
    await sending.sendDue();
    await sendAfter(2 * MINUTE);
    expect(await lost.message()).toMatchObject({ state: 'unknown', sid: null });
  });
});

describe('A worker that died after it called the provider', () => {
  it('has its texts looked up by the next one: found where they left, and never sent again', async () => {
    const { company, deps } = sending;
    const left = await company.sell({ products: about(THANKS) });
    const { texts } = await claimDue(deps, company.number, 10);
    await callNow(deps, [texts[0]!.messageId]);
    await deps.transports.sms!.post(texts[0]!);
    await sending.sendDue();
    expect(await company.db.message.findFirst({ where: { planId: left.planId } })).toMatchObject({
      state: 'accepted',
    });
    expect(await sending.arrived(left.customer.phone)).toHaveLength(1);
  });

  it('has its texts called unknown where they never left', async () => {
    const { company, deps } = sending;
    const { planId, customer } = await company.sell({ products: about(THANKS) });
    const { texts } = await claimDue(deps, company.number, 10);
    await callNow(deps, [texts[0]!.messageId]);
    await sending.sendDue();
    await sendAfter(10 * MINUTE);
    await sendAfter(10 * MINUTE);
    expect(await company.db.message.findFirst({ where: { planId } })).toMatchObject({
      state: 'unknown',
      reasons: [{ code: 'delivery.unknown' }],
    });
    expect(await sending.arrived(customer.phone)).toEqual([]);
  });
});
