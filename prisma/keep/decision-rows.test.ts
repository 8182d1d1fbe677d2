import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Company, createCompany } from '../../test/support/company.js';
import { about, SURVEY, textingPolicy } from '../../test/support/policies.js';
import { newId } from '../ids.js';

const NOON = '2027-03-01T10:00:00Z';
const TONIGHT = textingPolicy('tonight', {
  kind: 'survey',
  template: 'csat',
  question: 'csat',
  due: { from: 'sale.sold', offset: 'PT10H' },
});

let company: Company;
beforeAll(async () => {
  company = await createCompany({ now: NOON, policies: [TONIGHT, SURVEY] });
});
afterAll(() => company?.close());

const decisionsOf = (planId: string) =>
  company.db.messageDecision.findMany({ where: { followUp: { planId } }, orderBy: { id: 'asc' } });

describe('The ledger of what a plan moved or kept back', () => {
  it('says to when and by which rule a staged text was moved, once', async () => {
    company.moveTo(NOON);
    const { planId, customer } = await company.sell({ products: about(TONIGHT) });
    expect(await decisionsOf(planId)).toEqual([]);
    company.moveTo('2027-03-02T05:59:30Z');
    await company.look(planId);
    await company.look(planId);
    const { id: messageId } = await company.db.message.findFirstOrThrow({ where: { planId } });
    expect(await decisionsOf(planId)).toMatchObject([
      {
        ...{ messageId, customerId: customer.id, what: 'moved', rule: 'quiet-hours.moved', by: 'plan' },
        fromAt: new Date('2027-03-01T20:00:00Z'),
        toAt: new Date('2027-03-02T06:00:00Z'),
        reason: { from: '21:00', to: '08:00', sendLocal: '2027-03-02T08:00', text: expect.any(String) },
      },
    ]);
  });

  it('says why a text did not leave that never had a message', async () => {
    company.moveTo(NOON);
    const customer = await company.addCustomer({ phoneState: 'landline' });
    const { planId } = await company.sell({ customer, products: about(SURVEY) });
    await company.look(planId);
    expect(await decisionsOf(planId)).toMatchObject([
      { messageId: null, what: 'kept-back', rule: 'number.unusable', fromAt: new Date(NOON), toAt: null },
    ]);
  });

  it('says that a refusal of the customer ended a text that was about to leave', async () => {
    company.moveTo(NOON);
    const { planId, customer } = await company.sell({ products: about(SURVEY) });
    await company.db.consent.create({
      data: {
        ...{ id: newId('consent'), customerId: customer.id, channel: 'sms', purpose: 'all', granted: false },
        ...{ method: 'reply', text: 'STOP', at: new Date(NOON), recordedBy: 'customer' },
      },
    });
    await company.look(planId, 'customer');
    const { id: messageId, state } = await company.db.message.findFirstOrThrow({ where: { planId } });
    expect(state).toBe('withdrawn');
    expect(await decisionsOf(planId)).toMatchObject([
      { messageId, what: 'kept-back', toAt: null, by: 'plan' },
    ]);
  });
});
