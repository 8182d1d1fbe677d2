import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCustomer, buildSale, PRODUCT_FOLLOW_UP, prepareDocuments } from './support/build.js';
import { type Caller, callAs } from './support/client.js';
import { type MailServer, startMailSink } from './support/mail-server.js';
import { createWorld, type World } from './support/world.js';

/** A Thursday, two in the afternoon in Vilnius. */
const THURSDAY = '2027-03-04T12:00:00Z';
const CALLS = {
  ...PRODUCT_FOLLOW_UP,
  policy: 'calls',
  family: 'calls',
  steps: [{ step: 'check-call', kind: 'call', due: { from: 'sale.sold', offset: 'PT1H' } }],
};

describe('A manager reads the digest', () => {
  let world: World;
  let sink: MailServer & { mails: (to?: string) => any[] };
  let operator: Caller;
  const mailsTo = (name: string) =>
    sink.mails(`${name}@example.com`).map((mail) => mail as { subject: string; text: string });

  beforeAll(async () => {
    sink = await startMailSink();
    world = await createWorld({
      now: THURSDAY,
      environment: { SMTP_URL: sink.url },
    });
    operator = callAs(world, 'operator');
    await prepareDocuments(operator, [CALLS]);
    const person = (key: string, role: string, more: object = {}) =>
      operator.post('/v1/staff', {
        key,
        name: key,
        email: `${key}@example.com`,
        role,
        languages: ['en'],
        ...more,
      });
    const helen = await person('helen', 'manager');
    expect(helen.status).toBe(201);
    await person('daina', 'manager', { languages: ['lt'] });
    await person('quiet', 'manager', { digest: false });
    const away = await person('away', 'manager');
    await person('carmen', 'staff');
    await operator.post('/v1/absences', {
      staff: away.body.id,
      from: THURSDAY,
      until: '2027-03-08T20:00:00Z',
      reason: 'holiday',
    });
    const customer = buildCustomer({ name: 'Ana Ruiz', owner: 'carmen' });
    await operator.post('/v1/sales', buildSale({ customer, soldAt: THURSDAY }));
  });
  afterAll(() => sink?.close());

  it('once each working morning, by e-mail, with what to begin with', async () => {
    await operator.post('/v1/sandbox/advance', { to: '2027-03-05T12:00:00Z' });
    expect(mailsTo('helen')).toHaveLength(1);
    const [mail] = mailsTo('helen');
    expect(mail!.subject).toBe('Today: 1 overdue, 0 due');
    expect(mail!.text).toContain('Good morning, helen.');
    expect(mail!.text).toContain('Ana Ruiz (gold): check-call, 2027-03-04 15:00, carmen');
    expect(mail!.text).toContain('/board');
  });

  it('not at the weekend, and again on Monday and Tuesday', async () => {
    await operator.post('/v1/sandbox/advance', { to: '2027-03-09T12:00:00Z' });
    expect(mailsTo('helen')).toHaveLength(3);
    const rows = await world.db.digest.findMany({
      where: { staff: { key: 'helen' } },
      orderBy: { on: 'asc' },
    });
    expect(rows.map(({ on }) => on.toISOString().slice(0, 10))).toEqual([
      '2027-03-05',
      '2027-03-08',
      '2027-03-09',
    ]);
    // Half past seven by the clock of Vilnius.
    expect(rows[1]!.at.toISOString()).toMatch(/^2027-03-08T05:3\d/);
  });

  it('in the language of each', () => {
    expect(mailsTo('daina')).toHaveLength(3);
    expect(mailsTo('daina')[0]!.text).toContain('Labas rytas');
  });

  it('not whoever turned it off, is away, or is no manager', () => {
    expect(mailsTo('quiet')).toHaveLength(0);
    expect(mailsTo('carmen')).toHaveLength(0);
    expect(mailsTo('away')).toHaveLength(1); // back on Tuesday
  });

  it('nor a second time when its routine is started anew', async () => {
    await world.db.routine.update({
      where: { key: 'digest' },
      data: { wakeAt: new Date('2027-03-09T06:00:00Z') },
    });
    await world.db.outbox.create({ data: { kind: 'routine', target: 'digest' } });
    await operator.post('/v1/sandbox/advance', { by: 'PT1H' });
    expect(mailsTo('helen')).toHaveLength(3);
  });
});
