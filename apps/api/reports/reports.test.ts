import { newId } from '@aftercare/db/ids.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { phoneNumber, unique } from '../../../test/support/build.js';
import { type TestApi, startTestApi } from '../testing/api.js';
import { publish } from '../testing/plans.js';

/** The clock stands at noon of Sunday, 22 November 2026, in Vilnius (UTC+2). */
let api: TestApi;
const customers = new Map<string, string>();
const staff = new Map<string, string>();

const POLICY = {
  policy: 'after-sale',
  name: 'After a sale',
  subject: 'sale',
  family: 'x',
  rank: 1,
  steps: [],
};

beforeAll(async () => {
  api = await startTestApi();
  await publish(api, [POLICY]);
  const team = await api.db.team.create({ data: { id: newId('team'), key: 'north', name: 'North' } });
  for (const key of ['ona', 'jonas']) {
    const { id } = await api.db.staff.create({
      data: { id: newId('staff'), key, name: key, email: `${key}@x.lt`, role: 'staff', languages: [], workload: 20, teamId: key === 'ona' ? team.id : null }, // prettier-ignore
    });
    staff.set(key, id);
  }
  for (const [name, tier, region] of [
    ['gold one', 'gold', 'LT-VL'],
    ['iron one', 'iron', 'LT-KU'],
    ['iron two', 'iron', null],
  ] as const) {
    const customer = await api.db.customer.create({
      data: { id: newId('customer'), name, phone: phoneNumber(), language: 'en', type: 'retail', tier, country: 'LT', region, createdAt: new Date() }, // prettier-ignore
    });
    customers.set(name, customer.id);
  }
  await fill();
});
afterAll(() => api?.stop());

interface Row {
  customer?: string;
  kind?: string;
  state: string;
  owner?: string;
  dueAt: string;
  endedAt?: string;
  [column: string]: unknown;
}

async function addFollowUp({
  customer = 'gold one',
  owner,
  kind = 'survey',
  dueAt,
  ...row
}: Row): Promise<string> {
  const customerId = customers.get(customer)!;
  const version = await api.db.policyVersion.findFirstOrThrow();
  const [saleId, planId, id] = [newId('sale'), newId('plan'), newId('followUp')];
  const at = new Date('2026-06-01T00:00:00Z');
  const products = [{ code: customer === 'gold one' ? 'boiler' : 'pump', name: 'x' }];
  await api.db.sale.create({ data: { id: saleId, externalId: unique('sale'), customerId, soldAt: at, products, factsHash: '', createdAt: at } }); // prettier-ignore
  await api.db.plan.create({ data: { id: planId, saleId, customerId, policyVersionId: version.id, family: 'x', zone: 'Europe/Vilnius', startedAt: at, createdAt: at } }); // prettier-ignore
  await api.db.followUp.create({
    data: {
      ...{
        id,
        planId,
        customerId,
        step: 'x',
        occurrence: 1,
        kind,
        dueAt: new Date(dueAt),
        createdAt: at,
        updatedAt: at,
      },
      ...{ appearsAt: new Date(dueAt), sendAt: kind === 'survey' ? new Date(dueAt) : null, reasons: [] },
      ...(owner && { ownerId: staff.get(owner)! }),
      ...(row as { state: string }),
      endedAt: row.endedAt ? new Date(row.endedAt) : null,
    },
  });
  return id;
}

async function addTicket(
  openedAt: string,
  facts: {
    customer?: string;
    kind?: string;
    reason?: string;
    praised?: string;
    owner?: string;
    events?: [string, object?][];
  } = {},
): Promise<void> {
  // prettier-ignore
  const { customer = 'gold one', kind = 'incident', reason, praised, owner, events = [] } = facts;
  const id = newId('ticket');
  const at = new Date(openedAt);
  await api.db.ticket.create({
    data: { id, externalId: unique('ticket'), customerId: customers.get(customer)!, openedAt: at, subject: 'x', kind, reason, priority: 'normal', products: [{ code: 'boiler', name: 'x' }], praisedId: praised && staff.get(praised)!, ownerId: owner && staff.get(owner)!, factsHash: '', createdAt: at }, // prettier-ignore
  });
  for (const [type, data = {}] of events)
    await api.db.event.create({
      data: { id: newId('event'), ticketId: id, type, at, data, recordedBy: 'test', recordedAt: at },
    });
}

