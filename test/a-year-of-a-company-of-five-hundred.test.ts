import { beforeAll, describe, expect, it } from 'vitest';
import { seedCompany } from '@aftercare/db/seed/company.js';
import { type Caller, callAs, phones } from './support/client.js';
import { createWorld, type World } from './support/world.js';
import {
  dueAndNotCarriedOut,
  inQuietHours,
  missingAnniversaries,
  readYear,
  sentTwice,
  withoutConsent,
  withoutNextStep,
  type Year,
} from './support/year.js';

/** With the people of the sample company. */
const CUSTOMERS = 500;
const SAMPLE = 24;
const START = '2027-01-11T10:00:00Z';
const MONTHS = 12;
const LONG = 1_800_000;

/** What customers answer, in turn; every fourth says nothing. */
const ANSWERS = ['5', '4, thanks', null, '2 too noisy', '5', '10', null, '3'];

describe('A year of a company of five hundred customers', () => {
  let world: World;
  let operator: Caller;
  let phone: ReturnType<typeof phones>;
  let year: Year;
  let turn = 0;

  beforeAll(async () => {
    world = await createWorld({
      now: START,
      company: (db, sender) => seedCompany(db, { sender, crowd: CUSTOMERS - SAMPLE }),
    });
    await world.db.sender.updateMany({ data: { messagesPerSecond: 1_000 } });
    operator = callAs(world, 'operator');
    phone = phones(world);
  }, LONG);

  /** Open questions of the last month get their answers. */
  async function customersAnswer(): Promise<void> {
    const asked = await world.db.followUp.findMany({
      where: { kind: 'survey', state: 'sent' },
      include: { customer: { select: { phone: true } } },
      orderBy: { id: 'asc' },
    });
    for (const { customer } of asked) {
      const answer = ANSWERS[turn++ % ANSWERS.length];
      if (answer) await phone.text(customer.phone, answer);
    }
  }

  /** Four of five calls and visits that are work get done; the rest stays for the ladders. */
  async function staffWork(): Promise<void> {
    const work = await world.db.followUp.findMany({
      where: { kind: { in: ['call', 'visit', 'review'] }, state: 'due' },
      orderBy: { id: 'asc' },
    });
    for (const { id, kind, question } of work) {
      if (turn++ % 5 === 0) continue;
      const told = { outcome: 'reached', ...(question === 'csat' && { score: 4 }) };
      const verb = kind === 'call' ? 'outcome' : 'complete';
      const { status, body } = await operator.post(
        `/v1/follow-ups/${id}/${verb}`,
        kind === 'call' ? told : {},
      );
      expect([200, 409], JSON.stringify(body)).toContain(status);
    }
  }

  it(
    'passes month by month, while customers answer and staff work',
    async () => {
      for (let month = 1; month <= MONTHS; month++) {
        const { status, body } = await operator.post('/v1/sandbox/advance', { by: 'P1M' });
        expect(status, JSON.stringify(body)).toBe(200);
        if (month === 3) await phone.text('+447700900210', 'STOP');
        if (month === MONTHS) break;
        await customersAnswer();
        await staffWork();
      }
      year = await readYear(world.db, await phone.received(), Date.parse(START));
      expect(year.texts.length).toBeGreaterThan(CUSTOMERS);
    },
    LONG,
  );

  it('no text has left twice', () => expect(sentTwice(year)).toEqual([]));
  it('none has left without consent', () => expect(withoutConsent(year)).toEqual([]));
  it('none has left in quiet hours', () => expect(inQuietHours(year)).toEqual([]));
  it('no due date was missed', () => expect(dueAndNotCarriedOut(year)).toEqual([]));
  it('every agreement had its yearly dates, reckoned by another hand', () =>
    expect(missingAnniversaries(year)).toEqual([]));
  it('no plan is without a next step that should have one', async () =>
    expect(await withoutNextStep(world.db)).toEqual([]));
});
