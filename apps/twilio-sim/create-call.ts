import {
  CALL_EVENTS,
  type CallEvent,
  type CallHook,
  type CallOrder,
  type CallRecord,
  HAPPY_CALL,
} from './call.js';
import { E164, field, type Form, GOOD_MAGIC_FROM, isUsableUrl } from './create-request.js';
import { TwilioError } from './errors.js';
import type { Sim } from './sim.js';

const MOST_TWIML_CHARACTERS = 4_000;
const LONGEST_RING_SECONDS = 600;
const LONGEST_CALL_SECONDS = 14_400;

/** Twilio's magic numbers of calls. */
const MAGIC_TO: Readonly<Record<string, number>> = {
  '+15005550001': 21217,
  '+15005550002': 21214,
  '+15005550003': 21215,
  '+15005550004': 21216,
};

/** A call that has passed all checks. */
export type CallDraft = Pick<CallRecord, 'account' | 'from' | 'to' | 'order' | 'fate'>;

/**
 * Checks a create request: recipient, magic numbers, caller, what is to be done, and the rest.
 *
 * @throws TwilioError for the first thing that is wrong
 */
export function readCreateCall(sim: Sim, account: string, form: Form): CallDraft {
  const to = checkTo(field(form, 'To').trim());
  const from = checkFrom(sim, account, field(form, 'From').trim());
  return { account, from, to, order: readOrder(sim, account, form), fate: HAPPY_CALL };
}

function checkTo(to: string): string {
  if (to === '') throw new TwilioError(21201);
  const magic = MAGIC_TO[to];
  if (magic) throw new TwilioError(magic);
  if (!E164.test(to)) throw new TwilioError(21217, `${to} is not a valid phone number`);
  return to;
}

function checkFrom(sim: Sim, account: string, from: string): string {
  if (from === '') throw new TwilioError(21213);
  if (from === '+15005550001' || !E164.test(from)) throw new TwilioError(21212);
  const isOwned =
    from === GOOD_MAGIC_FROM ||
    (!from.startsWith('+1500555') && sim.store.numbersOf(account).length === 0) ||
    sim.store.findNumber(account, from) !== undefined;
  if (!isOwned) throw new TwilioError(21210, `${from} is not a number of this account, nor verified for it`);
  return from;
}

function readOrder(sim: Sim, account: string, form: Form): CallOrder {
  const application = sim.store.findApplication(account, field(form, 'ApplicationSid'));
  const document = readHook(form, 'Url', 'Method') ?? application?.voice ?? null;
  const twiml = document === null ? readInline(form) : null;
  if (document === null && twiml === null)
    throw new TwilioError(21205, 'Url, Twiml or ApplicationSid is required');
  const sendDigits = field(form, 'SendDigits');
  return {
    document,
    twiml,
    fallback: readHook(form, 'FallbackUrl', 'FallbackMethod') ?? application?.voiceFallback ?? null,
    statusCallback: readStatusCallback(form) ?? application?.voiceStatus ?? null,
    events: readEvents(form),
    timeoutSeconds: readSeconds(form, 'Timeout', 60, LONGEST_RING_SECONDS),
    timeLimitSeconds: readSeconds(form, 'TimeLimit', LONGEST_CALL_SECONDS, LONGEST_CALL_SECONDS),
    machineDetection: sendDigits === '' ? readDetection(form) : null,
    isAmdAsync: field(form, 'AsyncAmd') === 'true',
    asyncAmd: readHook(form, 'AsyncAmdStatusCallback', 'AsyncAmdStatusCallbackMethod'),
    sendDigits,
  };
}

/** An address of a form with its method, or null where none is given. */
export function readHook(form: Form, name: string, methodName: string): CallHook | null {
  const url = field(form, name).trim();
  const method = field(form, methodName).toUpperCase() || 'POST';
  if (method !== 'GET' && method !== 'POST')
    throw new TwilioError(21403, `${methodName} must be GET or POST`);
  if (url === '') return null;
  if (!isUsableUrl(url)) throw new TwilioError(21205, `${name}: ${url} is not a valid URL`);
  return { url, method };
}

function readStatusCallback(form: Form): CallHook | null {
  const url = field(form, 'StatusCallback');
  if (url !== '' && !isUsableUrl(url)) throw new TwilioError(21609);
  return readHook(form, 'StatusCallback', 'StatusCallbackMethod');
}

/** @throws TwilioError when it is too long; null where none is given */
export function readInline(form: Form): string | null {
  const twiml = field(form, 'Twiml');
  if (twiml.length > MOST_TWIML_CHARACTERS)
    throw new TwilioError(20001, `Twiml must not be longer than ${MOST_TWIML_CHARACTERS} characters`);
  return twiml === '' ? null : twiml;
}

/** Events that are not known are passed over, as Twilio does with a warning of its debugger (21626). */
function readEvents(form: Form): CallEvent[] {
  const given = [form.StatusCallbackEvent ?? []].flat().flatMap((words) => words.split(/[\s,]+/));
  const known = CALL_EVENTS.filter((event) => given.includes(event));
  return known.length > 0 ? known : ['completed'];
}

function readDetection(form: Form): CallOrder['machineDetection'] {
  const word = field(form, 'MachineDetection');
  if (word === '' || word === 'Enable' || word === 'DetectMessageEnd') return word || null;
  throw new TwilioError(20001, 'MachineDetection must be Enable or DetectMessageEnd');
}

/** A length of time, in seconds. */
export function readSeconds(form: Form, name: string, usual: number, most: number): number {
  const value = field(form, name);
  if (value === '') return usual;
  const seconds = Number(value);
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= most) return seconds;
  throw new TwilioError(20001, `${name} must be between 1 and ${most}`);
}
