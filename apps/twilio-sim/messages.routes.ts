import { Router, type Request, type Response } from 'express';
import { field, readCreate, readTo, type Form } from './create-request.js';
import { TwilioError } from './errors.js';
import { answerCreated, passFaultsBefore } from './faulty-answer.js';
import { listMessages } from './message-list.js';
import { isFinal, toResource, type MessageRecord } from './message.js';
import { acceptMessage } from './outbound.js';
import { fateOf, refusalOf } from './rules.js';
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
  const asked = { account, to: readTo(form), resource: 'messages' as const };
  if (!(await passFaultsBefore(sim, asked, request, response))) return;
  const draft = readCreate(sim, account, form, Date.now());
  const rule = sim.rules.takeForMessage(account, draft.to);
  const refusal = refusalOf(rule);
  if (refusal !== null) throw new TwilioError(refusal);
  const message = acceptMessage(sim, { ...draft, fate: fateOf(rule) });
  const made = {
    account,
    to: message.to,
    messageSid: message.sid,
    callSid: null,
    resource: toResource(message),
    start: () => sim.lifecycle.start(message),
    startWithCallback: () => sim.lifecycle.startWithCallback(message),
  };
  await answerCreated(sim, rule, made, response);
}
