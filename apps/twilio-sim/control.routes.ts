import express, { Router, type Request, type Response } from 'express';
import { type z } from 'zod';
import {
  accountSchema,
  filterSchema,
  inboundSchema,
  numberSchema,
  ruleSchema,
  serviceSchema,
  type Filter,
} from './control.schema.js';
import { bubbleOf, streamEvents } from './events.js';
import { listHandsets } from './handsets.js';
import { receiveText } from './inbound.js';
import { toResource, type MessageRecord } from './message.js';
import type { Sim } from './sim.js';

/** What a control call was given that it cannot use. */
export class ControlError extends Error {
  constructor(readonly errors: { path: string; message: string }[]) {
    super('The request has faults');
  }
}

/** The control side below `/_sim`: look at everything, play the customer, make things go wrong. */
export function controlRoutes(sim: Sim): Router {
  const router = Router();
  // JSON only: a form that some web page sends to this address has no effect.
  router.use(express.json({ limit: '1mb' }));
  router.get('/health', (_request, response) => void response.json({ status: 'ok' }));
  addLooking(router, sim);
  addPlaying(router, sim);
  addSettingUp(router, sim);
  return router;
}

function addLooking(router: Router, sim: Sim): void {
  router.get('/messages', (request, response) => {
    const found = findMessages(sim, read(filterSchema, request.query));
    response.json({ messages: found.map(toResource) });
  });
  router.get('/conversation', (request, response) => {
    const found = findMessages(sim, read(filterSchema.required({ phone: true }), request.query));
    response.json({ messages: found.map(bubbleOf) });
  });
  router.get('/handsets', (_request, response) => void response.json({ handsets: listHandsets(sim.store) }));
  router.get('/events', (request, response) => streamEvents(sim.store, request, response));
  router.get('/webhooks', (request, response) => {
    const { account, messageSid } = read(filterSchema, request.query);
    const log = sim.webhooks.log(account);
    response.json({ webhooks: messageSid ? log.filter((entry) => entry.messageSid === messageSid) : log });
  });
  router.get('/rules', (_request, response) => void response.json({ rules: sim.rules.list() }));
  router.get('/holds', (request, response) => {
    const holds = sim.holds.list(read(filterSchema, request.query));
    response.json({ held: holds.length, holds });
  });
  router.get('/opt-outs', (_request, response) => void response.json({ optOuts: sim.store.blocks() }));
}

function addPlaying(router: Router, sim: Sim): void {
  router.post('/inbound', async (request, response) => {
    response.json(await receiveText(sim, read(inboundSchema, request.body)));
  });
  router.post('/rules', (request, response) => {
    response.status(201).json(sim.rules.add(read(ruleSchema, request.body)));
  });
  router.delete('/rules', (request, response) => {
    sim.rules.forget(scopeOf(request).account ?? null);
    response.status(204).end();
  });
  router.post('/release', (request, response) => {
    response.json({ released: sim.holds.release(scopeOf(request)) });
  });
  router.post('/reset', (request, response) => {
    const account = scopeOf(request).account ?? null;
    sim.rules.forget(account);
    sim.webhooks.forget(account);
    sim.lifecycle.forgetQueues();
    sim.store.record({ t: 'reset', account });
    sim.holds.drop(account === null ? {} : { account });
    response.json({ reset: account ?? 'all' });
  });
}

function addSettingUp(router: Router, sim: Sim): void {
  router.get('/numbers', (_request, response) => void response.json({ numbers: sim.store.numbers() }));
  router.post('/numbers', (request, response) => {
    const number = read(numberSchema, request.body);
    sim.store.record({ t: 'number', number });
    response.status(201).json(number);
  });
  router.post('/services', (request, response) => {
    const service = read(serviceSchema, request.body);
    sim.store.record({ t: 'service', service });
    response.status(201).json(service);
  });
  router.post('/accounts', (request, response) => {
    const account = read(accountSchema, request.body);
    sim.store.record({ t: 'account', account });
    response.status(201).json({ sid: account.sid });
  });
}

/** Filters of a POST may stand in the query or in the body. */
function scopeOf(request: Request): Filter {
  return read(filterSchema, { ...request.query, ...(request.body as object | undefined) });
}

function read<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const result = schema.safeParse(value ?? {});
  if (result.success) return result.data;
  throw new ControlError(
    result.error.issues.map((issue) => ({ path: `/${issue.path.join('/')}`, message: issue.message })),
  );
}

/** In order of acceptance; deleted and redacted texts included, since Twilio did take them. */
function findMessages(sim: Sim, filter: Filter): MessageRecord[] {
  const party = filter.phone ?? filter.to ?? filter.from;
  const list = party === undefined ? sim.store.messages() : sim.store.messagesWith(party);
  return list.filter(
    (message) =>
      (!filter.account || message.account === filter.account) &&
      (!filter.to || message.to === filter.to) &&
      (!filter.from || message.from === filter.from) &&
      (!filter.direction || message.direction.startsWith(filter.direction)),
  );
}

/** Answers a faulty control call with all its faults. */
export function answerControlError(error: ControlError, response: Response): void {
  response.status(400).json({ error: error.message, errors: error.errors });
}