async function fill(): Promise<void> {
  const asked = { kind: 'survey', question: 'csat', owner: 'ona' };
  // In the week of 2 November: five asked, three answered.
  const low = await addFollowUp({ ...asked, state: 'answered', score: '1', dueAt: '2026-11-02T08:00:00Z', endedAt: '2026-11-02T09:00:00Z' }); // prettier-ignore
  for (const score of ['5', '4'])
    await addFollowUp({ ...asked, state: 'answered', score, customer: 'iron one', dueAt: '2026-11-03T08:00:00Z', endedAt: '2026-11-03T09:00:00Z' }); // prettier-ignore
  await addFollowUp({ ...asked, state: 'closed', customer: 'iron one', dueAt: '2026-11-04T08:00:00Z', endedAt: '2026-11-11T08:00:00Z' }); // prettier-ignore
  await addFollowUp({ ...asked, state: 'sent', customer: 'iron two', dueAt: '2026-11-05T08:00:00Z' });
  // Asked again after the escalation of the first was resolved, and happy now.
  const row = await api.db.followUp.findUniqueOrThrow({ where: { id: low } });
  await api.db.escalation.create({
    data: { id: newId('escalation'), planId: row.planId, customerId: row.customerId, followUpId: low, of: 'step:x', occurrence: 1, cause: 'reaction', state: 'resolved', level: 1, reasons: [], at: row.endedAt!, resolvedAt: new Date('2026-11-06T09:00:00Z') }, // prettier-ignore
  });
  await addFollowUp({ ...asked, state: 'answered', score: '5', dueAt: '2026-11-16T08:00:00Z', endedAt: '2026-11-16T10:00:00Z' }); // prettier-ignore
  await addFollowUp({ ...asked, state: 'skipped', dueAt: '2026-11-17T08:00:00Z', endedAt: '2026-11-17T08:00:00Z', reasons: [{ code: 'survey.throttled' }] }); // prettier-ignore
  for (const score of ['10', '9', '8', '3'])
    await addFollowUp({ kind: 'call', question: 'nps', outcome: 'reached', state: 'done', score, owner: 'jonas', dueAt: '2026-11-10T08:00:00Z', endedAt: '2026-11-10T07:00:00Z' }); // prettier-ignore
  // Work: one late by an hour, one by days, one never, one still open, one withdrawn.
  const work = { kind: 'visit', owner: 'ona', customer: 'iron one' };
  await addFollowUp({
    ...work,
    state: 'done',
    dueAt: '2026-11-09T08:00:00Z',
    endedAt: '2026-11-09T09:00:00Z',
  });
  await addFollowUp({
    ...work,
    state: 'done',
    dueAt: '2026-11-10T08:00:00Z',
    endedAt: '2026-11-18T09:00:00Z',
  });
  await addFollowUp({
    ...work,
    state: 'expired',
    dueAt: '2026-11-10T08:00:00Z',
    endedAt: '2026-11-12T09:00:00Z',
  });
  await addFollowUp({ ...work, state: 'due', dueAt: '2026-11-17T08:00:00Z' });
  await addFollowUp({
    ...work,
    state: 'withdrawn',
    dueAt: '2026-11-18T08:00:00Z',
    endedAt: '2026-11-17T08:00:00Z',
  });
  // Leaks have trebled in the last four weeks; invoices are as they were.
  const solved: [string, object?][] = [['ticket.replied', { by: 'staff' }], ['ticket.resolved']]; // prettier-ignore
  for (let day = 1; day <= 12; day++)
    await addTicket(`2026-11-${String(day).padStart(2, '0')}T10:00:00Z`, {
      reason: 'leak',
      customer: 'iron one',
    });
  for (let month = 8; month <= 10; month++)
    for (let day = 1; day <= 4; day++)
      await addTicket(`2026-${String(month).padStart(2, '0')}-0${day}T10:00:00Z`, {
        reason: 'leak',
        customer: 'iron two',
      });
  for (let month = 8; month <= 11; month++)
    for (const day of ['01', '08'])
      await addTicket(`2026-${String(month).padStart(2, '0')}-${day}T11:00:00Z`, {
        reason: 'invoice',
        events: solved,
      });
  await addTicket('2026-11-12T10:00:00Z', { kind: 'compliment', praised: 'ona' });
  await addTicket('2026-11-12T10:00:00Z', { kind: 'complaint', owner: 'jonas' });
}

