import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Company, createCompany, type Sold } from '../test/support/company.js';
import { about, SURVEY, THANKS } from '../test/support/policies.js';
import { newId } from './ids.js';
import { handleInbound } from './replies.js';
import { recordAccepted } from './sent.js';

const NOON = '2027-03-01T10:00:00Z';
const DAY = 86_400_000;

let company: Company;
beforeAll(async () => {
  company = await createCompany({ now: NOON, policies: [SURVEY, THANKS] });
});
beforeEach(() => company.moveTo(NOON));
afterAll(() => company?.close());

/** A customer who was asked how satisfied they are, a moment ago. */
async function ask(customer?: object): Promise<Sold & { followUp: () => Promise<any> }> {
  const sold = await company.sell({ products: about(SURVEY), customer });
  await company.inTx(async (tx, now) => {
    const { id: messageId } = await tx.message.findFirstOrThrow({ where: { planId: sold.planId } });
    await tx.message.update({
      where: { id: messageId },
      data: { state: 'in-flight', to: sold.customer.phone, body: '?' },
    });
    await recordAccepted(company.keep, tx, [{ messageId, sid: newId('message') }], now);
  });
  company.clock.at += 1_000;
  return { ...sold, followUp: () => company.followUp(sold.planId, 'text') };
}

/** A customer texts; what became of it. */
async function text(from: string, body: string, facts: object = {}) {
  const id = newId('inboundMessage');
  await company.db.inboundMessage.create({
    data: {
      id,
      messageSid: id,
      from,
      to: company.number,
      body,
      receivedAt: new Date(company.clock.at),
      ...facts,
    },
  });
  await company.inTx((tx, now) => handleInbound(company.keep, tx, id, now));
  company.clock.at += 1_000;
  return company.db.inboundMessage.findUniqueOrThrow({ where: { id } });
}

const scoresOf = (planId: string) => company.db.event.count({ where: { planId, type: 'scored' } });

describe('An answer', () => {
  it('closes the question with its score and keeps the comment', async () => {
    const asked = await ask();
    const { id: followUpId } = await asked.followUp();
    expect(await text(asked.customer.phone, '4 very quick')).toMatchObject({
      state: 'handled',
      customerId: asked.customer.id,
      followUpId,
      intent: 'score',
      value: '4',
      comment: 'very quick',
      handledBy: 'rule',
    });
    expect(await asked.followUp()).toMatchObject({ state: 'answered', score: '4', comment: 'very quick' });
  });

  it('is read once, however often it is handed over', async () => {
    const asked = await ask();
    const { id } = await text(asked.customer.phone, '4');
    await company.inTx((tx, now) => handleInbound(company.keep, tx, id, now));
    expect(await scoresOf(asked.planId)).toBe(1);
  });

  it('given twice counts once', async () => {
    const asked = await ask();
    await text(asked.customer.phone, '4');
    expect(await text(asked.customer.phone, '4')).toMatchObject({
      state: 'handled',
      rule: 'answer.duplicate',
    });
    expect(await scoresOf(asked.planId)).toBe(1);
  });

  it('is corrected by another one within a day', async () => {
    const asked = await ask();
    await text(asked.customer.phone, '4');
    company.clock.at += DAY - 60_000;
    expect(await text(asked.customer.phone, '2')).toMatchObject({
      state: 'handled',
      rule: 'answer.correction',
    });
    expect(await asked.followUp()).toMatchObject({ state: 'answered', score: '2' });
  });

  it('is not changed later than that; a person reads it', async () => {
    const asked = await ask();
    await text(asked.customer.phone, '4');
    company.clock.at += DAY + 60_000;
    expect(await text(asked.customer.phone, '2')).toMatchObject({
      state: 'inbox',
      rule: 'answer.too-late-to-correct',
    });
    expect(await asked.followUp()).toMatchObject({ score: '4' });
  });

  it('still counts a while after the question has closed, and no longer', async () => {
    const late = await ask();
    const tooLate = await ask();
    company.clock.at += 8 * DAY;
    await company.look(late.planId);
    await company.look(tooLate.planId);
    expect(await late.followUp()).toMatchObject({ state: 'closed' });
    expect(await text(late.customer.phone, '5')).toMatchObject({ state: 'handled', value: '5' });
    expect(await late.followUp()).toMatchObject({ score: '5' });
    company.clock.at += 20 * DAY;
    expect(await text(tooLate.customer.phone, '5')).toMatchObject({
      state: 'inbox',
      rule: 'question.none-open',
    });
    expect(await tooLate.followUp()).toMatchObject({ score: null });
  });

  it('goes to the customer who was asked, of two with one phone', async () => {
    const asked = await ask();
    await company.addCustomer({ phone: asked.customer.phone });
    expect(await text(asked.customer.phone, '3')).toMatchObject({
      customerId: asked.customer.id,
      state: 'handled',
    });
  });

  it('to one of two open questions that both fit is left to a person', async () => {
    const first = await ask();
    const second = await ask(first.customer);
    expect(await text(first.customer.phone, '3')).toMatchObject({
      state: 'inbox',
      rule: 'question.several-fit',
    });
    expect([(await first.followUp()).score, (await second.followUp()).score]).toEqual([null, null]);
  });
});

