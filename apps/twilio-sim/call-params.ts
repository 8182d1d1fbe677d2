import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { CallEvent, CallRecord, CallStatus } from './call.js';
import { API_VERSION, rfc2822 } from './message.js';

/** What every request about a call says of it. */
export function callParams(call: CallRecord): Record<string, string> {
  return {
    AccountSid: call.account,
    ApiVersion: API_VERSION,
    CallSid: call.sid,
    CallStatus: call.status,
    Called: call.to,
    Caller: call.from,
    Direction: call.direction,
    From: call.from,
    To: call.to,
    ...placesOf(call),
    ...(call.parentSid !== null && { ParentCallSid: call.parentSid }),
    ...(call.answeredBy !== null && { AnsweredBy: call.answeredBy }),
  };
}

/** City, state and zip code of a number are not known here and sent empty. */
function placesOf({ from, to }: CallRecord): Record<string, string> {
  const sides = { From: from, To: to, Caller: from, Called: to };
  return Object.fromEntries(
    Object.entries(sides).flatMap(([side, phone]) => [
      [`${side}City`, ''],
      [`${side}State`, ''],
      [`${side}Zip`, ''],
      [`${side}Country`, parsePhoneNumberFromString(phone)?.country ?? ''],
    ]),
  );
}

/** What a status callback says when an event has come. */
export function progressParams(call: CallRecord, event: CallEvent): Record<string, string> {
  return {
    ...callParams(call),
    CallStatus: event === 'initiated' ? 'initiated' : call.status,
    CallbackSource: 'call-progress-events',
    SequenceNumber: String(call.sequence),
    Timestamp: rfc2822(call.updatedAt),
    ...(event === 'completed' && endParams(call)),
  };
}

const SIP_CODES: Partial<Record<CallStatus, string>> = {
  completed: '200',
  busy: '486',
  'no-answer': '487',
  canceled: '487',
  failed: '404',
};

/** `CallDuration` in seconds, `Duration` in minutes that have begun. */
function endParams({ status, duration }: CallRecord): Record<string, string> {
  const seconds = duration ?? 0;
  return {
    CallDuration: String(seconds),
    Duration: String(Math.ceil(seconds / 60)),
    SipResponseCode: SIP_CODES[status] ?? '500',
  };
}
