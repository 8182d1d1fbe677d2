import { beforeAll, describe, expect, it } from 'vitest';
import { buildCustomer, prepareDocuments, unique } from './support/build.js';
import { type Caller, callAs, phones } from './support/client.js';
import { createWorld, type World } from './support/world.js';

const visit = (name: string, product: string) => ({
  policy: name,
  name,
  subject: 'agreement',
  family: 'maintenance',
  rank: 10,
  match: { product: [product] },
  steps: [
    {
      step: 'yearly-check',
      kind: 'visit',
      due: { from: 'agreement.starts', offset: 'P1Y', at: '09:00' },
      repeat: { every: 'P1Y', mode: 'anniversary', early: 'P2M' },
      horizon: 'P60D',
      minutes: 90,
      propose: {
        template: 'visit-slots',
        again: 'visit-slots-again',
        remindAfter: 'P2D',
        closesAfter: 'P5D',
        rounds: 2,
      },
      confirm: { before: 'P1D', template: 'visit-tomorrow' },
      tell: { done: 'visit-report' },
    },
  ],
});
const FIELD_HOURS = {
  calendar: 'field-hours',
  zone: 'Europe/Vilnius',
  week: { 'mon-fri': ['08:00-12:00', '13:00-17:00'] },
};
const FOUND_DEFECT = {
  policy: 'found-defect',
  name: 'What a visit found',
  subject: 'ticket',
  family: 'repair',
  rank: 10,
  steps: [{ step: 'is-it-mended', kind: 'call', due: { from: 'ticket.opened', offset: 'P3D' } }],
};