describe('A text that answers nothing', () => {
  it('from an unknown number waits in the inbox', async () => {
    expect(await text('+37069999999', 'who is this?')).toMatchObject({ state: 'inbox', customerId: null });
  });

  it('from a customer nobody asked waits in the inbox with their name on it', async () => {
    const customer = await company.addCustomer();
    expect(await text(customer.phone, '5')).toMatchObject({ state: 'inbox', customerId: customer.id });
  });

  it('is asked once how it was meant; after that a person reads', async () => {
    const asked = await ask();
    expect(await text(asked.customer.phone, 'maybe a 4 or a 5')).toMatchObject({
      state: 'handled',
      rule: 'asked-again',
    });
    expect(await text(asked.customer.phone, 'hm 4 or 5')).toMatchObject({ state: 'inbox' });
    const reasks = await company.db.message.findMany({ where: { planId: asked.planId, part: 'reask' } });
    expect(reasks).toMatchObject([{ state: 'staged', template: 'reask-csat', purpose: 'confirmation' }]);
    await company.look(asked.planId);
    expect(await company.db.message.findMany({ where: { planId: asked.planId, part: 'reask' } })).toEqual(
      reasks,
    );
    expect(await text(asked.customer.phone, 'ok: 4')).toMatchObject({ state: 'handled', value: '4' });
  });
});

describe('STOP', () => {
  it('is written into the ledger and silences the plans of everybody with that number; START opens them again', async () => {
    const one = await company.sell({ products: about(THANKS) });
    const other = await company.sell({ products: about(THANKS), customer: { phone: one.customer.phone } });
    const ledgers = () =>
      Promise.all(
        [one, other].map(({ customer }) =>
          company.db.consent.findMany({ where: { customerId: customer.id }, orderBy: { id: 'asc' } }),
        ),
      );
    const stop = await text(one.customer.phone, 'STOP');
    expect(stop).toMatchObject({ state: 'handled', intent: 'opt-out' });
    const refused = {
      channel: 'sms',
      purpose: 'all',
      granted: false,
      method: 'sms-reply',
      text: 'STOP',
      inboundId: stop.id,
    };
    expect(await ledgers()).toMatchObject([[refused], [refused]]);
    for (const { planId } of [one, other])
      expect(await company.db.message.findFirst({ where: { planId } })).toMatchObject({ state: 'withdrawn' });
    await text(one.customer.phone, 'START');
    expect(await ledgers()).toMatchObject([
      [refused, { granted: true }],
      [refused, { granted: true }],
    ]);
    const later = await company.sell({ products: about(THANKS), customer: one.customer });
    expect(await company.db.message.findFirst({ where: { planId: later.planId } })).toMatchObject({
      state: 'staged',
    });
  });

  it('goes before any open question', async () => {
    const asked = await ask();
    await text(asked.customer.phone, 'stop');
    expect(await asked.followUp()).toMatchObject({ score: null });
    expect(await company.db.consent.count({ where: { customerId: asked.customer.id, granted: false } })).toBe(
      1,
    );
  });

  it('said only perhaps is looked at by a person', async () => {
    const asked = await ask();
    const said = await text(asked.customer.phone, '1 and please stop texting me');
    expect(said.state === 'inbox' || said.intent === 'opt-out').toBe(true);
  });

  it('said only perhaps is not answered by asking again', async () => {
    const asked = await ask();
    expect(await text(asked.customer.phone, 'stop sending me 3 texts at 7')).toMatchObject({
      state: 'inbox',
      rule: 'opt-out.possible',
    });
    expect(await company.db.message.count({ where: { planId: asked.planId, part: 'reask' } })).toBe(0);
  });
});
