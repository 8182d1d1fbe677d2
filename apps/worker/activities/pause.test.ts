import { newId } from '@aftercare/db/ids.js';
import { resumeTexts } from '@aftercare/db/pause.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { about, THANKS } from '../../../test/support/policies.js';
import { type Sending, startSending } from '../testing/sending.js';
import { claimDue } from './claim.js';

const NOON = '2027-03-01T10:00:00Z';
const DAY = 86_400_000;

let sending: Sending;
beforeAll(async () => {
  sending = await startSending({ now: NOON, policies: [THANKS] });
});
afterAll(() => sending?.close());

/** A text that may ask for no more waits in the inbox. */
async function mayWantNoMore(from: string, facts: object = {}): Promise<string> {
  const id = newId('inboundMessage');
  const { company } = sending;
  const receivedAt = new Date(company.clock.at);
  const row = { id, messageSid: id, from, to: company.number, body: 'stop 3 texts?', receivedAt };
  await company.db.inboundMessage.create({
    data: { ...row, state: 'inbox', rule: 'opt-out.possible', ...facts },
  });
  return id;
}
const stagedFor = (planId: string) => sending.company.db.message.findFirstOrThrow({ where: { planId } });
const claimed = async () =>
  (await claimDue(sending.deps, sending.company.number, 20)).texts.map(({ to }) => to);

describe('Whoever may have asked for no more messages', () => {
  it('gets none until a person has read it, and then at once', async () => {
    const { company } = sending;
    const [paused, other] = [
      await company.sell({ products: about(THANKS) }),
      await company.sell({ products: about(THANKS) }),
    ];
    const id = await mayWantNoMore(paused.customer.phone);
    expect(await claimed()).toEqual([other.customer.phone]);
    expect(await stagedFor(paused.planId)).toMatchObject({
      state: 'staged',
      sendAt: new Date(company.clock.at + DAY),
      reasons: [{ code: 'consent.unclear' }],
    });
    await company.db.inboundMessage.update({ where: { id }, data: { state: 'settled' } });
    const whose = { customerId: paused.customer.id, from: paused.customer.phone };
    await company.inTx((tx, now) => resumeTexts(tx, whose, now));
    expect(await claimed()).toEqual([paused.customer.phone]);
  });

  it('is warned all the same, and answered by whoever has read it', async () => {
    const { company } = sending;
    const { customer, planId } = await company.sell({ products: about(THANKS) });
    await company.db.message.updateMany({ where: { planId }, data: { purpose: 'safety' } });
    const answersId = await mayWantNoMore('+37061299999', { customerId: customer.id });
    const at = new Date(company.clock.at);
    await company.db.message.create({
      data: {
        ...{ id: newId('message'), customerId: customer.id, answersId, part: 'answer', state: 'staged' },
        ...{ template: 'staff-answer', purpose: 'confirmation', senderNumber: company.number, priority: 1 },
        ...{ body: 'Do you want no more?', to: '+37061299999', sendAt: at, createdAt: at },
      },
    });
    // The warning to their own number, the answer to where the text came from.
    expect((await claimed()).sort()).toEqual([customer.phone, '+37061299999'].sort());
  });
});
