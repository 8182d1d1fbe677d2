import { recordEvent } from '@aftercare/db/events.js';
import { keepPlans } from '@aftercare/db/keep-plans.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { about, textingPolicy } from '../../../test/support/policies.js';
import { type Sending, startSending } from '../testing/sending.js';

/** Asked at noon, unless a call that is due before has brought an answer. */
const UNLESS_SCORED = {
  ...textingPolicy('unless-scored', {}),
  steps: [
    { step: 'call', kind: 'call', question: 'nps', due: { from: 'sale.sold', offset: 'PT1H' } },
    {
      step: 'text',
      kind: 'survey',
      template: 'csat',
      question: 'csat',
      due: { from: 'sale.sold', offset: 'PT2H' },
      onlyIf: ['not-scored'],
    },
  ],
};

let sending: Sending;
beforeAll(async () => {
  sending = await startSending({ now: '2027-03-01T10:00:00Z', policies: [UNLESS_SCORED] });
});
afterAll(() => sending?.close());

/** The text is staged before its time, and its sender comes before its plan. */
async function staged(score: number | null) {
  const { company } = sending;
  company.moveTo('2027-03-01T10:00:00Z');
  const { planId, customer } = await company.sell({ products: about(UNLESS_SCORED) });
  company.moveTo('2027-03-01T11:30:00Z');
  await company.inTx(async (tx, now) => {
    const data = { outcome: 'reached', ...(score === null ? {} : { score }) };
    await recordEvent(
      tx,
      { planId },
      { type: 'call', at: now, step: 'call', occurrence: 1, data },
      now,
      'test',
    );
    await keepPlans(company.keep, tx, [planId], now, 'test');
  });
  company.moveTo('2027-03-01T11:59:00Z');
  await company.look(planId);
  expect(await company.db.message.findMany({ where: { planId } })).toMatchObject([{ state: 'staged' }]);
  company.moveTo('2027-03-01T12:00:00Z');
  await sending.sendDue();
  return { planId, customer };
}

it('a text whose condition fails at its instant does not leave, even when its sender looks before its plan', async () => {
  const { planId, customer } = await staged(9);
  expect(await sending.arrived(customer.phone)).toEqual([]);
  expect(await sending.company.followUp(planId, 'text')).toMatchObject({ state: 'skipped' });
});

it('one whose condition holds leaves', async () => {
  const { planId, customer } = await staged(null);
  expect(await sending.arrived(customer.phone)).toHaveLength(1);
  expect(await sending.company.followUp(planId, 'text')).toMatchObject({ state: 'sent' });
});
