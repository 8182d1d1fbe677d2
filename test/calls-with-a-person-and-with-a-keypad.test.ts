import { beforeAll, describe, expect, it } from 'vitest';
import { buildCustomer, buildSale, prepareDocuments } from './support/build.js';
import { type Caller, callAs, phones } from './support/client.js';
import { about, textingPolicy } from './support/policies.js';
import { until } from './support/until.js';
import { createWorld, type World } from './support/world.js';

const ESCALATE = [
  { to: { atMost: 2 }, do: 'escalate', ladder: { levels: [{ after: 'PT0S', to: ['manager'] }] } },
];
const CALL = {
  kind: 'call',
  due: { from: 'sale.sold', offset: 'P1D' },
  attempts: { max: 3, gap: 'PT4H' },
  react: ESCALATE,
};
/** Somebody of the staff rings up. */
const IN_PERSON = textingPolicy('in-person', { ...CALL, question: 'csat' });
/** The machine rings up and asks for a key. */
const BY_KEYPAD = textingPolicy('by-keypad', { ...CALL, question: 'csat', automated: true });

/** A Tuesday, noon in Vilnius. */
const NOON = '2027-05-04T09:00:00Z';
const STAFF_PHONE = '+37060000901';

let world: World;
let staff: Caller;
let manager: Caller;
let phone: ReturnType<typeof phones>;

beforeAll(async () => {
  world = await createWorld({ now: NOON, environment: { AUTOMATED_CALLS: 'on', TWILIO_TIMEOUT_MS: '5000' } });
  staff = callAs(world, 'staff');
  manager = callAs(world, 'manager');
  phone = phones(world);
  const operator = callAs(world, 'operator');
  await prepareDocuments(operator, [IN_PERSON, BY_KEYPAD]);
  const ona = {
    key: 'ona',
    name: 'Ona',
    email: 'ona@x.lt',
    role: 'staff',
    phone: STAFF_PHONE,
    languages: ['en'],
  };
  expect((await operator.post('/v1/staff', ona)).status).toBe(201);
});

interface Due {
  id: string;
  customerId: string;
  to: string;
}

/** A customer whose call has come due, after `prepare` has seen to the telephone and the consent. */
async function callDue(policy: { policy: string }, prepare: (due: Due) => Promise<void>): Promise<Due> {
  const customer = buildCustomer({ name: 'Ana Ruiz' });
  const { body: clock } = await manager.get('/v1/sandbox/clock');
  const sale = buildSale({ customer, soldAt: clock.now, products: about(policy) });
  const { body } = await callAs(world, 'intake').post('/v1/sales', sale);
  const due = { id: body.plans[0].followUps[0].id, customerId: body.customer.id, to: customer.phone };
  await prepare(due);
  expect((await manager.post('/v1/sandbox/advance', { by: 'P1D' })).status).toBe(200);
  return due;
}

const followUp = async ({ id }: Due) => (await staff.get(`/v1/follow-ups/${id}`)).body;
const callsOf = async ({ id }: Due) => (await staff.get(`/v1/calls?followUp=${id}`)).body.items;

describe('A member of staff clicks to call', () => {
  const click = async (due: Due) => {
    const { status, body } = await staff.post('/v1/calls', { followUp: due.id, staff: 'ona' });
    expect(status, JSON.stringify(body)).toBe(201);
    await until('the call is over', async () => (await callsOf(due))[0].state === 'ended');
    return (await callsOf(due))[0];
  };
  const atDesk = (script: object) => phone.callee({ to: STAFF_PHONE, times: 1, ...script });

  it('is connected after the key, and the length of the conversation is filled in', async () => {
    const due = await callDue(IN_PERSON, async () => undefined);
    await atDesk({ keys: '1' });
    await phone.callee({ to: due.to, hangUpAfterSeconds: 42 });
    expect(await click(due)).toMatchObject({ state: 'ended', durationSeconds: 42, outcome: null });
    const [desk] = (await phone.calls(STAFF_PHONE)).slice(-1);
    expect(desk!.steps[0]).toMatchObject({ what: 'said', text: expect.stringContaining('Ana Ruiz') });
    const [leg] = await phone.calls(due.to);
    expect(leg).toMatchObject({ parent_call_sid: desk!.sid, from: world.from, status: 'completed' });
    const told = await staff.post(`/v1/follow-ups/${due.id}/outcome`, { outcome: 'reached', score: 4 });
    expect(told.body).toMatchObject({ state: 'done', score: '4' });
    expect((await callsOf(due))[0]).toMatchObject({ outcome: 'reached', durationSeconds: 42 });
  });

  it.each(['no-answer', 'busy'])(
    'and the customer is not reached (%s): it is an attempt, and the next one has its time',
    async (answer) => {
      const due = await callDue(IN_PERSON, async () => undefined);
      await atDesk({ keys: '1' });
      await phone.callee({ to: due.to, answer });
      expect(await click(due)).toMatchObject({ outcome: answer });
      const after = await followUp(due);
      expect(after).toMatchObject({ state: 'due', attempts: { used: 1, max: 3 } });
      await manager.post('/v1/sandbox/advance', { by: 'PT4H' });
      await phone.callee({ to: due.to, answer });
      expect((await followUp(due)).attempts).toMatchObject({ used: 1 });
    },
  );

  it.each([
    ['does not take up the own telephone', { answer: 'no-answer' }],
    ['has a mailbox answer', { answer: 'voicemail' }],
    ['presses nothing', { keys: [] }],
  ])('and %s: the customer never rings, and no attempt is used', async (_name, script) => {
    const due = await callDue(IN_PERSON, async () => undefined);
    await atDesk(script);
    expect(await click(due)).toMatchObject({ outcome: null });
    expect(await phone.calls(due.to)).toEqual([]);
    expect((await followUp(due)).attempts).toMatchObject({ used: 0 });
  });

  it.each([
    'close-after-accept',
    '500-after-accept',
    'cut-body',
    'callback-first',
    'duplicate-callback',
    'late-callbacks',
  ])('and the fault %s leaves one call, with its end', async (fault) => {
    const due = await callDue(IN_PERSON, async () => undefined);
    await atDesk({ keys: '1' });
    await phone.rule({ to: STAFF_PHONE, fault, times: 1, on: 'calls' });
    const before = (await phone.calls(STAFF_PHONE)).length;
    expect(await click(due)).toMatchObject({ state: 'ended' });
    expect(await phone.calls(STAFF_PHONE)).toHaveLength(before + 1);
    expect(await phone.calls(due.to)).toHaveLength(1);
  });
});

