import { EventEmitter } from 'node:events';
import type { CallHook, CallRecord } from './call.js';
import { Journal } from './journal.js';
import { customerOf, type MessageRecord } from './message.js';
import type { KeywordSet, OptOutMode } from './opt-out.js';

export interface Account {
  sid: string;
  authToken: string;
  /** API keys (`SK…`) that may act for this account. */
  apiKeys: { sid: string; secret: string }[];
}

/** A phone number we "own" at Twilio. */
export interface OwnNumber {
  /** Null: belongs to every account. */
  account: string | null;
  phoneNumber: string;
  friendlyName: string;
  smsUrl: string;
  smsMethod: 'GET' | 'POST';
  smsFallbackUrl: string;
  /** Advanced Opt-Out: inbound webhooks carry `OptOutType`. */
  isAdvancedOptOut: boolean;
  /** Advanced Opt-Out with keywords of one's own; missing or empty: the usual ones. */
  keywordSets?: KeywordSet[];
  /** Segments per second; null: no limit. */
  segmentsPerSecond: number | null;
}

/** A Messaging Service with its pool of senders. */
export interface MessagingService {
  account: string | null;
  sid: string;
  senders: string[];
  /** Empty: inbound texts go to the number's own URL. */
  inboundUrl: string;
  statusCallback: string;
  /** Advanced Opt-Out for all senders of the pool. */
  isAdvancedOptOut?: boolean;
  keywordSets?: KeywordSet[];
}

/** A TwiML application: addresses that a create names by its SID instead of one by one. */
export interface Application {
  account: string | null;
  sid: string;
  /** Where texts report their status; empty: nowhere. */
  messageStatusCallback: string;
  voice: CallHook | null;
  voiceFallback: CallHook | null;
  voiceStatus: CallHook | null;
}

/** Everything that happens to the stored state; the journal is a list of these. */
export type Entry =
  | { t: 'account'; account: Account }
  | { t: 'number'; number: OwnNumber }
  | { t: 'service'; service: MessagingService }
  | { t: 'application'; application: Application }
  | { t: 'message'; message: MessageRecord }
  | { t: 'call'; call: CallRecord }
  | { t: 'call-change'; sid: string; set: Partial<CallRecord> }
  | { t: 'change'; sid: string; set: Partial<MessageRecord> }
  | { t: 'block' | 'unblock'; account: string; sender: string; phone: string }
  | { t: 'reset'; account: string | null };

interface StoreEvents {
  message: [MessageRecord];
  call: [CallRecord];
  reset: [string | null];
}

const EMPTY: readonly MessageRecord[] = [];

/** All state that outlives a request, with the indexes that keep each create and look-up cheap. */
export class Store {
  readonly events = new EventEmitter<StoreEvents>();
  readonly accounts = new Map<string, Account>();
  #numbers = new Map<string, OwnNumber>();
  #services = new Map<string, MessagingService>();
  #applications = new Map<string, Application>();
  #calls = new Map<string, CallRecord>();
  #blocks = new Map<string, { account: string; sender: string; phone: string }>();
  #all: MessageRecord[] = [];
  #bySid = new Map<string, MessageRecord>();
  #byAccount = new Map<string, MessageRecord[]>();
  #byParty = new Map<string, MessageRecord[]>();
  #lastSeq = 0;
  #journal: Journal<Entry> | null = null;

  constructor() {
    this.events.setMaxListeners(0);
  }

