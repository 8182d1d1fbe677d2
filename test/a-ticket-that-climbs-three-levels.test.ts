import { beforeAll, describe, expect, it } from 'vitest';
import { buildCustomer, phoneNumber, prepareDocuments } from './support/build.js';
import { type Caller, callAs, phones } from './support/client.js';
import { createWorld, type World } from './support/world.js';

const CALENDAR = {
  calendar: 'office',
  zone: 'Europe/Vilnius',
  week: { 'mon-fri': ['09:00-17:00'] },
};
const POLICY = {
  policy: 'support',
  name: 'Support',
  subject: 'ticket',
  family: 'support',
  rank: 1,
  calendar: 'office',
  targets: [
    {
      target: 'resolution',
      within: { workingMinutes: 480 },
      ladder: {
        levels: [
          { after: 'PT0S', to: ['owner'] },
          { after: { workingMinutes: 60 }, to: ['team-lead'] },
          { after: { workingMinutes: 120 }, to: ['manager'], reassign: true },
        ],
        repeat: { times: 3, every: 'P1D' },
        acknowledge: { timeout: 'P2D' },
      },
    },
  ],
  steps: [
    {
      step: 'really-solved',
      kind: 'survey',
      due: { from: 'ticket.resolved', offset: 'P1D', at: '10:00' },
      template: 'problem-solved',
      question: 'yes-no',
      closesAfter: 'P7D',
      react: [{ to: { is: 'no' }, do: 'reopen' }],
    },
  ],
};

/** Worked out by hand: open nine to five by the clocks of Vilnius, which is two hours ahead of UTC in early March. */
const vilnius = (day: number, time: string): string => {
  const [hour, minute] = time.split(':').map(Number) as [number, number];
  return `2027-03-0${day}T${String(hour - 2).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00Z`;
};

