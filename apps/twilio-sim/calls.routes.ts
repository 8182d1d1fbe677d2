import { Router, type Request, type Response } from 'express';
import { type CallOrder, type CallRecord, isCallOver, toCallResource } from './call.js';
import { listCalls } from './call-list.js';
import { readCreateCall, readHook, readInline, readSeconds } from './create-call.js';
import { field, type Form, readTo } from './create-request.js';
import { TwilioError } from './errors.js';
import { answerCreated, passFaultsBefore } from './faulty-answer.js';
import type { Query } from './list-page.js';
import { callFateOf, refusalOf } from './rules.js';
import type { Sim } from './sim.js';

interface OneCall {
  account: string;
  sid: string;
}

const LONGEST_CALL_SECONDS = 14_400;

/** Twilio's Calls resource below `/2010-04-01/Accounts/{account}`. */
export function callRoutes(sim: Sim): Router {
  const router = Router({ mergeParams: true });
  router.post('/Calls.json', (request: Request<{ account: string }>, response) =>
    create(sim, request, response),
  );
  router.get('/Calls.json', (request: Request<{ account: string }>, response) => {
    const path = `${request.baseUrl}/Calls.json`;
    response.json(listCalls(sim.store, request.params.account, path, request.query as Query));
  });
  router.get('/Calls/:sid.json', (request: Request<OneCall>, response) => {
    response.json(toCallResource(getCall(sim, request.params)));
  });
  router.post('/Calls/:sid.json', (request: Request<OneCall>, response) => {
    const call = getCall(sim, request.params);
    update(sim, call, (request.body ?? {}) as Form);
    response.json(toCallResource(call));
  });
  router.delete('/Calls/:sid.json', (request: Request<OneCall>, response) => {
    const call = getCall(sim, request.params);
    if (!isCallOver(call)) throw new TwilioError(20009, 'A call that is not over cannot be deleted');
    sim.store.changeCall(call, { isDeleted: true });
    response.status(204).end();
  });
  return router;
}

function getCall(sim: Sim, { account, sid }: OneCall): CallRecord {
  const call = sim.store.findCall(sid);
  if (!call || call.account !== account || call.isDeleted) {
    throw new TwilioError(20404, `The requested resource ${sid} was not found`);
  }
  return call;
}

async function create(sim: Sim, request: Request<{ account: string }>, response: Response): Promise<void> {
  const { account } = request.params;
  const form = (request.body ?? {}) as Form;
  const asked = { account, to: readTo(form), resource: 'calls' as const };
  if (!(await passFaultsBefore(sim, asked, request, response))) return;
  const draft = readCreateCall(sim, account, form);
  const rule = sim.rules.takeForCall(account, draft.to);
  const refusal = refusalOf(rule);
  if (refusal !== null) throw new TwilioError(refusal);
  const call = sim.switchboard.accept({ ...draft, fate: callFateOf(rule) });
  const made = {
    account,
    to: call.to,
    messageSid: null,
    callSid: call.sid,
    resource: toCallResource(call),
    start: () => sim.switchboard.start(call),
    startWithCallback: () => sim.switchboard.startWithCallback(call),
  };
  await answerCreated(sim, rule, made, response);
}

/**
 * Ends a call, or lets it go on with another document.
 *
 * @throws TwilioError 21220 where its state does not allow it
 */
function update(sim: Sim, call: CallRecord, form: Form): void {
  const status = field(form, 'Status');
  if (status !== '' && status !== 'canceled' && status !== 'completed')
    throw new TwilioError(20001, 'Status must be canceled or completed');
  const document = readHook(form, 'Url', 'Method');
  const twiml = document === null ? readInline(form) : null;
  sim.switchboard.reorder(call, readChanges(form));
  if (status !== '') return endCall(sim, call, status);
  if (document === null && twiml === null) return;
  if (call.status !== 'in-progress')
    throw new TwilioError(21220, 'The call is not in progress: cannot redirect');
  sim.switchboard.redirect(call, { document, twiml });
}

function readChanges(form: Form): Partial<CallOrder> {
  const fallback = readHook(form, 'FallbackUrl', 'FallbackMethod');
  const statusCallback = readHook(form, 'StatusCallback', 'StatusCallbackMethod');
  return {
    ...(fallback && { fallback }),
    ...(statusCallback && { statusCallback }),
    ...(form.TimeLimit !== undefined && {
      timeLimitSeconds: readSeconds(form, 'TimeLimit', LONGEST_CALL_SECONDS, LONGEST_CALL_SECONDS),
    }),
  };
}

/** What nobody has taken up is canceled, whichever word is used. */
function endCall(sim: Sim, call: CallRecord, status: 'canceled' | 'completed'): void {
  if (isCallOver(call)) throw new TwilioError(21220, 'The call is over');
  const isTakenUp = call.status === 'in-progress';
  if (isTakenUp && status === 'canceled')
    throw new TwilioError(21220, 'A call in progress cannot be canceled, only completed');
  sim.switchboard.end(call, isTakenUp ? 'completed' : 'canceled');
}
