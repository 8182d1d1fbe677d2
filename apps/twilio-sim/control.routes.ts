import express, { Router, type Request, type Response } from 'express';
import { addCalls } from './control-calls.routes.js';
import {
  accountSchema,
  applicationSchema,
  filterSchema,
  inboundSchema,
  lineTypeSchema,
  numberSchema,
  ruleSchema,
  serviceSchema,
  type Filter,
} from './control.schema.js';
import { bubbleOf, streamEvents } from './events.js';
import { listHandsets } from './handsets.js';
import { receiveText } from './inbound.js';
import { toResource, type MessageRecord } from './message.js';
import { type ControlError, read } from './read.js';
import type { Sim } from './sim.js';
import type { WebhookAttempt } from './webhooks.js';

/** The control side below `/_sim`: look at everything, play the customer, make things go wrong. */
export function controlRoutes(sim: Sim): Router {
  const router = Router();
  // JSON only: a form that some web page sends to this address has no effect.
  router.use(express.json({ limit: '1mb' }));
  router.get('/health', (_request, response) => void response.json({ status: 'ok' }));
  addLooking(router, sim);
  addPlaying(router, sim);
  addCalls(router, sim);
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
    const { account, messageSid, callSid } = read(filterSchema, request.query);
    const isWanted = (entry: WebhookAttempt) =>
      (!messageSid || entry.messageSid === messageSid) && (!callSid || entry.callSid === callSid);
    response.json({ webhooks: sim.webhooks.log(account).filter(isWanted) });
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
    sim.callees.forget(account);
    sim.switchboard.forget(account);
    if (account === null) sim.lineTypes.forget();
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
  router.post('/applications', (request, response) => {
    const application = read(applicationSchema, request.body);
    sim.store.record({ t: 'application', application });
    response.status(201).json(application);
  });
  router.post('/line-types', (request, response) => {
    const { phoneNumber, ...about } = read(lineTypeSchema, request.body);
    sim.lineTypes.set(phoneNumber, about);
    response.status(201).json({ phoneNumber, ...about });
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
  response.status(error.status).json({ error: error.message, errors: error.errors });
}
