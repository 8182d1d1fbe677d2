import { createHash } from 'node:crypto';
import { Router, type Request } from 'express';
import { field, type Form } from './create-request.js';
import { TwilioError } from './errors.js';
import { API_VERSION } from './message.js';
import type { Sim } from './sim.js';
import type { OwnNumber } from './store.js';

interface OneNumber {
  account: string;
  sid: string;
}

/** The part of IncomingPhoneNumbers that says which webhook a number calls: list, fetch, update. */
export function numberRoutes(sim: Sim): Router {
  const router = Router({ mergeParams: true });
  router.get('/IncomingPhoneNumbers.json', (request: Request<{ account: string }>, response) => {
    const { account } = request.params;
    const wanted = request.query.PhoneNumber;
    const numbers = sim.store.numbersOf(account).filter((own) => !wanted || own.phoneNumber === wanted);
    response.json(numberPage(account, `${request.baseUrl}/IncomingPhoneNumbers.json`, numbers));
  });
  router.get('/IncomingPhoneNumbers/:sid.json', (request: Request<OneNumber>, response) => {
    response.json(numberResource(request.params.account, getNumber(sim, request.params)));
  });
  router.post('/IncomingPhoneNumbers/:sid.json', (request: Request<OneNumber>, response) => {
    const number = updated(getNumber(sim, request.params), (request.body ?? {}) as Form);
    sim.store.record({ t: 'number', number });
    response.json(numberResource(request.params.account, number));
  });
  return router;
}

function getNumber(sim: Sim, { account, sid }: OneNumber): OwnNumber {
  const number = sim.store.numbersOf(account).find((own) => numberSid(own) === sid);
  if (!number) throw new TwilioError(20404, `The requested resource ${sid} was not found`);
  return number;
}

/** The same number keeps its SID over restarts. */
function numberSid(number: OwnNumber): string {
  return `PN${createHash('md5').update(`${number.account}|${number.phoneNumber}`).digest('hex')}`;
}

function updated(number: OwnNumber, form: Form): OwnNumber {
  return {
    ...number,
    ...(form.FriendlyName === undefined ? {} : { friendlyName: field(form, 'FriendlyName') }),
    ...(form.SmsUrl === undefined ? {} : { smsUrl: field(form, 'SmsUrl') }),
    ...(form.SmsFallbackUrl === undefined ? {} : { smsFallbackUrl: field(form, 'SmsFallbackUrl') }),
    ...(form.SmsMethod === undefined ? {} : { smsMethod: form.SmsMethod === 'GET' ? 'GET' : 'POST' }),
  };
}

function numberPage(account: string, path: string, numbers: OwnNumber[]): object {
  const uri = `${path}?PageSize=50&Page=0`;
  return {
    end: Math.max(0, numbers.length - 1),
    first_page_uri: uri,
    incoming_phone_numbers: numbers.map((number) => numberResource(account, number)),
    next_page_uri: null,
    page: 0,
    page_size: 50,
    previous_page_uri: null,
    start: 0,
    uri,
  };
}

function numberResource(account: string, number: OwnNumber): Record<string, unknown> {
  const sid = numberSid(number);
  return {
    account_sid: account,
    address_requirements: 'none',
    address_sid: null,
    api_version: API_VERSION,
    beta: false,
    bundle_sid: null,
    capabilities: { mms: false, sms: true, voice: false, fax: false },
    date_created: null,
    date_updated: null,
    emergency_address_sid: null,
    emergency_address_status: 'unregistered',
    emergency_status: 'Inactive',
    friendly_name: number.friendlyName,
    identity_sid: null,
    origin: 'twilio',
    phone_number: number.phoneNumber,
    sid,
    sms_application_sid: null,
    sms_fallback_method: 'POST',
    sms_fallback_url: number.smsFallbackUrl || null,
    sms_method: number.smsMethod,
    sms_url: number.smsUrl || null,
    status: 'in-use',
    status_callback: null,
    status_callback_method: 'POST',
    trunk_sid: null,
    type: 'local',
    uri: `/${API_VERSION}/Accounts/${account}/IncomingPhoneNumbers/${sid}.json`,
    voice_application_sid: null,
    voice_caller_id_lookup: false,
    voice_fallback_method: 'POST',
    voice_fallback_url: null,
    voice_method: 'POST',
    voice_receive_mode: 'voice',
    voice_url: null,
  };
}
