import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildCustomer, buildSale, phoneNumber, prepareDocuments } from './support/build.js';
import { type Caller, callAs, phones } from './support/client.js';
import { about, SURVEY, textingPolicy } from './support/policies.js';
import { until } from './support/until.js';
import { createWorld, type World } from './support/world.js';

const FAULTS = [
  'close-before',
  '503',
  '429',
  'hold-before',
  'close-after-accept',
  '500-after-accept',
  'cut-body',
  'hold',
  'callback-first',
  'duplicate-callback',
  'late-callbacks',
  'bad-signature',
  'stuck-at-sent',
] as const;
type Fault = (typeof FAULTS)[number];
const KINDS = ['survey', 'reminder', 'staff alert'] as const;
type Kind = (typeof KINDS)[number];

const REMINDER = textingPolicy('reminder', { kind: 'sms', template: 'thank-you' });
/** Overdue at once, and somebody of the staff is told; each fault has a colleague of its own. */
const alarm = (fault: Fault) =>
  textingPolicy(`alarm-${fault}`, {
    kind: 'review',
    ladder: { levels: [{ after: 'PT0S', to: [`staff:for-${fault}`] }] },
  });

const NOON = '2027-05-04T09:00:00Z';
/** Within this time of the sandbox everything is settled or before a person. */
const WITHIN = 'PT10M';

interface Cell {
  fault: Fault;
  kind: Kind;
  phone: string;
}

/** What came of one message: how many Twilio took, how our ledger stands, who has to look at it. */
interface Result {
  accepted: number;
  ledger: string;
  person: boolean;
}

let world: World;
let manager: Caller;
let phone: ReturnType<typeof phones>;
const cells: Cell[] = [];
const results = new Map<Cell, Result>();

/** Each fault strikes one message of each kind, once; then ten minutes pass. */
beforeAll(async () => {
  world = await createWorld({ now: NOON, environment: { TWILIO_TIMEOUT_MS: '2000' } });
  manager = callAs(world, 'manager');
  phone = phones(world);
  const operator = callAs(world, 'operator');
  for (const fault of FAULTS) {
    for (const kind of KINDS) cells.push({ fault, kind, phone: phoneNumber() });
    const colleague = cells.at(-1)!;
    const key = `for-${fault}`;
    const facts = {
      key,
      name: key,
      email: `${key}@x.lt`,
      role: 'staff',
      phone: colleague.phone,
      alerts: 'sms',
    };
    expect((await operator.post('/v1/staff', facts)).status).toBe(201);
  }
  await prepareDocuments(operator, [SURVEY, REMINDER, ...FAULTS.map(alarm)]);
  for (const { fault, phone: to } of cells) await phone.rule({ to, fault, times: 1 });
  for (const cell of cells) await cause(cell);
  const { status, body } = await manager.post('/v1/sandbox/advance', { by: WITHIN });
  expect(status, JSON.stringify(body)).toBe(200);
  // The carrier's reports come in real time, whatever the clock of the sandbox says.
  await until('the last reports are in', async () => {
    for (const cell of cells) results.set(cell, await look(cell));
    return cells.every((cell) => isReported(cell));
  });
}, 400_000);

/** Of some nothing more will be heard: reports that are refused, or a carrier that says nothing. */
function isReported(cell: Cell): boolean {
  const { ledger } = results.get(cell)!;
  if (cell.fault === 'bad-signature') return ledger === 'accepted';
  if (cell.fault === 'stuck-at-sent') return ledger === 'sent';
  return /(delivered|unknown)$/.test(ledger);
}

async function cause({ fault, kind, phone: to }: Cell): Promise<void> {
  const policy = kind === 'survey' ? SURVEY : kind === 'reminder' ? REMINDER : alarm(fault);
  const customer = buildCustomer(kind === 'staff alert' ? {} : { phone: to });
  const sale = buildSale({ customer, soldAt: NOON, products: about(policy) });
  expect((await callAs(world, 'intake').post('/v1/sales', sale)).status).toBe(201);
}

async function look({ kind, phone: to }: Cell): Promise<Result> {
  const messages = await world.db.message.findMany({
    where: kind === 'staff alert' ? { staff: { phone: to } } : { customer: { phone: to } },
    orderBy: [{ turn: 'asc' }],
  });
  const { items } = (await manager.get('/v1/escalations?state=open&limit=200')).body;
  const mine = items.filter(({ followUp }: any) =>
    messages.some(({ followUpId }) => followUpId === followUp),
  );
  return {
    accepted: (await phone.received(to)).length,
    ledger: messages.map(({ state }) => state).join(', again: '),
    person: mine.some((item: any) => item.of.endsWith('/delivery')),
  };
}

const resultOf = (fault: Fault, kind: Kind) =>
  results.get(cells.find((cell) => cell.fault === fault && cell.kind === kind)!)!;

describe.each(KINDS)('A %s', (kind) => {
  it.each(FAULTS)('under the fault %s is settled or before a person within ten minutes', (fault) => {
    const { accepted, ledger, person } = resultOf(fault, kind);
    const isSettled = /(accepted|sent|delivered)$/.test(ledger);
    expect({ ledger, person, isSettled }).toMatchObject({ person: !isSettled });
    // What our ledger calls settled was taken by Twilio, once; what a person has to look at was never taken.
    expect({ ledger, accepted }).toEqual({ ledger, accepted: isSettled ? 1 : 0 });
  });
});

it('The table in docs/faults.md says what happened', async () => {
  const lines = FAULTS.map((fault) => {
    const row = KINDS.map((kind) => {
      const { accepted, ledger, person } = resultOf(fault, kind);
      return `${accepted}: ${ledger}${person ? ', before a person' : ''}`;
    });
    return [fault, ...row];
  });
  const page = await readFile(new URL('../docs/faults.md', import.meta.url), 'utf8');
  const told = page
    .split('\n')
    .filter((line) => /^\| `/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll('`', '')),
    );
  expect(told).toEqual(lines);
});
