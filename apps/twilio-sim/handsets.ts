import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { customerOf, toResource, type MessageRecord } from './message.js';
import type { Store } from './store.js';

/** One customer's phone, as the phone page lists it. */
export interface Handset {
  phone: string;
  /** Written with spaces, as people read it. */
  label: string;
  /** ISO 3166 code, or empty. */
  country: string;
  /** The text exchanged last, in Twilio's field names. */
  last: Record<string, unknown>;
  /** Order of the latest text; grows with every new one. */
  seq: number;
  /** Instants are milliseconds; Twilio's own dates only know seconds. */
  at: number;
  count: number;
  /** True after STOP to the number that texted last. */
  isOptedOut: boolean;
}

/** All phones seen so far, the one with the latest text first. */
export function listHandsets(store: Store): Handset[] {
  const latest = new Map<string, { message: MessageRecord; count: number }>();
  for (const message of store.messages()) {
    const phone = customerOf(message);
    latest.set(phone, { message, count: (latest.get(phone)?.count ?? 0) + 1 });
  }
  return [...latest]
    .map(([phone, { message, count }]) => handsetOf(store, phone, message, count))
    .sort((a, b) => b.seq - a.seq);
}

function handsetOf(store: Store, phone: string, message: MessageRecord, count: number): Handset {
  const parsed = parsePhoneNumberFromString(phone);
  const sender = message.direction === 'inbound' ? message.to : (message.from ?? '');
  return {
    phone,
    label: parsed?.formatInternational() ?? phone,
    country: parsed?.country ?? '',
    last: toResource(message),
    seq: message.seq,
    at: message.createdAt,
    count,
    isOptedOut: store.isBlocked(message.account, sender, phone),
  };
}