describe('The machine rings up and asks for a key', () => {
  const agreed = async ({ customerId }: Due) => {
    const consent = {
      channel: 'call',
      purpose: 'survey',
      granted: true,
      method: 'form',
      text: 'Yes, call me',
    };
    expect((await staff.post(`/v1/customers/${customerId}/consents`, consent)).status).toBe(201);
  };
  const asked = (script: object) => async (due: Due) => {
    await agreed(due);
    await phone.callee({ to: due.to, times: 1, ...script });
  };

  it('a 2 opens an escalation, and the wish to be called back stands in it', async () => {
    const due = await callDue(BY_KEYPAD, asked({ keys: ['2', '1'] }));
    await until('the call is over', async () => (await callsOf(due))[0]?.state === 'ended');
    expect(await followUp(due)).toMatchObject({ state: 'done', score: '2' });
    expect((await callsOf(due))[0]).toMatchObject({ outcome: 'reached' });
    const { items } = (await manager.get(`/v1/escalations?customer=${due.customerId}`)).body;
    expect(items).toHaveLength(1);
    const [call] = await phone.calls(due.to);
    expect(call!.steps.filter(({ what }) => what === 'pressed').map(({ text }) => text)).toEqual(['2', '1']);
    expect(call!.steps.at(-1)!.text).toContain('We will call you back');
    expect(await phone.received(due.to)).toHaveLength(0);
  });

  it('a 9 withdraws consent for calls, and nobody rings again', async () => {
    const due = await callDue(BY_KEYPAD, asked({ keys: ['9'] }));
    await until('the call is over', async () => (await callsOf(due))[0]?.state === 'ended');
    const { items } = (await staff.get(`/v1/customers/${due.customerId}/consents`)).body;
    expect(items).toContainEqual(
      expect.objectContaining({ channel: 'call', purpose: 'all', granted: false }),
    );
    expect((await followUp(due)).state).not.toBe('due');
    await manager.post('/v1/sandbox/advance', { by: 'P2D' });
    expect(await phone.calls(due.to)).toHaveLength(1);
  });

  it('a mailbox is left in peace; the next attempt is made, and its 5 ends the matter', async () => {
    const due = await callDue(BY_KEYPAD, async (one) => {
      await asked({ answer: 'voicemail' })(one);
      await phone.callee({ to: one.to, keys: ['5'] });
    });
    await until('the mailbox was recognised', async () => (await callsOf(due))[0]?.outcome === 'voicemail');
    const [mailbox] = await phone.calls(due.to);
    expect(mailbox!.steps.filter(({ what }) => what === 'said')).toEqual([]);
    await manager.post('/v1/sandbox/advance', { by: 'P1D' });
    await until('the second call is over', async () => (await callsOf(due))[0]?.outcome === 'reached');
    expect(await followUp(due)).toMatchObject({ state: 'done', score: '5' });
    expect(await phone.calls(due.to)).toHaveLength(2);
  });

  it('nobody takes it up three times: the attempts are used, and no fourth call is made', async () => {
    const due = await callDue(BY_KEYPAD, async (one) => {
      await agreed(one);
      await phone.callee({ to: one.to, answer: 'no-answer' });
    });
    await manager.post('/v1/sandbox/advance', { by: 'P5D' });
    expect(await phone.calls(due.to)).toHaveLength(3);
    expect((await followUp(due)).attempts).toMatchObject({ used: 3, max: 3 });
  });

  it('does not ring a customer who never agreed to it', async () => {
    const due = await callDue(BY_KEYPAD, async () => undefined);
    expect(await phone.calls(due.to)).toEqual([]);
    expect((await callsOf(due))[0]).toMatchObject({ state: 'kept-back' });
  });
});
