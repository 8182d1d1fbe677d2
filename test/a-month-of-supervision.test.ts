import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCustomer, buildSale, prepareDocuments } from './support/build.js';
import { type Caller, callAs, phones } from './support/client.js';
import { type MailServer, startMailSink } from './support/mail-server.js';
import { createWorld, type World } from './support/world.js';

/** A Monday at the beginning of a month. */
const NOW = '2027-03-01T08:00:00Z';
const CALLS = {
  policy: 'calls',
  name: 'Calls',
  subject: 'sale',
  family: 'calls',
  rank: 10,
  steps: [
    { step: 'check-call', kind: 'call', question: 'csat', due: { from: 'sale.sold', offset: 'PT1H' } },
    {
      step: 'csat',
      kind: 'survey',
      question: 'csat',
      template: 'csat',
      due: { from: 'sale.sold', offset: 'P3D', at: '10:00' },
    },
  ],
};
const CHECKLIST = {
  items: [
    { key: 'greeting', text: 'Said who is calling' },
    { key: 'next-step', text: 'Agreed on the next step' },
  ],
};

describe('A month of supervision', () => {
  let world: World;
  let sink: MailServer & { mails: (to?: string) => any[] };
  let operator: Caller;
  let manager: Caller;
  const staff = new Map<string, string>();
  let sample: any[];

  beforeAll(async () => {
    sink = await startMailSink();
    world = await createWorld({
      now: NOW,
      environment: { SMTP_URL: sink.url },
    });
    operator = callAs(world, 'operator');
    manager = callAs(world, 'manager');
    await prepareDocuments(operator, [CALLS]);
    const { body: team } = await operator.post('/v1/teams', { key: 'care', name: 'Care' });
    for (const [key, role] of [
      ['lena', 'staff'],
      ['ana', 'staff'],
      ['ben', 'staff'],
      ['helen', 'manager'],
    ] as const) {
      const person = {
        key,
        name: key,
        email: `${key}@example.com`,
        role,
        languages: ['en'],
        alerts: 'email',
        digest: false,
      };
      const { body } = await operator.post('/v1/staff', {
        ...person,
        team: role === 'staff' ? 'care' : null,
      });
      staff.set(key, body.id);
    }
    await operator.patch(`/v1/teams/${team.id}`, { lead: 'lena', manager: 'helen' });
    for (const kind of ['call', 'visit', 'ticket'])
      await operator.put(`/v1/supervision/checklists/${kind}`, CHECKLIST);
    // Ana calls eight customers, of whom one is unhappy later; Ben calls one; the lead herself calls three.
    for (const [owner, n] of [
      ['ana', 8],
      ['ben', 1],
      ['lena', 3],
    ] as const)
      for (let i = 0; i < n; i++)
        await operator.post(
          '/v1/sales',
          buildSale({ customer: buildCustomer({ owner, name: `${owner} ${i}` }), soldAt: NOW }),
        );
    await operator.post('/v1/sandbox/advance', { by: 'PT2H' });
    const { body: board } = await operator.get('/v1/follow-ups?kind=call&limit=200');
    for (const { id } of board.items)
      await operator.post(`/v1/follow-ups/${id}/outcome`, { outcome: 'reached' });
  });
  afterAll(() => sink?.close());

  it('draws nothing until somebody says how much', async () => {
    expect((await manager.get('/v1/supervision/rules')).body).toMatchObject({ rules: null, nextAt: null });
    const { body } = await operator.put('/v1/supervision/rules', {
      perMonth: 2,
      afterLowScore: 1,
      most: 4,
      dueDays: 10,
    });
    expect(body).toMatchObject({ nextAt: '2027-04-01T03:00:00Z', rule: expect.stringContaining('hash') });
  });

  it('an unhappy customer of hers makes one more of Ana’s work be drawn, that one first', async () => {
    await operator.post('/v1/sandbox/advance', { by: 'P4D' });
    const { phone } = await world.db.customer.findFirstOrThrow({ where: { name: 'ana 3' } });
    await phones(world).text(phone, '1 rude');
    const { body } = await manager.post('/v1/supervision/samples', { month: '2027-03', dryRun: true });
    sample = body.drawn;
    const of = (name: string) => sample.filter((one) => one.staff.name === name);
    expect(of('ana')).toHaveLength(3);
    expect(of('ana').some(({ customer }) => customer === 'ana 3')).toBe(true);
    expect(of('ben')).toHaveLength(1);
    expect(of('ben')[0]).toMatchObject({ reviewer: 'lena', why: 'sample', kind: 'call' });
    // The lead does not look at her own work.
    expect(of('lena').map(({ reviewer }) => reviewer)).toEqual(['helen', 'helen']);
    expect(await world.db.review.count()).toBe(0);
  });

  it('on the first of the next month the same sample is work on the boards of the reviewers', async () => {
    await operator.post('/v1/sandbox/advance', { to: '2027-04-01T08:00:00Z' });
    const { body } = await manager.get('/v1/reviews?month=2027-03&limit=50');
    expect(body.items.map((one: any) => one.work.id).sort()).toEqual(sample.map(({ work }) => work).sort());
    const { body: board } = await manager.get(`/v1/follow-ups?kind=review&owner=${staff.get('lena')}`);
    expect(board.items).toHaveLength(4);
    expect(board.items[0]).toMatchObject({ step: 'added/review', state: 'due' });
    await manager.post('/v1/supervision/samples', { month: '2027-03' });
    expect(await world.db.review.count()).toBe(6);
  });

  it('every line of the checklist is answered, or the review is refused with each fault', async () => {
    const { body } = await manager.get('/v1/reviews?month=2027-03&staff=ben');
    const refused = await manager.post(`/v1/reviews/${body.items[0].id}/complete`, {
      answers: { greeting: 'yes', other: 'yes' },
    });
    expect(refused.status).toBe(400);
    expect(refused.body.errors.map(({ path }: any) => path).sort()).toEqual([
      '/answers/next-step',
      '/answers/other',
    ]);
  });

  it('a result is told to whoever did the work, and what must be put right is theirs', async () => {
    const { body } = await manager.get('/v1/reviews?month=2027-03&staff=ben');
    const [review] = body.items;
    expect(review.checklist.items).toEqual(CHECKLIST.items);
    const findings = [
      { item: 'next-step', severity: 'major', text: 'No next step was agreed' },
      { severity: 'minor', text: 'Spoke very fast' },
    ];
    const done = await manager.post(`/v1/reviews/${review.id}/complete`, {
      answers: { greeting: 'yes', 'next-step': 'no' },
      findings,
    });
    expect(done.body).toMatchObject({ state: 'done', result: 'fair' });
    expect(done.body.findings.map((one: any) => one.state)).toEqual(['open', 'told']);
    expect((await manager.get(`/v1/follow-ups/${review.followUp}`)).body.state).toBe('done');
    await operator.post('/v1/sandbox/advance', { by: 'PT10M' });
    const [mail] = sink.mails('ben@example.com');
    expect(mail!.text).toContain('lena looked at your work for ben 0: fair.');
    expect(mail!.text).toContain('major: No next step was agreed');
    const { body: open } = await manager.get('/v1/findings?state=open');
    expect(open.items).toMatchObject([
      { severity: 'major', staff: { name: 'ben' }, dueAt: expect.stringContaining('2027-04-15') },
    ]);
    await manager.post(`/v1/follow-ups/${open.items[0].followUp}/complete`, {});
    expect((await manager.get('/v1/findings?state=open')).body.items).toEqual([]);
    expect((await manager.get('/v1/findings?state=settled')).body.items).toHaveLength(1);
  });

  it('a second result is refused', async () => {
    const { body } = await manager.get('/v1/reviews?month=2027-03&staff=ben&state=done');
    const again = await manager.post(`/v1/reviews/${body.items[0].id}/complete`, {
      answers: { greeting: 'yes', 'next-step': 'yes' },
    });
    expect(again).toMatchObject({ status: 409, body: { code: 'review.already-done' } });
  });

  it('what nobody looks at climbs its ladder', async () => {
    await operator.post('/v1/sandbox/advance', { to: '2027-04-13T08:00:00Z' });
    const { body } = await manager.get('/v1/escalations?state=open&limit=200');
    const reviews = body.items.filter((one: any) => one.of === 'step:added/review');
    expect(reviews.length).toBeGreaterThanOrEqual(5);
  });

  it('stands beside the figures of each person', async () => {
    const { body } = await manager.get('/v1/reports/staff?from=2027-03-01');
    const ben = body.staff.find((one: any) => one.name === 'ben');
    expect(ben).toMatchObject({ reviewed: 1, minor: 1, major: 1, critical: 0, calls: 1 });
  });
});
