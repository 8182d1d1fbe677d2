import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedCompany } from '@aftercare/db/seed/company.js';
import { buildCustomer, unique } from './support/build.js';
import { type Caller, callAs, phones } from './support/client.js';
import { type MailServer, startMailSink } from './support/mail-server.js';
import { createWorld, type World } from './support/world.js';

/** A Monday, ten in the morning in London. */
const MONDAY = '2027-03-01T10:00:00Z';

describe('A complaint', () => {
  let world: World;
  let sink: MailServer & { mails: (to?: string) => any[] };
  let phone: ReturnType<typeof phones>;
  let staff: Caller;
  let manager: Caller;
  let admin: Caller;
  let owner: string;
  let ticket: any;
  const customer = buildCustomer({
    ...{ name: 'Nora Blake', country: 'GB', zone: 'Europe/London', tier: 'gold', language: 'en' },
    ...{ phone: '+447700900877', owner: 'laura-bennett' },
  });

  beforeAll(async () => {
    sink = await startMailSink();
    world = await createWorld({
      now: MONDAY,
      environment: { SMTP_URL: sink.url },
      company: (db, sender) => seedCompany(db, { sender }),
    });
    phone = phones(world);
    staff = callAs(world, 'staff');
    manager = callAs(world, 'manager');
    admin = callAs(world, 'admin');
    ({ id: owner } = await world.db.staff.findUniqueOrThrow({ where: { key: 'laura-bennett' } }));
    const roles = { staff: { default: 30 }, manager: { default: 200 }, operator: { default: 0 } };
    expect((await admin.put('/v1/authority', { currency: 'GBP', roles })).status).toBe(200);
  }, 120_000);
  afterAll(() => sink?.close());

  const advance = async (wanted: object): Promise<void> => {
    const { status, body } = await admin.post('/v1/sandbox/advance', wanted);
    expect(status, JSON.stringify(body)).toBe(200);
  };
  const look = async () => (await staff.get(`/v1/tickets/${ticket.id}`)).body;

  it('gets an owner and promised times the moment it comes in', async () => {
    const { status, body } = await callAs(world, 'intake').post('/v1/tickets', {
      ...{ externalId: unique('ticket'), customer, openedAt: MONDAY, subject: 'The tap still drips' },
      ...{ kind: 'complaint', priority: 'high' },
    });
    expect(status, JSON.stringify(body)).toBe(201);
    ticket = body;
    const { clocks, owner: found } = await look();
    expect(found).toBe(owner);
    expect(clocks.map((clock: any) => clock.target).sort()).toEqual(['first-response', 'resolution']);
    expect(clocks.every((clock: any) => clock.dueAt > MONDAY)).toBe(true);
  });

  it('is answered with a promise, which is followed up itself: broken, it climbs to the manager', async () => {
    await staff.post(`/v1/tickets/${ticket.id}/reply`, {});
    const promised = {
      text: 'A fitter rings tomorrow',
      dueAt: '2027-03-02T12:00:00Z',
      owner: 'laura-bennett',
    };
    const { status, body } = await staff.post('/v1/promises', { ticket: ticket.id, ...promised });
    expect(status, JSON.stringify(body)).toBe(201);
    expect((await look()).clocks).toContainEqual(
      expect.objectContaining({ target: 'first-response', state: 'met' }),
    );
    await advance({ to: '2027-03-03T13:00:00Z' });
    const { items } = (await manager.get(`/v1/promises?customer=${ticket.customer.id}`)).body;
    expect(items).toMatchObject([{ id: body.id, state: 'broken', owner: { id: owner } }]);
    const escalations = (await manager.get(`/v1/escalations?customer=${ticket.customer.id}&state=open`)).body;
    expect(escalations.items).toContainEqual(expect.objectContaining({ of: 'step:added/promise' }));
    expect((await staff.post(`/v1/follow-ups/${body.id}/complete`, { comment: 'Rang, sorry' })).status).toBe(
      200,
    );
  });

  it('is made good within the own authority at once, and above it when whoever may has said yes', async () => {
    const remedy = (amount: number, text: string) =>
      staff.post('/v1/remedies', { ticket: ticket.id, kind: 'refund', amount, currency: 'GBP', text });
    expect((await remedy(25, 'The call-out')).body).toMatchObject({ state: 'granted' });
    const { body: asked } = await remedy(150, 'The second visit');
    expect(asked).toMatchObject({ state: 'awaiting' });
    expect((await staff.post(`/v1/remedies/${asked.id}/approve`)).status).toBe(403);
    // Nobody decides for a working day: it climbs.
    await advance({ by: 'P1D' });
    const { items } = (await manager.get(`/v1/escalations?customer=${ticket.customer.id}&state=open`)).body;
    expect(items).toContainEqual(expect.objectContaining({ of: 'step:added/approval' }));
    const { body: granted } = await manager.post(`/v1/remedies/${asked.id}/approve`, { comment: 'Fair' });
    expect(granted).toMatchObject({ state: 'granted' });
    const { items: left } = (await manager.get(`/v1/escalations?customer=${ticket.customer.id}&state=open`))
      .body;
    expect(left.map((one: any) => one.of)).not.toContain('step:added/approval');
  });

  it('is asked after when it is resolved: "no" opens it again, and only "yes" ends it', async () => {
    const texts = async () => (await phone.received(customer.phone)).map(({ body }) => body);
    expect((await staff.post(`/v1/tickets/${ticket.id}/resolve`, {})).status).toBe(200);
    await advance({ by: 'P3D' });
    expect((await texts()).at(-1)).toMatch(/solved/i);
    await phone.text(customer.phone, 'No, it drips again');
    expect(await look()).toMatchObject({ state: 'open' });
    await staff.post(`/v1/tickets/${ticket.id}/resolve`, {});
    await advance({ by: 'P3D' });
    expect((await texts()).filter((text) => /solved/i.test(text))).toHaveLength(2);
    await phone.text(customer.phone, 'yes thank you');
    expect(await look()).toMatchObject({ state: 'resolved' });
  });

  it('is reviewed when it is closed, by a person, with what came of it', async () => {
    expect((await staff.post(`/v1/tickets/${ticket.id}/close`, {})).status).toBe(200);
    await advance({ by: 'P14D' });
    const { items } = (await manager.get(`/v1/follow-ups?customer=${ticket.customer.id}&kind=review`)).body;
    const review = items.find((one: any) => one.step === 'what-we-learn' && one.state === 'due');
    expect(review, JSON.stringify(items.map((one: any) => [one.step, one.state]))).toBeDefined();
    expect(
      (await manager.post(`/v1/follow-ups/${review.id}/complete`, { comment: 'Seals ordered' })).status,
    ).toBe(200);
    const file = (await staff.get(`/v1/customers/${ticket.customer.id}/file`)).body;
    expect(JSON.stringify(file)).toContain('A fitter rings tomorrow');
    const remedies = (await staff.get(`/v1/remedies?customer=${ticket.customer.id}`)).body.items;
    expect(remedies.map(({ text, state }: any) => [text, state])).toEqual([
      ['The second visit', 'granted'],
      ['The call-out', 'granted'],
    ]);
  });

  it('a compliment reaches the person praised and their manager, once', async () => {
    const praise = {
      ...{ externalId: unique('ticket'), customer, openedAt: '2027-03-22T10:00:00Z', kind: 'compliment' },
      ...{ subject: 'Laura was wonderful', priority: 'low', praised: 'laura-bennett' },
    };
    for (let n = 0; n < 2; n++) await callAs(world, 'intake').post('/v1/tickets', praise);
    await advance({ by: 'PT10M' });
    const notes = await world.db.message.findMany({
      where: { part: 'praise' },
      include: { staff: true },
    });
    const laura = await world.db.staff.findUniqueOrThrow({
      where: { key: 'laura-bennett' },
      include: { team: { include: { manager: true } } },
    });
    // In the sample company the sales team has a manager of its own.
    const superior = laura.team!.manager!;
    expect(superior.key).not.toBe(laura.key);
    expect(notes.map(({ staff: reader }) => reader!.name).sort()).toEqual([laura.name, superior.name].sort());
    const toManager = notes.find(({ staffId }) => staffId === superior.id)!;
    expect(toManager.body).toContain(laura.name);
    for (const { body, state } of notes) {
      expect(body).toContain('Laura was wonderful');
      expect(['accepted', 'sent', 'delivered']).toContain(state);
    }
  });
});
