import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { OPEN_CONTACT_RULES } from '../../../test/support/build.js';
import { about, SURVEY, textingPolicy, THANKS } from '../../../test/support/policies.js';
import { type Sending, startSending } from '../testing/sending.js';

const NOON = '2027-03-01T10:00:00Z';
const later = (policy: string, offset: string, more: object = {}) =>
  textingPolicy(policy, { kind: 'sms', template: 'thank-you', due: { from: 'sale.sold', offset }, ...more });
const IN_TWO_HOURS = later('in-two-hours', 'PT2H');
const IN_SIX_HOURS = later('in-six-hours', 'PT6H');
const ON_CONDITION = later('on-condition', 'PT2H', { onlyIf: ['not-scored'] });

let sending: Sending;
let day = 0;
beforeAll(async () => {
  sending = await startSending({
    now: NOON,
    policies: [THANKS, SURVEY, IN_TWO_HOURS, IN_SIX_HOURS, ON_CONDITION],
  });
  const { db } = sending.company;
  const document = { ...OPEN_CONTACT_RULES, merge: 'PT4H' };
  await db.contactRules.create({ data: { version: 2, document, savedAt: new Date(NOON), savedBy: 'test' } });
});
beforeEach(() => {
  day += 1;
  sending.company.clock.at = Date.parse(NOON) + day * 86_400_000;
});
afterAll(() => sending?.close());

const messageOf = (planId: string) =>
  sending.company.db.message.findFirst({ where: { planId }, include: { attempts: true, decisions: true } });
const textOf = (planId: string) => sending.company.followUp(planId, 'text');

/** One customer who bought the things that these policies are about. */
async function sellTo(...policies: { policy: string }[]): Promise<{ customer: any; planIds: string[] }> {
  const { company } = sending;
  const customer = await company.addCustomer();
  const planIds: string[] = [];
  for (const policy of policies)
    planIds.push((await company.sell({ customer, products: about(policy) })).planId);
  return { customer, planIds };
}

