import { handleInbound } from '@aftercare/db/replies.js';
import { newId } from '@aftercare/db/ids.js';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Company, createCompany } from '../../../test/support/company.js';
import { about, SURVEY, textingPolicy } from '../../../test/support/policies.js';
import { createReconcile } from './reconcile.js';

const NOON = '2027-03-01T10:00:00Z';
const CALL = textingPolicy('called', { kind: 'call', due: { from: 'sale.sold', offset: 'P3D' } });

let company: Company;
let reconcile: () => Promise<void>;
beforeAll(async () => {
  company = await createCompany({ now: NOON, policies: [SURVEY, CALL] });
  const { db, clock, keep } = company;
  reconcile = createReconcile({
    db,
    clock,
    keep,
    transports: {},
    links: null,
    consoleUrl: null,
    log: pino({ level: 'silent' }),
  });
});
beforeEach(async () => {
  company.moveTo(NOON);
  await company.db.$executeRaw`TRUNCATE customers, outbox CASCADE`;
  await company.db.sender.updateMany({ data: { wakeAt: null } });
});
afterAll(() => company?.close());

const outbox = async () =>
  (await company.db.outbox.findMany({ orderBy: { id: 'asc' } })).map(
    ({ kind, target }) => `${kind} ${target}`,
  );
/** As if Temporal had everything that was written down for it. */
const forgetOutbox = () => company.db.outbox.deleteMany();

describe('The reconciler', () => {
  it('has nothing to do in a company where nothing went wrong', async () => {
    await company.sell({ products: about(CALL) });
    await forgetOutbox();
    await reconcile();
    expect(await outbox()).toEqual([]);
  });

  it('wakes a plan that should have looked and did not, once', async () => {
    const { planId } = await company.sell({ products: about(CALL) });
    await forgetOutbox();
    company.moveTo('2027-03-04T10:00:59Z');
    await reconcile();
    expect(await outbox()).toEqual([]);
    company.moveTo('2027-03-04T10:01:01Z');
    await reconcile();
    expect(await outbox()).toEqual([`plan ${planId}`]);
    await forgetOutbox();
    await company.look(planId);
    await reconcile();
    expect(await outbox()).toEqual([]);
  });

  it('wakes a sender whose poke was lost', async () => {
    await company.sell({ products: about(SURVEY) });
    await forgetOutbox();
    company.clock.at += 61_000;
    await reconcile();
    expect(await outbox()).toContain(`sender ${company.number}`);
  });

  it('wakes a sender that left an attempt without an answer', async () => {
    const { planId } = await company.sell({ products: about(SURVEY) });
    const { id: messageId } = await company.db.message.findFirstOrThrow({ where: { planId } });
    await company.db.message.update({
      where: { id: messageId },
      data: { state: 'in-flight', to: '+37060000001', body: '?' },
    });
    const at = new Date(company.clock.at);
    await company.db.attempt.create({
      data: { id: newId('attempt'), messageId, number: 1, state: 'in-flight', startedAt: at, calledAt: at },
    });
    await company.db.sender.updateMany({ data: { wakeAt: null } });
    await forgetOutbox();
    company.clock.at += 61_000;
    await reconcile();
    expect(await outbox()).toContain(`sender ${company.number}`);
    expect(await company.db.message.findUnique({ where: { id: messageId } })).toMatchObject({
      state: 'in-flight',
    });
  });

  it("reads a customer's text that was stored but not read, as if it came now, once", async () => {
    const customer = await company.addCustomer();
    const id = newId('inboundMessage');
    const receivedAt = new Date(company.clock.at);
    await company.db.inboundMessage.create({
      data: { id, messageSid: id, from: customer.phone, to: company.number, body: 'STOP', receivedAt },
    });
    await reconcile();
    expect(await company.db.consent.count()).toBe(0);
    company.clock.at += 61_000;
    await reconcile();
    await reconcile();
    await company.inTx((tx, now) => handleInbound(company.keep, tx, id, now));
    expect(await company.db.inboundMessage.findUnique({ where: { id } })).toMatchObject({ state: 'handled' });
    expect(await company.db.consent.count({ where: { customerId: customer.id, granted: false } })).toBe(1);
  });

  it('puts right within a day what somebody changed by hand, and notes it', async () => {
    const { planId } = await company.sell({ products: about(CALL) });
    const dueAt = new Date('2027-03-04T10:00:00Z');
    await company.db.followUp.updateMany({
      where: { planId },
      data: { dueAt: new Date('2030-01-01T00:00:00Z') },
    });
    company.moveTo('2027-03-02T10:00:01Z');
    await reconcile();
    expect(await company.followUp(planId, 'text')).toMatchObject({ dueAt });
    const changes = () => company.db.followUpChange.findMany({ where: { followUp: { planId } } });
    expect(await changes()).toMatchObject([{ by: 'reconciler' }]);
    company.moveTo('2027-03-03T10:00:02Z');
    await reconcile();
    expect(await changes()).toHaveLength(1);
  });
});
