import { Router, type Request, type Response } from 'express';
import { field, readCreate, readTo, type Form } from './create-request.js';
import { TwilioError } from './errors.js';
import { listMessages } from './message-list.js';
import { isFinal, toResource, type MessageRecord } from './message.js';
import { acceptMessage } from './outbound.js';
import { fateOf, refusalOf, type Fault, type Rule } from './rules.js';
import type { Sim } from './sim.js';

interface OneMessage {
  account: string;
  sid: string;
}

/** Twilio's Messages resource below `/2010-04-01/Accounts/{account}`. */
export function messageRoutes(sim: Sim): Router {
  const router = Router({ mergeParams: true });
  router.post('/Messages.json', (request: Request<{ account: string }>, response) =>
    create(sim, request, response),
  );
  router.get('/Messages.json', (request: Request<{ account: string }>, response) => {
    const path = `${request.baseUrl}/Messages.json`;
    const query = request.query as Record<string, string | undefined>;
    response.json(listMessages(sim.store, request.params.account, path, query));
  });
  router.get('/Messages/:sid.json', (request: Request<OneMessage>, response) => {
    response.json(toResource(getMessage(sim, request.params)));
  });
  router.post('/Messages/:sid.json', (request: Request<OneMessage>, response) => {
    const message = getMessage(sim, request.params);
    update(sim, message, formOf(request));
    response.json(toResource(message));
  });
  router.delete('/Messages/:sid.json', (request: Request<OneMessage>, response) => {
    const message = getMessage(sim, request.params);
    if (!isFinal(message.status) && message.status !== 'sent') throw new TwilioError(20009);
    sim.store.changeMessage(message, { isDeleted: true });
    response.status(204).end();
  });
  return router;
}

function formOf(request: Request<never> | Request<{ account: string }> | Request<OneMessage>): Form {
  return (request.body ?? {}) as Form;
}

function getMessage(sim: Sim, { account, sid }: OneMessage): MessageRecord {
  const message = sim.store.findMessage(sid);
  if (!message || message.account !== account || message.isDeleted) {
    throw new TwilioError(20404, `The requested resource ${sid} was not found`);
  }
  return message;
}

function update(sim: Sim, message: MessageRecord, form: Form): void {
  if (form.Status !== undefined) {
    if (form.Status !== 'canceled') throw new TwilioError(20001, 'Status can only be set to canceled');
    if (message.status !== 'scheduled') throw new TwilioError(30409);
    sim.lifecycle.cancel(message);
  }
  if (form.Body !== undefined) {
    if (field(form, 'Body') !== '') throw new TwilioError(20001, 'Body can only be set to an empty text');
    sim.store.changeMessage(message, { body: '', updatedAt: Date.now() });
  }
}

async function create(sim: Sim, request: Request<{ account: string }>, response: Response): Promise<void> {
  const { account } = request.params;
  const form = formOf(request);
  if (!(await passFaultsBefore(sim, request, response, readTo(form)))) return;
  const draft = readCreate(sim, account, form, Date.now());
  const rule = sim.rules.takeForMessage(account, draft.to);
  const refusal = refusalOf(rule);
  if (refusal !== null) throw new TwilioError(refusal);
  const message = acceptMessage(sim, { ...draft, fate: fateOf(rule) });
  await answerCreate(sim, rule, message, response);
}

/** True when the request may go on; otherwise it was dealt with. */
async function passFaultsBefore(
  sim: Sim,
  request: Request<{ account: string }>,
  response: Response,
  to: string,
): Promise<boolean> {
  const { account } = request.params;
  const fault = sim.rules.takeBefore(account, to);
  switch (fault) {
    case null:
      return true;
    case 'close-before':
      request.socket.destroy();
      return false;
    case '503':
      response.status(503).type('html').send('<html><body><h1>503 Service Unavailable</h1></body></html>');
      return false;
    case 'hold-before': {
      const isReleased = await sim.holds.hold({ account, to, fault, messageSid: null });
      if (!isReleased) request.socket.destroy();
      // A caller that died while it waited never got its request through.
      return !request.socket.destroyed;
    }
    default:
      response.set('Retry-After', '1');
      throw new TwilioError(20429);
  }
}

/** Answers as the rule's fault has it. The message is stored by now, whatever the caller gets to see. */
async function answerCreate(
  sim: Sim,
  rule: Rule | null,
  message: MessageRecord,
  response: Response,
): Promise<void> {
  const body = JSON.stringify(toResource(message));
  const fault: Fault | null = rule?.fault ?? null;
  if (fault === 'callback-first') await sim.lifecycle.startWithCallback(message);
  else sim.lifecycle.start(message);
  if (fault === 'close-after-accept') return void response.socket?.destroy();
  if (fault === '500-after-accept') throw new TwilioError(20500);
  if (fault === 'cut-body') return cutShort(response, body);
  if (fault === 'hold') {
    const about = { account: message.account, to: message.to, fault, messageSid: message.sid };
    if (!(await sim.holds.hold(about))) return void response.socket?.destroy();
  }
  response.status(201).type('application/json').send(body);
}

function cutShort(response: Response, body: string): void {
  response.writeHead(201, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
  });
  response.write(body.slice(0, body.length / 2), () => response.socket?.destroy());
}