describe('A visit from proposal to report', () => {
  let world: World;
  let manager: Caller;
  let intake: Caller;
  let phone: ReturnType<typeof phones>;
  const customers = new Map<string, any>();

  beforeAll(async () => {
    world = await createWorld({ now: '2027-01-04T09:00:00Z' });
    manager = callAs(world, 'manager');
    intake = callAs(world, 'intake');
    phone = phones(world);
    const operator = callAs(world, 'operator');
    await operator.put('/v1/calendars/field-hours', FIELD_HOURS);
    await operator.post('/v1/teams', {
      key: 'field',
      name: 'Field',
      calendar: 'field-hours',
      visitsPerDay: 2,
    });
    for (const [key, languages] of [
      ['tomas', ['lt', 'en']],
      ['ruta', ['lt']],
    ] as const) {
      const person = {
        key,
        name: key,
        email: `${key}@example.com`,
        phone: null,
        role: 'staff',
        team: 'field',
        languages,
      };
      expect((await callAs(world, 'admin').post('/v1/staff', person)).status).toBe(201);
    }
    await prepareDocuments(operator, [visit('boiler', 'boiler-*'), visit('pump', 'pump-*'), FOUND_DEFECT]);
  });

  /** A customer with a site, and an agreement for each product, with its asset. */
  async function sign(
    name: string,
    products: readonly [code: string, startsOn: string][],
    facts: object = {},
  ) {
    const customer = buildCustomer({ externalId: name, name, language: 'en', ...facts });
    const { body: made } = await intake.post('/v1/customers', customer);
    const address = { address: `${name} street 1, Vilnius`, country: 'LT', zone: 'Europe/Vilnius' };
    const { body: site } = await intake.post(`/v1/customers/${made.id}/sites`, address);
    const agreements = [];
    for (const [code, startsOn] of products) {
      const asset = { product: { code, name: code }, serialNumber: `SN-${code}-${name}`, site: site.id };
      const { body: stored } = await intake.post(`/v1/customers/${made.id}/assets`, asset);
      const agreement = {
        externalId: unique('agreement'),
        customer: made.id,
        startsOn,
        term: 'P3Y',
        site: site.id,
      };
      const answer = await intake.post('/v1/agreements', {
        ...agreement,
        assets: [stored.id],
        products: [{ code, name: code }],
      });
      expect(answer.status, JSON.stringify(answer.body)).toBe(201);
      agreements.push(answer.body);
    }
    customers.set(name, { ...made, agreements, site });
    return customers.get(name);
  }

  const advance = async (by: string) =>
    expect((await manager.post('/v1/sandbox/advance', { by })).status).toBe(200);
  const lastText = async (name: string): Promise<string> =>
    (await phone.received(customers.get(name).phone)).at(-1)!.body;
  const texts = async (name: string): Promise<number> =>
    (await phone.received(customers.get(name).phone)).length;
  const work = async (name: string): Promise<any[]> =>
    (await manager.get(`/v1/visits/work?customer=${customers.get(name).id}`)).body.items;
  const booked = async (name: string): Promise<any[]> =>
    (await manager.get(`/v1/visits?customer=${customers.get(name).id}&state=booked`)).body.items;

  it('sixty days before it is due the customer is offered three times of the field team, by the own clock', async () => {
    await sign('ana', [['boiler-24', '2026-03-20']]);
    await advance('P20D');
    const text = await lastText('ana');
    expect(text).toContain('boiler-24');
    expect(text).toMatch(/1: .*; 2: .*; 3: /);
    expect(text).toMatch(/Reply 0/);
    const [one] = await work('ana');
    expect(one).toMatchObject({ stage: 'proposed', deadlineAt: '2027-03-20T07:00:00Z' });
    // The nearest working days to Saturday 20 March, no two on one day.
    const days = one.proposal.slots.map((slot: string) => slot.slice(0, 10)).sort();
    expect(days).toEqual(['2027-03-17', '2027-03-18', '2027-03-19']);
    expect(one.assets).toMatchObject([{ product: 'boiler-24', serialNumber: 'SN-boiler-24-ana' }]);
    expect(one.site.address).toBe('ana street 1, Vilnius');
  });

  it('who does not answer is reminded once', async () => {
    const before = await texts('ana');
    await advance('P2DT2H');
    expect(await texts('ana')).toBe(before + 1);
    await advance('P1D');
    expect(await texts('ana')).toBe(before + 1);
  });

  it('words that name no time are asked again, once', async () => {
    await phone.text(customers.get('ana').phone, 'hm, let me see');
    await advance('PT1M');
    expect(await lastText('ana')).toMatch(/number of the time/);
  });

  it('"2" books the second time, says so at once, with a page and a calendar file', async () => {
    const [{ proposal }] = await work('ana');
    await phone.text(customers.get('ana').phone, '2');
    await advance('PT1M');
    const [one] = await booked('ana');
    expect(one).toMatchObject({
      startsAt: proposal.slots[1],
      minutes: 90,
      team: { key: 'field' },
      confirmed: false,
    });
    const text = await lastText('ana');
    expect(text).toContain(one.staff.name);
    const page = /https?:\/\/\S+\/v\/[a-z0-9]{16}/.exec(text)![0];
    expect(await (await fetch(page)).text()).toContain('ana street 1');
    const file = await (await fetch(`${page}/visit.ics`)).text();
    expect(file).toContain(`UID:${one.id}@aftercare`);
    expect(file).toContain('SEQUENCE:0');
    expect(file).toContain(`DTSTART:${one.startsAt.replace(/[-:]/g, '')}`);
    customers.get('ana').page = page;
    const again = await texts('ana');
    await phone.text(customers.get('ana').phone, '2');
    await advance('PT1M');
    expect(await texts('ana')).toBe(again);
    expect(await booked('ana')).toHaveLength(1);
  });

  it('a booked visit keeps its deadline, and nobody is told that it comes near', async () => {
    const [one] = await work('ana');
    expect(one).toMatchObject({ stage: 'booked', deadlineAt: '2027-03-20T07:00:00Z' });
    expect(one.dueAt).toBe((await booked('ana'))[0].startsAt);
  });

  it('staff move it, and the customer is told; the calendar entry stays the same', async () => {
    const [one] = await booked('ana');
    const { body: free } = await manager.get(`/v1/visits/slots?followUps=${one.followUps[0].id}&count=10`);
    const startsAt = free.items.find(
      (slot: any) => slot.startsAt > '2027-03-10' && slot.startsAt < one.startsAt,
    ).startsAt;
    const { status, body } = await manager.post(`/v1/visits/${one.id}/move`, { startsAt });
    expect(status, JSON.stringify(body)).toBe(200);
    await advance('PT1H');
    expect(await lastText('ana')).toMatch(/has moved/);
    const file = await (await fetch(`${customers.get('ana').page}/visit.ics`)).text();
    expect(file).toContain(`UID:${one.id}@aftercare`);
    expect(file).toContain('SEQUENCE:1');
    const same = await manager.post(`/v1/visits/${one.id}/move`, { startsAt });
    expect(same.body.sequence).toBe(1);
  });

  it('"R" after that gives the time back and offers others', async () => {
    await phone.text(customers.get('ana').phone, 'R');
    expect(await booked('ana')).toEqual([]);
    await advance('PT1H');
    expect(await lastText('ana')).toMatch(/other times/);
    await phone.text(customers.get('ana').phone, '1');
    await advance('PT1M');
    expect(await booked('ana')).toHaveLength(1);
  });

  it('a time that somebody else took meanwhile is not given twice: other times follow at once', async () => {
    await sign('ben', [['boiler-24', '2026-04-01']], { language: 'lt' });
    await advance('P4D');
    const [{ proposal, id }] = await work('ben');
    expect(await lastText('ben')).toMatch(/Tinkamo laiko nr\./);
    const { body: taken } = await manager.get(`/v1/visits/slots?followUps=${id}`);
    expect(taken.items.length).toBeGreaterThan(2);
    // The day of the first time fills up: the team goes out twice a day.
    for (const name of ['c1', 'c2']) {
      await sign(name, [['boiler-24', '2026-04-01']], {
        phone: name === 'c1' ? '+37069900001' : '+37069900002',
      });
      const [follower] = await work(name);
      const answer = await manager.post('/v1/visits', {
        followUps: [follower.id],
        startsAt: proposal.slots[0],
        tell: false,
      });
      if (name === 'c2') expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    }
    await phone.text(customers.get('ben').phone, '1');
    await advance('PT1H');
    expect(await booked('ben')).toEqual([]);
    expect(await lastText('ben')).toMatch(/kiti laikai/);
    const [again] = await work('ben');
    expect(again.proposal.slots).not.toContain(proposal.slots[0]);
    const day = proposal.slots[0].slice(0, 10);
    const { body } = await manager.get(`/v1/visits/capacity?from=${day}&to=${day}`);
    expect(body.items).toMatchObject([{ on: day, visits: 2, full: true, open: true }]);
    const over = await manager.post('/v1/visits', { followUps: [id], startsAt: `${day}T10:00:00Z` });
    expect(over).toMatchObject({ status: 409, body: { code: 'visit.over-capacity' } });
    const staff = await callAs(world, 'staff').post('/v1/visits', {
      followUps: [id],
      startsAt: `${day}T10:00:00Z`,
      force: 'x',
    });
    expect(staff).toMatchObject({ status: 403, body: { code: 'visit.force-forbidden' } });
  });

  it('"none fits" twice is for a person', async () => {
    await phone.text(customers.get('ben').phone, '0');
    await advance('PT1H');
    const [offered] = await work('ben');
    if (offered.stage === 'proposed') await phone.text(customers.get('ben').phone, 'netinka');
    await advance('PT1H');
    expect((await work('ben'))[0]).toMatchObject({ stage: 'to-arrange' });
    const { body } = await manager.get('/v1/visits/work?list=to-arrange&counts=true');
    expect(body.counts['to-arrange']).toBeGreaterThan(0);
  });

  it('two assets of one site are offered together: one proposal, one booking', async () => {
    await sign('dora', [
      ['boiler-24', '2026-04-10'],
      ['pump-9', '2026-04-25'],
    ]);
    await advance('P10D');
    expect(await texts('dora')).toBe(1);
    expect(await lastText('dora')).toMatch(/boiler-24 \+ pump-9/);
    await phone.text(customers.get('dora').phone, '1');
    const [one, ...others] = await booked('dora');
    expect(others).toEqual([]);
    expect(one).toMatchObject({ minutes: 180 });
    expect(one.followUps).toHaveLength(2);
    expect(one.assets.map((asset: any) => asset.serialNumber).sort()).toEqual([
      'SN-boiler-24-dora',
      'SN-pump-9-dora',
    ]);
    await advance('PT1M');
    expect(await texts('dora')).toBe(2);
  });

  it('the day before the customer is reminded and confirms', async () => {
    const [one] = await booked('ana');
    await manager.post('/v1/sandbox/advance', {
      to: new Date(Date.parse(one.startsAt) - 20 * 3_600_000).toISOString(),
    });
    expect(await lastText('ana')).toMatch(/tomorrow/);
    await phone.text(customers.get('ana').phone, '1');
    expect((await booked('ana'))[0]).toMatchObject({ confirmed: true });
  });

  it('whoever goes there has it in the calendar of their phone, until the address is taken back', async () => {
    const [one] = await booked('ana');
    const made = await manager.post(`/v1/staff/${one.staff.id}/calendar-feed`);
    expect(made.status).toBe(201);
    const feed = await fetch(made.body.url);
    expect(feed.headers.get('content-type')).toMatch(/text\/calendar/);
    const file = await feed.text();
    expect(file).toContain(`UID:${one.id}@aftercare`);
    expect(file).toMatch(/SUMMARY:ana: yearly check/);
    await manager.post(`/v1/staff/${one.staff.id}/calendar-feed`);
    expect((await fetch(made.body.url)).status).toBe(404);
  });

  it('what is past without a report is overdue, and says why', async () => {
    const [one] = await booked('ana');
    await manager.post('/v1/sandbox/advance', {
      to: new Date(Date.parse(one.endsAt) + 3_600_000).toISOString(),
    });
    const { body } = await manager.get('/v1/visits/work?list=overdue');
    const late = body.items.find((item: any) => item.customer.name === 'ana');
    expect(late).toMatchObject({ stage: 'missed', overdue: true });
    const { body: detail } = await manager.get(`/v1/follow-ups/${late.id}`);
    expect(JSON.stringify(detail.reasons)).toContain('visit.missed');
  });

  it('its report ends it, opens a ticket for the defect, says when it is next due, and tells the customer', async () => {
    const [one] = await booked('ana');
    const { status, body } = await manager.post(`/v1/visits/${one.id}/report`, {
      text: 'Burner cleaned and tested',
      readings: [{ name: 'Pressure', value: '1.6', unit: 'bar' }],
      findings: [
        { text: 'Expansion vessel worn out', severity: 'major' },
        { text: 'Paint is flaking', severity: 'note' },
      ],
      parts: [{ name: 'Seal', quantity: 2 }],
      photos: ['https://photos.example.com/1.jpg'],
    });
    expect(status, JSON.stringify(body)).toBe(201);
    expect(body.tickets).toHaveLength(1);
    // Done inside the early window: the anniversary stays.
    expect(body.nextDue).toMatchObject([{ step: 'yearly-check', next: { dueAt: '2028-03-20T07:00:00Z' } }]);
    const { body: ticket } = await manager.get(`/v1/tickets/${body.tickets[0]}`);
    expect(ticket).toMatchObject({
      subject: 'Expansion vessel worn out',
      kind: 'incident',
      priority: 'high',
    });
    expect(ticket.plans).toMatchObject([{ policy: 'found-defect' }]);
    const row = await world.db.ticket.findUniqueOrThrow({
      where: { id: body.tickets[0] },
      include: { asset: true },
    });
    expect(row.asset).toMatchObject({ serialNumber: 'SN-boiler-24-ana' });
    expect(row.relatedAgreementId).toBe(customers.get('ana').agreements[0].id);
    await advance('PT15H');
    expect(await lastText('ana')).toMatch(/Burner cleaned and tested/);
    const { body: stored } = await manager.get(`/v1/visits/${one.id}`);
    expect(stored).toMatchObject({ state: 'done', reports: [{ parts: [{ name: 'Seal', quantity: 2 }] }] });
    const twice = await manager.post(`/v1/visits/${one.id}/report`, {});
    expect(twice).toMatchObject({ status: 409, body: { code: 'visit.already-done' } });
  });

  it('a visit that is called off ends as cancelled, gives its time back, and the customer hears of it', async () => {
    const [one] = await booked('dora');
    const { status } = await manager.post(`/v1/visits/${one.id}/cancel`, {
      reason: 'the house is being sold',
    });
    expect(status).toBe(200);
    await advance('PT15H');
    expect(await lastText('dora')).toMatch(/called off/);
    const { body } = await manager.get(`/v1/follow-ups/${one.followUps[0].id}`);
    expect(body).toMatchObject({ state: 'cancelled' });
    expect(await booked('dora')).toEqual([]);
  });

  it('nobody was ever booked twice, and no proposal was sent twice', async () => {
    const rows = await world.db.visit.findMany({
      where: { state: { in: ['booked', 'done'] }, staffId: { not: null } },
    });
    for (const a of rows)
      for (const b of rows)
        if (a.id < b.id && a.staffId === b.staffId)
          expect(a.startsAt >= b.endsAt || b.startsAt >= a.endsAt).toBe(true);
    const sent = await phone.received();
    const proposals = sent
      .filter(({ body }) => /1: .*; 2: /.test(body))
      .map(({ to, body }) => `${to} ${body}`);
    // Each stands there once for the proposal and at most once for its reminder.
    for (const text of new Set(proposals))
      expect(proposals.filter((one) => one === text).length).toBeLessThanOrEqual(2);
  });
});