describe('A ticket that is paused twice, reopened, breached, climbs three levels, is acknowledged and resolved', () => {
  let world: World;
  let staff: Caller;
  let manager: Caller;
  let phone: ReturnType<typeof phones>;
  let ticket: any;
  const customer = buildCustomer();
  const numbers = { ona: phoneNumber(), lina: phoneNumber(), marius: phoneNumber() };

  beforeAll(async () => {
    world = await createWorld({ now: vilnius(1, '09:00') });
    // The clock only moves when the test moves it, so that every instant is known to the second.
    await world.db.clock.updateMany({ data: { speed: 0.000_001 } });
    staff = callAs(world, 'staff');
    manager = callAs(world, 'manager');
    phone = phones(world);
    const operator = callAs(world, 'operator');
    await operator.put('/v1/calendars/office', CALENDAR);
    await prepareDocuments(operator, [POLICY]);
    await operator.post('/v1/teams', { key: 'desk', name: 'Desk' });
    for (const [key, number] of Object.entries(numbers)) {
      const role = key === 'marius' ? 'manager' : 'staff';
      const person = { key, name: key, email: `${key}@example.com`, phone: number, role, team: 'desk' };
      expect((await operator.post('/v1/staff', { ...person, languages: ['en'] })).status).toBe(201);
    }
    const { body: teams } = await operator.get('/v1/teams');
    await operator.patch(`/v1/teams/${teams.items[0].id}`, { lead: 'lina', manager: 'marius' });
  });

  const advanceTo = async (to: string): Promise<void> => {
    const { status, body } = await manager.post('/v1/sandbox/advance', { to });
    expect(status, JSON.stringify(body)).toBe(200);
  };
  const verb = async (name: string, body: object = {}): Promise<any> => {
    const answer = await staff.post(`/v1/tickets/${ticket.id}/${name}`, body);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.body;
  };
  const resolution = (detail: any): any => detail.clocks.find(({ target }: any) => target === 'resolution');
  const read = async (): Promise<any> => (await staff.get(`/v1/tickets/${ticket.id}`)).body;

  it('eight working hours are promised: until five on the same Monday', async () => {
    const { status, body } = await callAs(world, 'intake').post('/v1/tickets', {
      externalId: 'T-1',
      customer,
      openedAt: vilnius(1, '09:00'),
      subject: 'No hot water',
      kind: 'incident',
      priority: 'high',
      owner: 'ona',
    });
    expect(status).toBe(201);
    ticket = body;
    expect(resolution(await read())).toMatchObject({ state: 'running', dueAt: vilnius(1, '17:00') });
  });

  it('two pauses move the due instant: what was left when each began is counted on from its end', async () => {
    await advanceTo(vilnius(1, '10:00'));
    expect(resolution(await verb('wait'))).toMatchObject({ state: 'paused', dueAt: null, workedMinutes: 60 });
    await advanceTo(vilnius(1, '12:00'));
    expect(resolution(await verb('resume'))).toMatchObject({
      dueAt: vilnius(2, '11:00'),
      pausedMinutes: 120,
    });
    await advanceTo(vilnius(1, '13:00'));
    await verb('wait');
    await advanceTo(vilnius(2, '09:00'));
    const resumed = await verb('resume');
    expect(resolution(resumed)).toMatchObject({ dueAt: vilnius(2, '15:00'), pausedMinutes: 360 });
    expect(resumed.pauses).toEqual([
      { from: vilnius(1, '10:00'), until: vilnius(1, '12:00') },
      { from: vilnius(1, '13:00'), until: vilnius(2, '09:00') },
    ]);
  });

  it('it is resolved in time, and the customer is asked the next morning whether it really is', async () => {
    await advanceTo(vilnius(2, '14:00'));
    const resolved = await verb('resolve', { comment: 'Valve replaced' });
    expect(resolution(resolved)).toMatchObject({ state: 'met', workedMinutes: 420, marginMinutes: 60 });
    await advanceTo(vilnius(3, '10:30'));
    expect(await phone.received(customer.phone)).toHaveLength(1);
  });

  it('"no" reopens it, and the due instant moves by the working time in between', async () => {
    await phone.text(customer.phone, 'no, still cold');
    const reopened = await read();
    expect(reopened).toMatchObject({ state: 'open', stateAt: vilnius(3, '10:30') });
    // Resolved Tuesday 14:00, reopened Wednesday 10:30: four and a half working hours behind Tuesday 15:00.
    expect(resolution(reopened)).toMatchObject({
      state: 'running',
      dueAt: vilnius(3, '11:30'),
      endedAt: null,
    });
  });

  it('unresolved, it breaches and climbs: owner, team lead, then the manager, whose it becomes', async () => {
    await advanceTo(vilnius(3, '13:31'));
    const detail = await read();
    expect(resolution(detail)).toMatchObject({ state: 'breached', endedAt: null });
    expect(detail.escalations).toMatchObject([{ of: 'target:resolution', state: 'open', level: 3 }]);
    const { body } = await manager.get(`/v1/escalations/${detail.escalations[0].id}`);
    expect(body.levels).toMatchObject([
      { round: 0, level: 1, at: vilnius(3, '11:30'), to: ['owner'] },
      { round: 0, level: 2, at: vilnius(3, '12:30'), to: ['team-lead'] },
      { round: 0, level: 3, at: vilnius(3, '13:30'), to: ['manager'] },
    ]);
    expect(body.owner.name).toBe('marius');
    for (const number of Object.values(numbers)) {
      const told = await phone.received(number);
      expect(told).toHaveLength(1);
      expect(told[0]!.body).toMatch(/resolution/);
    }
    const listed = await staff.get('/v1/tickets?state=unresolved&clock=breached&sort=due');
    expect(listed.body.items).toMatchObject([{ id: ticket.id, openEscalations: 1 }]);
  });

  it('acknowledged, it climbs no further; without a solution it goes on after two days, as the ladder says', async () => {
    const [{ id }] = (await read()).escalations;
    await advanceTo(vilnius(3, '14:00'));
    expect((await manager.post(`/v1/escalations/${id}/acknowledge`)).body.state).toBe('acknowledged');
    await advanceTo(vilnius(5, '13:59'));
    expect((await manager.get(`/v1/escalations/${id}`)).body).toMatchObject({
      state: 'acknowledged',
      level: 3,
    });
    await advanceTo(vilnius(5, '14:01'));
    const { body } = await manager.get(`/v1/escalations/${id}`);
    expect(body.state).toBe('open');
    expect((await manager.post(`/v1/escalations/${id}/acknowledge`)).body.state).toBe('acknowledged');
  });

  it('resolved, the escalation ends, the breach stays, and "yes" lets it rest', async () => {
    await advanceTo(vilnius(5, '15:00'));
    const resolved = await verb('resolve', { comment: 'New pump' });
    // Seven hours up to Tuesday, then Wednesday from 10:30, Thursday, and Friday until 15:00.
    expect(resolution(resolved)).toMatchObject({ state: 'breached', workedMinutes: (7 + 6.5 + 8 + 6) * 60 });
    expect(resolved.escalations).toMatchObject([{ state: 'resolved' }]);
    await advanceTo(vilnius(6, '11:00'));
    expect(await phone.received(customer.phone)).toHaveLength(2);
    await phone.text(customer.phone, 'yes thank you');
    expect(await read()).toMatchObject({ state: 'resolved' });
    const { body } = await manager.get(`/v1/plans/${ticket.plans[0].id}`);
    expect(body.followUps.map(({ step, state, score }: any) => [step, state, score])).toEqual([
      ['really-solved', 'answered', 'no'],
      ['really-solved', 'answered', 'yes'],
    ]);
  });
});
