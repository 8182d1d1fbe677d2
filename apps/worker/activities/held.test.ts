import { recordStatus } from '@aftercare/db/carrier.js';
import { inTransaction } from '@aftercare/db/client.js';
import { newId } from '@aftercare/db/ids.js';
import { releaseSender } from '@aftercare/db/sender-hold.js';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { about, THANKS } from '../../../test/support/policies.js';
import { type Sending, startSending } from '../testing/sending.js';

const NOON = '2027-03-01T10:00:00Z';
const QUARTER = 15 * 60_000;
const MAIL = 'email:service@example.com';

let sending: Sending;
beforeEach(async () => {
  await sending?.close();
  sending = await startSending({ now: NOON, policies: [THANKS] });
  sending.company.keep.senders = { ...sending.company.keep.senders, email: MAIL };
  await sending.company.db.sender.create({ data: { number: MAIL, channel: 'email' } });
  await sending.company.db.staff.createMany({
    data: ['operator', 'staff'].map((role) => ({
      ...{ id: newId('staff'), key: role, name: role, email: `${role}@example.com`, role, languages: ['en'] },
    })),
  });
});
afterAll(() => sending?.close());

const sell = async (count: number) => {
  const sold = [];
  for (let n = 0; n < count; n++) sold.push(await sending.company.sell({ products: about(THANKS) }));
  return sold;
};
const held = () => sending.company.db.sender.findUniqueOrThrow({ where: { number: sending.company.number } });
const notes = () => sending.company.db.message.findMany({ where: { part: 'sender-held' } });
const pass = async (ms: number) => {
  sending.company.clock.at += ms;
  await sending.sendDue();
};

describe('A number whose account is at fault', () => {
  it('is held at the first such answer: what comes due waits, and whoever may mend it hears of it once', async () => {
    await sell(1);
    await sending.rule({ errorCode: 20003, times: 3 });
    await sending.sendDue();
    expect(await held()).toMatchObject({ heldCode: 20003, heldReason: 'authentication failed' });
    await sell(3);
    await pass(60_000);
    expect(await sending.company.db.attempt.count()).toBe(1);
    expect(await notes()).toMatchObject([{ senderNumber: MAIL, body: expect.stringContaining('20003') }]);
    expect((await held()).wakeAt).toEqual((await held()).heldUntil);
  });

  it('tries one message every quarter of an hour, and sends everything once that is taken', async () => {
    await sell(4);
    await sending.rule({ errorCode: 20003, times: 2 });
    await sending.sendDue();
    const tried = await sending.company.db.attempt.count();
    await pass(QUARTER);
    expect((await sending.company.db.attempt.count()) - tried).toBeLessThanOrEqual(4);
    for (let n = 0; n < 4; n++) await pass(QUARTER);
    expect(await held()).toMatchObject({ heldAt: null, heldUntil: null, heldCode: null });
    expect(await sending.arrived()).toHaveLength(4);
    expect(await notes()).toHaveLength(1);
  });

  it('stays held until a person releases it, where only a later report tells of the fault', async () => {
    const { db, keep } = sending.company;
    await sell(1);
    await sending.sendDue();
    const { sid } = (await sending.arrived())[0]!;
    const { id } = await db.message.findFirstOrThrow({ where: { sid } });
    await inTransaction(db, (tx) =>
      recordStatus(
        keep,
        tx,
        { messageId: id, sid, status: 'undelivered', errorCode: 30034 },
        Date.parse(NOON),
      ),
    );
    expect(await held()).toMatchObject({ heldCode: 30034, heldUntil: null });
    await sell(1);
    await pass(10 * QUARTER);
    expect(await sending.arrived()).toHaveLength(1);
    await inTransaction(db, (tx) =>
      releaseSender(tx, sending.company.number, sending.company.clock.at, 'a person'),
    );
    await sending.sendDue();
    expect((await sending.arrived()).length).toBeGreaterThan(1);
  });
});
