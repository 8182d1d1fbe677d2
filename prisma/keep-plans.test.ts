import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PRODUCT_FOLLOW_UP } from '../test/support/build.js';
import { type Company, createCompany } from '../test/support/company.js';
import { about, textingPolicy } from '../test/support/policies.js';
import { recordEvent } from './events.js';
import { newId } from './ids.js';
import { keepPlansOfCustomer, keepPlansOfSubject } from './keep-plans.js';

const NOON = '2027-03-01T10:00:00Z';
const AFTER_DELIVERY = textingPolicy('after-delivery', {
  kind: 'call',
  due: { from: 'sale.delivered', offset: 'P2D' },
});
const CHASED = textingPolicy('chased', {
  kind: 'call',
  due: { from: 'sale.sold', offset: 'P1D' },
  ladder: {
    levels: [
      { after: 'PT0S', to: ['owner'] },
      { after: 'P1D', to: ['manager'], reassign: true },
    ],
  },
});

let company: Company;
beforeAll(async () => {
  const general = { ...PRODUCT_FOLLOW_UP, match: { product: 'boiler-*' } };
  company = await createCompany({ now: NOON, policies: [general, AFTER_DELIVERY, CHASED] });
});
beforeEach(() => company.moveTo(NOON));
afterAll(() => company?.close());

const changesOf = (planId: string) =>
  company.db.followUpChange.findMany({ where: { followUp: { planId } }, orderBy: { id: 'asc' } });

/** What happened to a sale or plan, and what follows from it, as the API writes it. */
const happen = (owner: { planId: string } | { saleId: string }, event: object) =>
  company.inTx(async (tx, now) => {
    await recordEvent(tx, owner, { at: now, ...event } as never, now, 'test');
    const saleId =
      'saleId' in owner
        ? owner.saleId
        : (await tx.plan.findUniqueOrThrow({ where: { id: owner.planId } })).saleId!;
    await keepPlansOfSubject(company.keep, tx, { saleId }, now, 'test');
  });

const hire = (key: string, role: string) =>
  company.db.staff.create({
    data: { id: newId('staff'), key, name: key, email: `${key}@example.com`, role, languages: ['en'] },
  });

describe('Keeping a plan in step', () => {
  it('open work goes with its customer to a new owner, unless somebody was assigned by hand', async () => {
    const [rasa, tomas, hand] = [
      await hire('rasa', 'staff'),
      await hire('tomas', 'staff'),
      await hire('hand', 'staff'),
    ];
    const { planId, customer } = await company.sell({ customer: { ownerId: rasa.id } });
    const [chosen, ended, free] = await company.db.followUp.findMany({ where: { planId } });
    await company.db.followUp.update({
      where: { id: chosen!.id },
      data: { ownerId: hand.id, isAssigned: true },
    });
    await happen(
      { planId },
      { type: 'skipped', step: ended!.step, occurrence: 1, data: { reason: 'asked' } },
    );
    await company.db.customer.update({
      where: { id: customer.id },
      data: { ownerId: tomas.id, tier: 'platinum' },
    });
    await company.inTx((tx, now) => keepPlansOfCustomer(company.keep, tx, customer.id, now, 'staff:rasa'));
    const owners = await company.db.followUp.findMany({ where: { planId } });
    expect(new Map(owners.map(({ id, ownerId }) => [id, ownerId]))).toEqual(
      new Map([
        [chosen!.id, hand.id],
        [ended!.id, rasa.id],
        [free!.id, tomas.id],
      ]),
    );
    expect(owners.find(({ id }) => id === free!.id)!.weight).toBe(400);
    expect((await changesOf(planId)).at(-1)).toMatchObject({
      followUpId: free!.id,
      by: 'staff:rasa',
      changed: { owner: [rasa.id, tomas.id] },
    });
  });

  it('done twice, changes nothing the second time', async () => {
    const { planId } = await company.sell();
    company.moveTo('2027-03-01T11:59:00Z');
    await company.look(planId);
    const read = async () => ({
      followUps: await company.db.followUp.findMany({ where: { planId }, orderBy: { step: 'asc' } }),
      messages: await company.db.message.findMany({ where: { planId } }),
      changes: await changesOf(planId),
      plan: await company.db.plan.findUniqueOrThrow({ where: { id: planId } }),
    });
    const before = await read();
    expect(before.messages).toHaveLength(1);
    await company.look(planId);
    await company.look(planId, 'sender');
    expect(await read()).toEqual(before);
  });

  it('a minute later changes nothing but when it was looked at', async () => {
    const { planId } = await company.sell();
    const before = await company.db.followUp.findMany({ where: { planId } });
    company.clock.at += 60_000;
    await company.look(planId);
    expect(await company.db.followUp.findMany({ where: { planId } })).toEqual(before);
  });

  it('also when the clock went backwards, loses nothing and sends nothing twice', async () => {
    const { planId } = await company.sell();
    company.moveTo('2027-03-01T11:59:00Z');
    await company.look(planId);
    const [staged] = await company.db.message.findMany({ where: { planId } });
    company.moveTo(NOON);
    await company.look(planId);
    expect(await company.db.message.findMany({ where: { planId } })).toMatchObject([
      { id: staged!.id, state: 'staged' },
    ]);
  });

  it('a delivery dates what counted from it, and a later word of it moves the date and notes the change', async () => {
    const { planId, saleId } = await company.sell({ products: about(AFTER_DELIVERY) });
    expect(await company.db.followUp.count({ where: { planId } })).toBe(0);
    expect(await company.db.plan.findUnique({ where: { id: planId } })).toMatchObject({
      state: 'open',
      wakeAt: null,
    });
    company.moveTo('2027-03-03T12:00:00Z');
    await happen({ saleId }, { type: 'delivered', at: Date.parse('2027-03-02T09:00:00Z') });
    expect(await company.followUp(planId, 'text')).toMatchObject({ dueAt: new Date('2027-03-04T09:00:00Z') });
    await happen({ saleId }, { type: 'delivered', at: Date.parse('2027-03-03T09:00:00Z') });
    expect(await company.followUp(planId, 'text')).toMatchObject({ dueAt: new Date('2027-03-05T09:00:00Z') });
    expect(await changesOf(planId)).toMatchObject([
      { by: 'test', changed: { dueAt: ['2027-03-04T09:00:00.000Z', '2027-03-05T09:00:00.000Z'] } },
    ]);
  });

  it('a snoozed follow-up is due when it was put off to', async () => {
    const { planId } = await company.sell({ products: about(CHASED) });
    const until = '2027-03-10T08:00:00Z';
    await happen({ planId }, { type: 'snoozed', step: 'text', occurrence: 1, data: { until } });
    expect(await company.followUp(planId, 'text')).toMatchObject({
      state: 'planned',
      dueAt: new Date(until),
    });
    company.moveTo(until);
    await company.look(planId);
    expect(await company.followUp(planId, 'text')).toMatchObject({ state: 'due' });
  });

  it('an opt-out withdraws what is staged; permission given again brings back what is still to come', async () => {
    const { planId, customer } = await company.sell();
    company.moveTo('2027-03-01T11:59:00Z');
    await company.look(planId);
    const consent = (granted: boolean) =>
      company.inTx(async (tx, now) => {
        const facts = { channel: 'sms', purpose: 'all', method: 'web', text: 'x', recordedBy: 'test' };
        await tx.consent.create({
          data: { id: newId('consent'), customerId: customer.id, granted, at: new Date(now), ...facts },
        });
        await keepPlansOfCustomer(company.keep, tx, customer.id, now, 'customer');
      });
    await consent(false);
    const message = () => company.db.message.findFirstOrThrow({ where: { planId } });
    expect(await message()).toMatchObject({
      state: 'withdrawn',
      reasons: [{ code: 'plan.changed-its-mind' }],
    });
    company.clock.at += 1_000;
    await consent(true);
    const after = await company.db.followUp.findMany({ where: { planId, kind: 'survey' } });
    expect(after).toMatchObject([{ state: 'planned' }]);
  });

  it('pokes a run that would sleep too long, and no other', async () => {
    const { planId } = await company.sell({ products: about(CHASED) });
    await company.look(planId);
    await company.db.outbox.deleteMany();
    const soon = '2027-03-01T12:00:00Z';
    await happen({ planId }, { type: 'snoozed', step: 'text', occurrence: 1, data: { until: soon } });
    expect(await company.db.outbox.findMany()).toMatchObject([{ kind: 'plan', target: planId }]);
    await happen(
      { planId },
      { type: 'snoozed', step: 'text', occurrence: 1, data: { until: '2027-03-20T12:00:00Z' } },
    );
    const { rev } = await company.db.plan.findUniqueOrThrow({ where: { id: planId } });
    expect(rev).toBe(2);
  });

  it('two who look at one plan at once do not both open its follow-ups', async () => {
    const { planId } = await company.sell();
    company.moveTo('2027-03-01T11:59:00Z');
    await Promise.all([1, 2, 3].map(() => company.look(planId)));
    expect(await company.db.followUp.count({ where: { planId } })).toBe(3);
    expect(await company.db.message.count({ where: { planId } })).toBe(1);
  });
});