const report = async (path: string) => (await api.as('manager').get(`/v1/reports/${path}`).expect(200)).body;

describe('The satisfaction report', () => {
  it('counts answers of those asked, by the week in which they were asked, with what it stands on', async () => {
    const { questions, trend, channels, method } = await report('satisfaction?from=2026-11-01&to=2026-11-22');
    const csat = questions.find((one: any) => one.question === 'csat');
    expect(csat).toMatchObject({ asked: 6, answered: 4, low: 1, high: 3 });
    expect(csat.response).toMatchObject({ value: 4 / 6, n: 6, few: true });
    expect(csat.score).toMatchObject({ value: 3.75, n: 4, few: true });
    expect(csat.score.low).toBeLessThan(3.75);
    expect(csat.distribution).toEqual([1, 2, 3, 4, 5].map((score) => ({ score: String(score), n: [1, 0, 0, 1, 2][score - 1] }))); // prettier-ignore
    const week = trend.find((one: any) => one.start === '2026-11-02' && one.question === 'csat');
    expect(week).toMatchObject({ asked: 5, answered: 3 });
    expect(channels.map((one: any) => [one.channel, one.question, one.asked])).toEqual([['call', 'nps', 4], ['sms', 'csat', 6]]); // prettier-ignore
    expect(method.few).toBe(30);
  });

  it('reckons the net promoter score from calls too', async () => {
    const { questions } = await report('satisfaction?from=2026-11-01');
    const nps = questions.find((one: any) => one.question === 'nps');
    expect(nps).toMatchObject({ asked: 4, answered: 4, low: 1, high: 2 });
    expect(nps.score.value).toBe(25);
  });

  it('compares the score before and after a recovery, and says what was not asked and why', async () => {
    const { recovery, notAsked } = await report('satisfaction?from=2026-11-01');
    expect(recovery.find((one: any) => one.question === 'csat')).toMatchObject({
      ...{ low: 1, escalated: 1, resolved: 1, askedAgain: 1, answeredAgain: 1, better: 1, same: 0, worse: 0 },
      before: { value: 1, n: 1 },
      after: { value: 5, n: 1 },
    });
    expect(notAsked).toEqual([{ rule: 'survey.throttled', n: 1 }]);
  });

  it.each([
    ['tier=iron', 4],
    ['type=business', 0],
    ['region=LT-VL', 2],
    ['region=LT', 6],
    ['product=pump', 4],
    ['policy=after-sale', 6],
    ['staff=ona', 6],
    ['staff=jonas', 0],
    ['team=north', 6],
  ])('counts only %s', async (filter, asked) => {
    const { questions } = await report(`satisfaction?from=2026-11-01&${filter}`);
    expect(questions.find((one: any) => one.question === 'csat')?.asked ?? 0).toBe(asked);
  });

  it.each(['tier', 'type', 'region', 'product', 'policy', 'staff'])('tells apart by %s', async (group) => {
    const { groups } = await report(`satisfaction?from=2026-11-01&group=${group}`);
    expect(groups.reduce((sum: number, one: any) => sum + one.asked, 0)).toBe(10);
  });
});

