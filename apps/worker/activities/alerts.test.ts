import { newId } from '@aftercare/db/ids.js';
import { tellStaff } from '@aftercare/db/staff-notes.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { about, textingPolicy } from '../../../test/support/policies.js';
import { type Sending, startSending } from '../testing/sending.js';

const NOON = '2027-03-01T10:00:00Z';
const CHASED = textingPolicy('chased', {
  kind: 'call',
  ladder: {
    levels: [
      { after: 'PT1H', to: ['owner'] },
      { after: 'P1D', to: ['owner', 'manager', 'owner'] },
    ],
  },
});

let sending: Sending;
beforeAll(async () => {
  sending = await startSending({ now: NOON, policies: [CHASED] });
});
beforeEach(() => sending.company.moveTo(NOON));
afterAll(() => sending?.close());

let count = 0;
async function hire(changes: object = {}) {
  const key = `s${++count}`;
  const phone = `+370612000${String(count).padStart(2, '0')}`;
  const data = {
    id: newId('staff'),
    key,
    name: key,
    email: `${key}@x.lt`,
    phone,
    role: 'staff',
    languages: ['en'],
  };
  return sending.company.db.staff.create({ data: { ...data, ...changes } });
}

/** A customer whose call nobody made; the ladder has climbed so far. */
async function neglect(ownerId: string, until: string, name = 'Ana Ruiz') {
  sending.company.moveTo(NOON);
  const { planId } = await sending.company.sell({ products: about(CHASED), customer: { ownerId, name } });
  sending.company.moveTo(until);
  await sending.company.look(planId);
  return planId;
}
const toldTo = async (phone: string | null) => {
  await sending.sendDue();
  return (await sending.arrived(phone!)).map(({ body }) => body);
};
const alertsOf = (staffId: string) =>
  sending.company.db.message.findMany({ where: { staffId }, orderBy: { createdAt: 'asc' } });

describe('A rung of a ladder', () => {
  it('is told to whom it names, in their language, with what it is about', async () => {
    const owner = await hire({ languages: ['lt'] });
    await neglect(owner.id, '2027-03-01T11:00:00Z');
    const [text, ...more] = await toldTo(owner.phone);
    expect(text).toContain('Nordlicht: Ana Ruiz');
    expect(text).toContain('dar neatlikta');
    expect(more).toEqual([]);
    const [alert] = await alertsOf(owner.id);
    expect(alert).toMatchObject({ part: 'alert-0-1', state: 'accepted', customerId: null, channel: 'sms' });
  });

  it('tells nobody twice who is named twice', async () => {
    const owner = await hire();
    await neglect(owner.id, '2027-03-02T10:00:00Z');
    const parts = (await alertsOf(owner.id)).map(({ part }) => part);
    expect(parts.sort()).toEqual(['alert-0-1', 'alert-0-2']);
  });

  it('goes to the cover of somebody who is away', async () => {
    const [away, cover] = [await hire(), await hire()];
    await sending.company.db.absence.create({
      data: {
        ...{
          id: newId('absence'),
          staffId: away.id,
          coverId: cover.id,
          reason: 'holiday',
          createdBy: 'test',
        },
        ...{ from: new Date('2027-03-01T00:00:00Z'), until: new Date('2027-03-08T00:00:00Z') },
        createdAt: new Date(NOON),
      },
    });
    await neglect(away.id, '2027-03-01T11:00:00Z');
    expect(await alertsOf(away.id)).toEqual([]);
    expect(await toldTo(cover.phone)).toHaveLength(1);
  });

  it('is not told where it is history that was caught up with', async () => {
    const owner = await hire();
    await neglect(owner.id, '2027-03-20T10:00:00Z');
    expect(await alertsOf(owner.id)).toEqual([]);
  });

  it('is only shown in the console to those who like it so', async () => {
    const owner = await hire({ alerts: 'none' });
    await neglect(owner.id, '2027-03-01T11:00:00Z');
    expect(await alertsOf(owner.id)).toEqual([]);
  });
});

describe('Several rungs', () => {
  it('for one person become one text', async () => {
    const owner = await hire();
    for (const name of ['Ana', 'Ben', 'Cho', 'Dan']) await neglect(owner.id, '2027-03-01T11:00:00Z', name);
    const texts = await toldTo(owner.phone);
    expect(texts).toHaveLength(1);
    expect(texts[0]).toContain('4 escalations wait for you: Ana, Ben, Cho …');
    const states = (await alertsOf(owner.id)).map(({ state }) => state).sort();
    expect(states).toEqual(['accepted', 'withdrawn', 'withdrawn', 'withdrawn']);
  });

  it('soon after another one wait for ten minutes', async () => {
    const owner = await hire();
    await neglect(owner.id, '2027-03-01T11:00:00Z');
    expect(await toldTo(owner.phone)).toHaveLength(1);
    await neglect(owner.id, '2027-03-01T11:00:00Z', 'Ben');
    expect(await toldTo(owner.phone)).toHaveLength(1);
    sending.company.moveTo('2027-03-01T11:10:00Z');
    expect(await toldTo(owner.phone)).toHaveLength(2);
  });

  it('are not told when the matter was settled meanwhile', async () => {
    const owner = await hire();
    const planId = await neglect(owner.id, '2027-03-01T11:00:00Z');
    await sending.company.db.escalation.updateMany({ where: { planId }, data: { state: 'resolved' } });
    expect(await toldTo(owner.phone)).toEqual([]);
    expect(await alertsOf(owner.id)).toMatchObject([{ state: 'withdrawn' }]);
  });
});

it('A note to a member of staff leaves in the words it was written in, once', async () => {
  const { db, clock } = sending.company;
  const reader = await hire();
  const note = { staffId: reader.id, part: 'praise', body: 'Ana praised your work', language: 'en' };
  expect(await tellStaff(db, sending.deps.keep.senders, note, clock.at)).toBe(true);
  expect(await toldTo(reader.phone)).toEqual(['Ana praised your work']);
  expect(await toldTo(reader.phone)).toHaveLength(1);
  expect(await alertsOf(reader.id)).toMatchObject([{ state: 'accepted', to: reader.phone }]);
});