describe('A ladder', () => {
  const escalation = (planId: string) =>
    company.db.escalation.findFirst({
      where: { planId },
      include: { levels: { orderBy: { level: 'asc' } } },
    });

  it('opens when work stays undone, climbs, hands the work on, and ends with the work', async () => {
    const owner = await hire('ona', 'staff');
    const manager = await hire('jonas', 'manager');
    const { planId } = await company.sell({ products: about(CHASED), customer: { ownerId: owner.id } });
    expect(await escalation(planId)).toBeNull();
    company.moveTo('2027-03-02T10:00:00Z');
    await company.look(planId);
    expect(await escalation(planId)).toMatchObject({
      of: 'step:text',
      cause: 'ladder',
      state: 'open',
      level: 1,
      ownerId: owner.id,
      dueAt: new Date('2027-03-03T10:00:00Z'),
      levels: [{ level: 1, to: ['owner'] }],
    });
    company.moveTo('2027-03-03T10:00:00Z');
    await company.look(planId);
    await company.look(planId);
    expect(await escalation(planId)).toMatchObject({
      level: 2,
      ownerId: manager.id,
      dueAt: null,
      levels: [{ level: 1 }, { level: 2, to: ['manager'] }],
    });
    await happen({ planId }, { type: 'done', step: 'text', occurrence: 1 });
    expect(await escalation(planId)).toMatchObject({ state: 'resolved', resolvedBy: 'test' });
    expect(await company.followUp(planId, 'text')).toMatchObject({ state: 'done' });
  });

  it('stops climbing while somebody has taken it', async () => {
    const { planId } = await company.sell({ products: about(CHASED) });
    company.moveTo('2027-03-02T10:00:00Z');
    await company.look(planId);
    await happen({ planId }, { type: 'acknowledged', occurrence: 1, data: { of: 'step:text' } });
    expect(await escalation(planId)).toMatchObject({
      state: 'acknowledged',
      acknowledgedBy: 'test',
      dueAt: null,
    });
    company.moveTo('2027-03-04T10:00:00Z');
    await company.look(planId);
    expect(await escalation(planId)).toMatchObject({ state: 'acknowledged', level: 1 });
  });
});