describe('Reminders of several plans to one customer', () => {
  it('leave in one text when they are due together, and each follow-up is sent', async () => {
    const { customer, planIds } = await sellTo(THANKS, THANKS);
    await sending.sendDue();
    expect(await sending.arrived(customer.phone)).toHaveLength(1);
    const [first, second] = (await Promise.all(planIds.map(messageOf))).sort(
      (a, b) => +!!a!.sentWithId - +!!b!.sentWithId,
    );
    expect(first).toMatchObject({ state: 'accepted', attempts: [{ state: 'accepted' }], decisions: [] });
    expect(second).toMatchObject({ state: 'accepted', sentWithId: first!.id, attempts: [], sid: null });
    expect(second!.body).toBe(first!.body);
    expect(second!.decisions).toMatchObject([
      { what: 'merged', rule: 'merged', withId: first!.id, by: 'sender' },
    ]);
    for (const planId of planIds) expect(await textOf(planId)).toMatchObject({ state: 'sent' });
  });

  it('take along what is to leave within the time the rules name, and no more', async () => {
    const { company } = sending;
    const { customer, planIds } = await sellTo(THANKS, IN_TWO_HOURS, IN_SIX_HOURS);
    await sending.sendDue();
    expect(await sending.arrived(customer.phone)).toHaveLength(1);
    expect(await textOf(planIds[1]!)).toMatchObject({ state: 'sent' });
    expect((await messageOf(planIds[1]!))!.decisions).toMatchObject([
      { what: 'merged', fromAt: new Date(company.clock.at + 7_200_000), toAt: new Date(company.clock.at) },
    ]);
    expect(await textOf(planIds[2]!)).toMatchObject({ state: 'planned' });
    company.clock.at += 2 * 3_600_000;
    await company.look(planIds[1]!);
    await sending.sendDue();
    expect(await sending.arrived(customer.phone)).toHaveLength(1);
    company.clock.at += 4 * 3_600_000;
    await company.look(planIds[2]!);
    await sending.sendDue();
    expect(await sending.arrived(customer.phone)).toHaveLength(2);
  });

  it('leave a text alone whose condition is judged only when it is due', async () => {
    const { customer, planIds } = await sellTo(THANKS, ON_CONDITION);
    await sending.sendDue();
    expect(await sending.arrived(customer.phone)).toHaveLength(1);
    expect(await textOf(planIds[1]!)).toMatchObject({ state: 'planned' });
  });

  it('leave a question alone, and other customers', async () => {
    const { customer } = await sellTo(THANKS, SURVEY);
    const other = await sellTo(THANKS);
    await sending.sendDue();
    expect(await sending.arrived(customer.phone)).toHaveLength(2);
    expect(await sending.arrived(other.customer.phone)).toHaveLength(1);
  });

  it('leave together once, however often senders look and at the same time', async () => {
    const { customer } = await sellTo(THANKS, THANKS, IN_TWO_HOURS);
    await Promise.all([sending.sendDue(), sending.sendDue(), sending.sendDue()]);
    sending.company.clock.at += 3 * 3_600_000;
    await sending.sendDue();
    expect(await sending.arrived(customer.phone)).toHaveLength(1);
  });

  it('are tried again together when the provider says "not now"', async () => {
    const { customer, planIds } = await sellTo(THANKS, THANKS);
    await sending.rule({ to: customer.phone, fault: '429', times: 1 });
    await sending.sendDue();
    for (const planId of planIds)
      expect(await messageOf(planId)).toMatchObject({ state: 'staged', sentWithId: null });
    sending.company.clock.at += 60_000;
    await sending.sendDue();
    expect(await sending.arrived(customer.phone)).toHaveLength(1);
    for (const planId of planIds) expect(await textOf(planId)).toMatchObject({ state: 'sent' });
  });

  it('are both told when the provider refuses the text', async () => {
    const { customer, planIds } = await sellTo(THANKS, THANKS);
    await sending.rule({ to: customer.phone, errorCode: 21211, times: 1 });
    await sending.sendDue();
    expect(await sending.arrived(customer.phone)).toEqual([]);
    for (const planId of planIds) {
      expect(await messageOf(planId)).toMatchObject({ state: 'refused' });
      expect(await textOf(planId)).toMatchObject({ state: 'skipped' });
    }
  });

  it('are settled together when the answer was lost', async () => {
    const { customer, planIds } = await sellTo(THANKS, THANKS);
    await sending.rule({ to: customer.phone, fault: 'close-after-accept', times: 1 });
    await sending.sendDue();
    for (const planId of planIds) expect(await messageOf(planId)).toMatchObject({ state: 'unknown' });
    sending.company.clock.at += 121_000;
    await sending.sendDue();
    expect(await sending.arrived(customer.phone)).toHaveLength(1);
    for (const planId of planIds) {
      expect(await messageOf(planId)).toMatchObject({ state: 'accepted' });
      expect(await textOf(planId)).toMatchObject({ state: 'sent' });
    }
  });

  it('count as one text for the frequency of the rules', async () => {
    const { db, clock } = sending.company;
    const document = { ...OPEN_CONTACT_RULES, merge: 'PT4H', frequency: { max: 2, per: 'P7D' } };
    await db.contactRules.create({
      data: { version: 3, document, savedAt: new Date(NOON), savedBy: 'test' },
    });
    const { customer } = await sellTo(THANKS, THANKS);
    await sending.sendDue();
    await sending.company.sell({ customer, products: about(SURVEY) });
    await sending.sendDue();
    expect(await sending.arrived(customer.phone)).toHaveLength(2);
    const fourth = await sending.company.sell({ customer, products: about(SURVEY) });
    await sending.sendDue();
    expect(await sending.arrived(customer.phone)).toHaveLength(2);
    const waiting = await messageOf(fourth.planId);
    expect(waiting).toMatchObject({
      state: 'staged',
      decisions: [{ what: 'moved', rule: 'frequency.reached' }],
    });
    expect(waiting!.sendAt.getTime()).toBe(clock.at + 7 * 86_400_000);
  });
});
