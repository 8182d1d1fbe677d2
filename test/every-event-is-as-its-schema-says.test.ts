import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { seedCompany } from '@aftercare/db/seed/company.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Caller, callAs } from './support/client.js';
import { createWorld, type World } from './support/world.js';

const NOW = '2027-03-01T10:00:00Z';

let world: World;
let operator: Caller;
let server: Server;
const bodies: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      bodies.push(body);
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  world = await createWorld({
    now: NOW,
    company: async (db, sender) => {
      const secret = `whsec_${Buffer.from('a secret of this test').toString('base64')}`;
      await db.webhookEndpoint.create({
        data: {
          ...{ id: 'wep_all', url, events: ['*'], secrets: [{ secret, until: null }] },
          ...{ createdAt: new Date(NOW), createdBy: 'test' },
        },
      });
      await seedCompany(db, { sender });
    },
  });
  operator = callAs(world, 'operator');
}, 240_000);
afterAll(() => new Promise((resolve) => server?.close(resolve)));

it('a promise is made, another is broken; a visit is booked, moved and called off; an offer is taken', async () => {
  const ticket = await world.db.ticket.findFirstOrThrow({ where: { plans: { some: {} } } });
  for (const [text, dueAt] of [
    ['a new pump', '2027-03-01T12:00:00Z'],
    ['a call back', '2027-03-20T12:00:00Z'],
  ]) {
    const promise = { ticket: ticket.id, kind: 'call', text, dueAt };
    expect((await operator.post('/v1/promises', promise)).status).toBe(201);
  }
  const kept = await world.db.followUp.findFirstOrThrow({
    where: { step: 'added/promise' },
    orderBy: { dueAt: 'desc' },
  });
  const done = await operator.post(`/v1/follow-ups/${kept.id}/outcome`, { outcome: 'reached' });
  expect(done.status, JSON.stringify(done.body)).toBe(200);
  const visit = await world.db.visit.findFirstOrThrow({ where: { state: 'booked' } });
  await world.db.visit.update({
    where: { id: visit.id },
    data: { startsAt: new Date(visit.startsAt.getTime() + 60_000) },
  });
  await world.db.visit.update({ where: { id: visit.id }, data: { state: 'cancelled' } });
  const plan = await world.db.plan.findFirstOrThrow({
    where: { agreementId: { not: null }, followUps: { some: { offer: null } } },
    include: { followUps: { where: { offer: null }, take: 1 } },
  });
  const offer = await world.db.offer.create({
    data: {
      ...{ id: 'off_1', planId: plan.id, followUpId: plan.followUps[0]!.id, customerId: plan.customerId },
      ...{ agreementId: plan.agreementId, kind: 'renewal', terms: { kind: 'renewal', term: 'P1Y' } },
      ...{ template: 'renewal', state: 'open', createdAt: new Date(NOW) },
    },
  });
  const decided = { state: 'accepted', decidedAt: new Date(NOW), decidedBy: 'customer' };
  await world.db.offer.update({ where: { id: offer.id }, data: decided });
  expect((await operator.post('/v1/sandbox/advance', { by: 'P3D' })).status).toBe(200);
}, 120_000);

it('every body that was delivered is as the schema of its event says, and every event is listed', async () => {
  const { body } = await operator.get('/v1/webhooks/events');
  const ajv = formats.default(new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true }));
  const checks = new Map(body.items.map(({ type, schema }: any) => [type, ajv.compile(schema)] as const));
  const faults = new Set<string>();
  const seen = new Set<string>();
  for (const text of bodies) {
    const event = JSON.parse(text) as { type: string };
    seen.add(event.type);
    const check: any = checks.get(event.type);
    if (!check?.(event))
      faults.add(`${event.type}: ${check ? ajv.errorsText(check.errors) : 'is not listed'}`);
  }
  expect([...faults]).toEqual([]);
  for (const type of ['sale.created', 'visit.booked', 'visit.moved', 'visit.cancelled', 'promise.made'])
    expect([...seen].sort()).toContain(type);
  for (const type of [
    'promise.kept',
    'promise.broken',
    'offer.made',
    'message.delivered',
    'escalation.level',
  ])
    expect([...seen].sort()).toContain(type);
});
