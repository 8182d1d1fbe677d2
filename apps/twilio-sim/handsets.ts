import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { CallRecord } from './call.js';
import { customerOf, toResource, type MessageRecord } from './message.js';
import type { Store } from './store.js';

/** One customer's phone, as the phone page lists it. */
export interface Handset {
  phone: string;
  /** Written with spaces, as people read it. */
  label: string;
  /** ISO 3166 code, or empty. */
  country: string;
  /** The text exchanged last, in Twilio's field names; null where it was only called. */
  last: Record<string, unknown> | null;
  /** Order of the latest text or call; grows with every new one. */
  seq: number;
  /** Instants are milliseconds; Twilio's own dates only know seconds. */
  at: number;
  count: number;
  /** True after STOP to the number that texted last. */
  isOptedOut: boolean;
}

/** All phones seen so far, the one with the latest text or call first. */
export function listHandsets(store: Store): Handset[] {
  const texted = textedHandsets(store);
  const known = new Map(texted.map((handset) => [handset.phone, handset]));
  for (const call of store.calls()) {
    const handset = known.get(call.to) ?? calledHandset(call);
    const isLatest = call.seq > handset.seq;
    known.set(call.to, isLatest ? { ...handset, seq: call.seq, at: call.createdAt } : handset);
  }
  return [...known.values()].sort((a, b) => b.seq - a.seq);
}

function calledHandset({ to, seq, createdAt }: CallRecord): Handset {
  return { phone: to, ...nameOf(to), last: null, seq, at: createdAt, count: 0, isOptedOut: false };
}

function nameOf(phone: string): { label: string; country: string } {
  const parsed = parsePhoneNumberFromString(phone);
  return { label: parsed?.formatInternational() ?? phone, country: parsed?.country ?? '' };
}

function textedHandsets(store: Store): Handset[] {
  const latest = new Map<string, { message: MessageRecord; count: number }>();
  for (const message of store.messages()) {
    const phone = customerOf(message);
    latest.set(phone, { message, count: (latest.get(phone)?.count ?? 0) + 1 });
  }
  return [...latest].map(([phone, { message, count }]) => handsetOf(store, phone, message, count));
}

function handsetOf(store: Store, phone: string, message: MessageRecord, count: number): Handset {
  const sender = message.direction === 'inbound' ? message.to : (message.from ?? '');
  return {
    phone,
    ...nameOf(phone),
    last: toResource(message),
    seq: message.seq,
    at: message.createdAt,
    count,
    isOptedOut: store.isBlocked(message.account, sender, phone),
  };
}