describe('The overdue report', () => {
  it('says how late things are now', async () => {
    const { ageing } = await report('overdue');
    expect(ageing).toEqual([
      { name: 'iron', n: 1, upTo1Day: 0, upTo3Days: 0, upTo7Days: 1, upTo14Days: 0, upTo30Days: 0, older: 0 },
    ]);
  });

  it('follows the heap of overdue work from day to day', async () => {
    const { burnDown } = await report('overdue?from=2026-11-08&to=2026-11-22&by=day');
    const of = (start: string) => burnDown.find((one: any) => one.start === start);
    expect(of('2026-11-08')).toMatchObject({ came: 0, cleared: 0, open: 0 });
    expect(of('2026-11-09')).toMatchObject({ came: 1, cleared: 1, open: 0 });
    expect(of('2026-11-10')).toMatchObject({ came: 2, cleared: 0, open: 2 });
    expect(of('2026-11-12')).toMatchObject({ came: 0, cleared: 1, open: 1 });
    expect(of('2026-11-17')).toMatchObject({ came: 1, cleared: 0, open: 2 });
    expect(of('2026-11-22')).toMatchObject({ open: 1 });
  });

  it('begins with the heap that was there before', async () => {
    const { burnDown } = await report('overdue?from=2026-11-11&to=2026-11-22&by=day');
    expect(burnDown[0]).toMatchObject({ start: '2026-11-11', open: 2 });
  });

  it('says what was done on time, by tier', async () => {
    const { onTime } = await report('overdue?from=2026-11-08');
    expect(onTime.find((one: any) => one.name === 'iron')).toMatchObject({
      ...{ due: 4, onTime: 0, withinADay: 1, later: 1, never: 1, stillOpen: 1, dropped: 1 },
      share: { value: 0, n: 4, few: true },
    });
    expect(onTime.find((one: any) => one.name === 'gold')).toMatchObject({ due: 4, onTime: 4 });
  });
});

describe('The contact report', () => {
  it('flags what has risen, and states the test, its alpha and n', async () => {
    const { rising, test } = await report('contact?window=28&baseline=3');
    expect(test).toMatchObject({
      alpha: 0.05,
      windowDays: 28,
      baselineDays: 84,
      name: expect.stringContaining('Poisson'),
    });
    const leak = rising.find((one: any) => one.about === 'reason' && one.name === 'leak');
    expect(leak).toMatchObject({ now: 12, before: 11, isRising: true });
    expect(leak.ratio).toBeCloseTo((12 / 11) * 3);
    const invoice = rising.find((one: any) => one.name === 'invoice');
    expect(invoice).toMatchObject({ isRising: false });
    expect(test.n).toBe(rising.filter((one: any) => one.about === 'reason').reduce((sum: number, one: any) => sum + one.now + one.before, 0)); // prettier-ignore
  });

  it('counts by reason, product and region', async () => {
    const { trend } = await report('contact?from=2026-11-01&to=2026-11-22&by=month');
    const n = (about: string, name: string) =>
      trend.find((one: any) => one.about === about && one.name === name)?.n;
    expect(n('reason', 'leak')).toBe(12);
    expect(n('reason', 'complaint')).toBe(1);
    expect(n('product', 'boiler')).toBe(16);
    expect(n('region', 'LT-KU')).toBe(12);
  });

  it('knows who had to come again, and what was solved at the first contact', async () => {
    const { repeats, firstContact } = await report('contact?from=2026-08-01&to=2026-11-22&repeatDays=5');
    expect(firstContact.find((one: any) => one.name === 'invoice')).toMatchObject({ n: 8, solved: 8 });
    expect(repeats.find((one: any) => one.name === 'leak')).toMatchObject({ n: 24, repeated: 20 });
    const wider = await report('contact?from=2026-08-01&to=2026-11-22&repeatDays=7');
    expect(wider.firstContact.find((one: any) => one.name === 'invoice')).toMatchObject({ n: 8, solved: 4 });
  });
});

describe('The staff report', () => {
  it('shows work, load and mix beside what customers said, by name', async () => {
    const { staff: people } = await report('staff?from=2026-11-01');
    expect(people.map((one: any) => one.name)).toEqual(['jonas', 'ona']);
    expect(people[1]).toMatchObject({
      ...{ team: 'North', open: 1, overdue: 1, workload: 20, due: 4, done: 2, visits: 2, iron: 2, gold: 0 },
      ...{ asked: 6, low: 1, compliments: 1, complaints: 0 },
      onTime: { value: 0, n: 4 },
      csat: { value: 3.75, n: 4, few: true },
      nps: null,
    });
    expect(people[0]).toMatchObject({ calls: 4, gold: 4, complaints: 1, nps: { value: 25, n: 4 } });
  });
});

