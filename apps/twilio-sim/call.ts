import { API_VERSION, rfc2822 } from './message.js';

export type CallStatus =
  /** Taken, and not dialled yet. */
  | 'queued'
  /** The telephone rings. */
  | 'ringing'
  /** Somebody, or something, took it up. */
  | 'in-progress'
  /** It was taken up and is over. */
  | 'completed'
  | 'busy'
  /** It could not be connected: no such number, or the network failed. */
  | 'failed'
  | 'no-answer'
  /** Ended by us before anybody took it up. */
  | 'canceled';

/** `initiated` is no status of the resource; callbacks know it. */
export type CallEvent = 'initiated' | 'ringing' | 'answered' | 'completed';
export const CALL_EVENTS: readonly CallEvent[] = ['initiated', 'ringing', 'answered', 'completed'];

export type AnsweredBy =
  | 'human'
  | 'machine_start'
  | 'machine_end_beep'
  | 'machine_end_silence'
  | 'machine_end_other'
  | 'fax'
  | 'unknown';

/** An address that says how a call goes on, or that is told about it. */
export interface CallHook {
  url: string;
  method: 'GET' | 'POST';
}

/** What was asked for when the call was created; an update may change it. */
export interface CallOrder {
  /** Null where `twiml` says it all. */
  document: CallHook | null;
  fallback: CallHook | null;
  twiml: string | null;
  statusCallback: CallHook | null;
  events: readonly CallEvent[];
  timeoutSeconds: number;
  timeLimitSeconds: number;
  machineDetection: 'Enable' | 'DetectMessageEnd' | null;
  /** Where an asynchronous detection is told; null: the call waits for it. */
  asyncAmd: CallHook | null;
  isAmdAsync: boolean;
  sendDigits: string;
}

/** What is to go wrong with a call; fixed when it is accepted. */
export interface CallFate {
  /** Milliseconds in `queued`; null for the default. */
  firstDelayMs: number | null;
  isDoubled: boolean;
  isLate: boolean;
  isBadlySigned: boolean;
  /** Its end is never told. */
  isEndSilent: boolean;
}

export const HAPPY_CALL: CallFate = {
  firstDelayMs: null,
  isDoubled: false,
  isLate: false,
  isBadlySigned: false,
  isEndSilent: false,
};

/** One thing that happened in a call, for the log and the phone page. */
export interface CallStep {
  /** Seconds of the call's own time since it began to ring. */
  at: number;
  what: 'said' | 'played' | 'waited' | 'pressed' | 'spoke' | 'recorded' | 'dialled' | 'error';
  text: string;
}

/** One leg. Instants are UTC milliseconds of the machine's clock, durations seconds of the call's own time. */
export interface CallRecord {
  seq: number;
  sid: string;
  account: string;
  direction: 'outbound-api' | 'outbound-dial';
  parentSid: string | null;
  from: string;
  to: string;
  status: CallStatus;
  answeredBy: AnsweredBy | null;
  createdAt: number;
  updatedAt: number;
  startedAt: number | null;
  endedAt: number | null;
  /** Null until it is over. */
  duration: number | null;
  order: CallOrder;
  fate: CallFate;
  steps: CallStep[];
  /** How many status callbacks were made; the next one carries this number. */
  sequence: number;
  /** Whether it was told that it is dialled. */
  isAnnounced: boolean;
  isDeleted: boolean;
}

const OVER: ReadonlySet<CallStatus> = new Set(['completed', 'busy', 'failed', 'no-answer', 'canceled']);

/** True where nothing can follow. */
export function isCallOver({ status }: Pick<CallRecord, 'status'>): boolean {
  return OVER.has(status);
}

/** The Call resource as Twilio answers it: every field is there, missing values are null. */
export function toCallResource(call: CallRecord): Record<string, unknown> {
  const uri = `/${API_VERSION}/Accounts/${call.account}/Calls/${call.sid}`;
  const part = (name: string) => `${uri}/${name}.json`;
  return {
    account_sid: call.account,
    answered_by: call.answeredBy,
    api_version: API_VERSION,
    caller_name: null,
    date_created: rfc2822(call.createdAt),
    date_updated: rfc2822(call.updatedAt),
    direction: call.direction,
    duration: call.duration === null ? null : String(call.duration),
    end_time: call.endedAt === null ? null : rfc2822(call.endedAt),
    forwarded_from: null,
    from: call.from,
    from_formatted: call.from,
    group_sid: null,
    parent_call_sid: call.parentSid,
    phone_number_sid: null,
    price: null,
    price_unit: 'USD',
    queue_time: '0',
    sid: call.sid,
    start_time: call.startedAt === null ? null : rfc2822(call.startedAt),
    status: call.status,
    subresource_uris: {
      notifications: part('Notifications'),
      recordings: part('Recordings'),
      events: part('Events'),
    },
    to: call.to,
    to_formatted: call.to,
    trunk_sid: null,
    uri: `${uri}.json`,
  };
}
