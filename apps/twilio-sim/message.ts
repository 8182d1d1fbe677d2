import { messageOf } from './errors.js';

export type MessageStatus =
  /** Waits for its SendAt; only with a Messaging Service. */
  | 'scheduled'
  /** A Messaging Service has taken it and will choose a sender. */
  | 'accepted'
  /** Has a sender and waits for its turn. */
  | 'queued'
  /** On its way to the carrier. */
  | 'sending'
  /** The carrier has taken it. */
  | 'sent'
  /** The carrier has reported its arrival. */
  | 'delivered'
  /** The carrier has reported that it did not arrive. */
  | 'undelivered'
  /** It never left. */
  | 'failed'
  /** Withdrawn while scheduled. */
  | 'canceled'
  /** A customer's text that Twilio has taken. */
  | 'received';

export type Direction = 'inbound' | 'outbound-api' | 'outbound-reply';

/** Where a message ends and what its callbacks look like; fixed when it is accepted. */
export interface Fate {
  outcome: 'delivered' | 'undelivered' | 'failed' | 'sent';
  errorCode: number | null;
  /** Milliseconds in its first status; null for the default. */
  firstDelayMs: number | null;
  /** Each callback is sent twice. */
  isDoubled: boolean;
  /** Callbacks that are not the last one come after it. */
  isLate: boolean;
  /** Callbacks carry a signature made with a wrong key. */
  isBadlySigned: boolean;
}

/** One stored text. Instants are UTC milliseconds of the machine's clock. */
export interface MessageRecord {
  /** Order of acceptance over all accounts. */
  seq: number;
  sid: string;
  account: string;
  direction: Direction;
  /** Null until a Messaging Service has chosen. */
  from: string | null;
  to: string;
  body: string;
  status: MessageStatus;
  numSegments: number;
  numMedia: number;
  serviceSid: string | null;
  errorCode: number | null;
  createdAt: number;
  updatedAt: number;
  sentAt: number | null;
  statusCallback: string | null;
  validitySeconds: number;
  sendAt: number | null;
  fate: Fate;
  /** An inbound text whose webhook has not been carried out yet. */
  isWebhookPending: boolean;
  /** Deleted over REST: gone there, still visible to the control side. */
  isDeleted: boolean;
}

export const API_VERSION = '2010-04-01';

const FINAL: ReadonlySet<MessageStatus> = new Set([
  'delivered',
  'undelivered',
  'failed',
  'canceled',
  'received',
]);

/** True where nothing can follow; `sent` can be the last status too, but a receipt may still come. */
export function isFinal(status: MessageStatus): boolean {
  return FINAL.has(status);
}

/** The customer's side of a message, whichever way it went. */
export function customerOf(message: MessageRecord): string {
  return message.direction === 'inbound' ? (message.from ?? '') : message.to;
}

/** RFC 2822 in GMT with a numeric offset, as Twilio writes dates. */
export function rfc2822(instant: number): string {
  return new Date(instant).toUTCString().replace('GMT', '+0000');
}

/** The Message resource as Twilio answers it: every field is there, missing values are null. */
export function toResource(message: MessageRecord): Record<string, unknown> {
  const uri = `/${API_VERSION}/Accounts/${message.account}/Messages/${message.sid}`;
  return {
    account_sid: message.account,
    api_version: API_VERSION,
    body: message.body,
    date_created: rfc2822(message.createdAt),
    date_sent: message.sentAt === null ? null : rfc2822(message.sentAt),
    date_updated: rfc2822(message.updatedAt),
    direction: message.direction,
    error_code: message.errorCode,
    error_message: message.errorCode === null ? null : messageOf(message.errorCode),
    from: message.from,
    messaging_service_sid: message.serviceSid,
    num_media: String(message.numMedia),
    num_segments: String(message.from === null ? 0 : message.numSegments),
    price: message.sentAt === null ? null : (-0.0075 * message.numSegments).toFixed(5),
    price_unit: 'USD',
    sid: message.sid,
    status: message.status,
    subresource_uris: { media: `${uri}/Media.json` },
    to: message.to,
    uri: `${uri}.json`,
  };
}