describe('Renewals and retention', () => {
  beforeAll(async () => {
    const agreement = async (startsOn: string, facts: object = {}, events: [string, string][] = []) => {
      const id = newId('agreement');
      const at = new Date(startsOn);
      await api.db.agreement.create({
        data: { id, externalId: unique('agreement'), customerId: customers.get('gold one')!, startsOn: at, term: 'P1Y', products: [], factsHash: '', createdAt: at, ...facts }, // prettier-ignore
      });
      for (const [type, when] of events)
        await api.db.event.create({ data: { id: newId('event'), agreementId: id, type, at: new Date(when), recordedBy: 'test', recordedAt: new Date(when) } }); // prettier-ignore
    };
    await agreement('2025-06-10', { autoRenew: true });
    await agreement('2025-06-11');
    await agreement('2025-06-12', {}, [['agreement.renewed', '2026-06-01T10:00:00Z']]);
    await agreement('2025-06-13', {}, [['agreement.cancelled', '2026-01-15T10:00:00Z']]);
    await agreement('2026-01-01');
  });

  it('says what became of the terms that ran out', async () => {
    const { groups, expiring } = await report('renewals?from=2026-01-01&to=2026-11-22&by=month');
    expect(groups).toEqual([
      expect.objectContaining({ name: 'gold', ended: 4, renewed: 2, lapsed: 1, cancelled: 1 }),
    ]);
    const of = (within: string) => expiring.find((one: any) => one.within === within);
    expect(of('60-days')).toMatchObject({ n: 1, renewByThemselves: 0, needRenewing: 1 });
    expect(of('later')).toMatchObject({ n: 2, renewByThemselves: 1 });
  });

  it('follows each cohort, and counts only those who began long enough ago', async () => {
    const { agreements, customers: buyers } = await report('retention?from=2025-01-01');
    expect(agreements[0]).toMatchObject({ cohort: '2025-06-01', n: 4, lapsed: 1, cancelled: 1 });
    const month = (m: number) => agreements[0].months.find((one: any) => one.month === m);
    expect(month(6)).toMatchObject({ n: 4, kept: 4 });
    expect(month(12)).toMatchObject({ n: 4, kept: 2 });
    expect(month(18)).toMatchObject({ n: 0, share: null });
    expect(buyers).toEqual([expect.objectContaining({ cohort: '2026-06-01', n: 3, left: 0 })]);
  });
});

describe('Every report', () => {
  const ALL = ['overdue', 'satisfaction', 'contact', 'sla', 'staff', 'renewals', 'retention'];

  it.each(ALL)('%s is there as JSON and as a file with the same lines', async (name) => {
    const body = await report(`${name}?from=2026-10-01`);
    const tables = Object.entries(body).filter(([, value]) => Array.isArray(value)) as [string, object[]][];
    for (const [table, rows] of tables) {
      const { text, headers } = await api.as('manager').get(`/v1/reports/${name}?from=2026-10-01&format=csv&table=${table}`).expect(200); // prettier-ignore
      expect(headers['content-type']).toBe('text/csv; charset=utf-8');
      expect(headers['content-disposition']).toContain(`${name}-${table}.csv`);
      expect(text.trimEnd().split('\n')).toHaveLength(rows.length + 1);
    }
  });

  it.each(ALL)('%s is for managers', async (name) => {
    await api.as('staff').get(`/v1/reports/${name}`).expect(403);
  });

  it('writes no cell that a spreadsheet would carry out', async () => {
    await addTicket('2026-11-20T10:00:00Z', { reason: '=cmd()' });
    const { text } = await api.as('manager').get('/v1/reports/contact?format=csv&table=trend').expect(200);
    expect(text).toContain("'=cmd()");
    expect(text).not.toContain(',=cmd()');
  });

  it.each([
    ['overdue?from=2026-11-20&to=2026-11-10', '/from'],
    ['overdue?from=2020-01-01&by=day', '/by'],
    ['overdue?format=csv&table=nothing', '/table'],
  ])('%s is refused with the reason', async (path, fault) => {
    const { body } = await api.as('manager').get(`/v1/reports/${path}`).expect(400);
    expect(body.errors[0].path).toBe(fault);
  });
});