  /** Replays the file, writes it anew without what has been overtaken, and keeps it up to date from now on. */
  attachFile(file: string): void {
    const { journal, entries } = Journal.open<Entry>(file);
    for (const entry of entries) this.#apply(entry);
    journal.rewrite(this.#snapshot());
    this.#journal = journal;
  }

  /** Writes the entry down, then lets it take effect. */
  record(entry: Entry): void {
    this.#journal?.append(entry);
    this.#apply(entry);
    if (entry.t === 'call') this.events.emit('call', entry.call);
    if (entry.t === 'message') this.events.emit('message', entry.message);
    if (entry.t === 'reset') this.events.emit('reset', entry.account);
  }

  addMessage(message: Omit<MessageRecord, 'seq'>): MessageRecord {
    const stored = { ...message, seq: this.#lastSeq + 1 };
    this.record({ t: 'message', message: stored });
    return stored;
  }

  /** @param isLasting false: worth showing, but not worth a line in the journal */
  changeMessage(message: MessageRecord, set: Partial<MessageRecord>, isLasting = true): void {
    const entry: Entry = { t: 'change', sid: message.sid, set };
    if (isLasting) this.#journal?.append(entry);
    this.#apply(entry);
    this.events.emit('message', message);
  }

  addCall(call: Omit<CallRecord, 'seq'>): CallRecord {
    const stored = { ...call, seq: this.#lastSeq + 1 };
    this.record({ t: 'call', call: stored });
    return stored;
  }

  /** @param isLasting false: worth showing, but not worth a line in the journal */
  changeCall(call: CallRecord, set: Partial<CallRecord>, isLasting = true): void {
    // What was noted on the way goes into the journal with the next lasting change.
    const entry: Entry = { t: 'call-change', sid: call.sid, set: { ...set, steps: call.steps } };
    if (isLasting) this.#journal?.append(entry);
    this.#apply(entry);
    this.events.emit('call', call);
  }

  findCall(sid: string): CallRecord | undefined {
    return this.#calls.get(sid);
  }

  /** In order of acceptance. */
  calls(): CallRecord[] {
    return [...this.#calls.values()];
  }

  findMessage(sid: string): MessageRecord | undefined {
    return this.#bySid.get(sid);
  }

  /** In order of acceptance. */
  messages(): readonly MessageRecord[] {
    return this.#all;
  }

  messagesOf(account: string): readonly MessageRecord[] {
    return this.#byAccount.get(account) ?? EMPTY;
  }

  /** Texts from or to a number, over all accounts, in order of acceptance. */
  messagesWith(party: string): readonly MessageRecord[] {
    return this.#byParty.get(party) ?? EMPTY;
  }

  /** A number of one's own; each is on WhatsApp too, as `whatsapp:` and the number. */
  findNumber(account: string, phoneNumber: string): OwnNumber | undefined {
    const number = phoneNumber.replace(/^whatsapp:/, '');
    return this.#numbers.get(`${account}|${number}`) ?? this.#numbers.get(`*|${number}`);
  }

  numbers(): OwnNumber[] {
    return [...this.#numbers.values()];
  }

  numbersOf(account: string): OwnNumber[] {
    return this.numbers().filter((number) => number.account === null || number.account === account);
  }

  findApplication(account: string, sid: string): Application | undefined {
    return this.#applications.get(`${account}|${sid}`) ?? this.#applications.get(`*|${sid}`);
  }

  findService(account: string, sid: string): MessagingService | undefined {
    return this.#services.get(`${account}|${sid}`) ?? this.#services.get(`*|${sid}`);
  }

  /** The service whose pool holds this number. */
  serviceOfSender(account: string, phoneNumber: string): MessagingService | undefined {
    for (const service of this.#services.values()) {
      if (service.account !== null && service.account !== account) continue;
      if (service.senders.includes(phoneNumber)) return service;
    }
    return undefined;
  }

  /** How a sender deals with keywords: as its service says where it is in one that uses Advanced Opt-Out. */
  optOutMode(account: string, sender: string): OptOutMode {
    const service = this.serviceOfSender(account, sender);
    const number = this.findNumber(account, sender);
    const from = service?.isAdvancedOptOut ? service : number;
    return { isAdvanced: from?.isAdvancedOptOut ?? false, sets: from?.keywordSets ?? [] };
  }

  isBlocked(account: string, sender: string, phone: string): boolean {
    return this.#blocks.has(`${account}|${sender}|${phone}`);
  }

  blocks(): { account: string; sender: string; phone: string }[] {
    return [...this.#blocks.values()];
  }

  close(): void {
    this.#journal?.close();
    this.#journal = null;
  }

  #apply(entry: Entry): void {
    switch (entry.t) {
      case 'account':
        this.accounts.set(entry.account.sid, entry.account);
        break;
      case 'number':
        this.#numbers.set(`${entry.number.account ?? '*'}|${entry.number.phoneNumber}`, entry.number);
        break;
      case 'service':
        this.#services.set(`${entry.service.account ?? '*'}|${entry.service.sid}`, entry.service);
        break;
      case 'application': {
        const { application } = entry;
        this.#applications.set(`${application.account ?? '*'}|${application.sid}`, application);
        break;
      }
      case 'message':
        this.#add(entry.message);
        break;
      case 'call':
        this.#lastSeq = Math.max(this.#lastSeq, entry.call.seq);
        this.#calls.set(entry.call.sid, entry.call);
        break;
      case 'call-change':
        Object.assign(this.#calls.get(entry.sid) ?? {}, entry.set);
        break;
      case 'change':
        this.#change(entry.sid, entry.set);
        break;
      case 'block': {
        const { account, sender, phone } = entry;
        this.#blocks.set(`${account}|${sender}|${phone}`, { account, sender, phone });
        break;
      }
      case 'unblock':
        this.#blocks.delete(`${entry.account}|${entry.sender}|${entry.phone}`);
        break;
      case 'reset':
        this.#forget(entry.account);
        break;
    }
  }

  #add(message: MessageRecord): void {
    this.#lastSeq = Math.max(this.#lastSeq, message.seq);
    this.#all.push(message);
    this.#bySid.set(message.sid, message);
    push(this.#byAccount, message.account, message);
    push(this.#byParty, message.to, message);
    if (message.from !== null) push(this.#byParty, message.from, message);
  }

  #change(sid: string, set: Partial<MessageRecord>): void {
    const message = this.#bySid.get(sid);
    if (!message) return;
    const hadSender = message.from !== null;
    Object.assign(message, set);
    if (!hadSender && message.from !== null) push(this.#byParty, message.from, message);
  }

  /** Messages, calls and opt-outs go; accounts, numbers and services are set-up and stay. */
  #forget(account: string | null): void {
    const kept = this.#all.filter((message) => account !== null && message.account !== account);
    const keptBlocks = [...this.#blocks].filter(([, block]) => account !== null && block.account !== account);
    this.#all = [];
    this.#bySid.clear();
    this.#byAccount.clear();
    this.#byParty.clear();
    for (const message of kept) this.#add(message);
    for (const call of this.calls()) {
      if (account === null || call.account === account) this.#calls.delete(call.sid);
    }
    this.#blocks = new Map(keptBlocks);
  }

  *#snapshot(): Generator<Entry> {
    for (const account of this.accounts.values()) yield { t: 'account', account };
    for (const number of this.#numbers.values()) yield { t: 'number', number };
    for (const service of this.#services.values()) yield { t: 'service', service };
    for (const application of this.#applications.values()) yield { t: 'application', application };
    for (const message of this.#all) yield { t: 'message', message };
    for (const call of this.#calls.values()) yield { t: 'call', call };
    for (const block of this.#blocks.values()) yield { t: 'block', ...block };
  }
}

function push(index: Map<string, MessageRecord[]>, key: string, message: MessageRecord): void {
  const list = index.get(key);
  if (list) list.push(message);
  else index.set(key, [message]);
}

/** The latest text exchanged with a customer, of one account or of any. */
export function lastWith(store: Store, phone: string, account?: string): MessageRecord | undefined {
  return store
    .messagesWith(phone)
    .findLast((message) => customerOf(message) === phone && (!account || message.account === account));
}
