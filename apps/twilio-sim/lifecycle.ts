import { randomBytes } from 'node:crypto';
import { messageOf } from './errors.js';
import { API_VERSION, isFinal, type MessageRecord, type MessageStatus } from './message.js';
import type { Scheduler } from './scheduler.js';
import type { FormParams } from './signature.js';
import type { Store } from './store.js';
import type { Webhooks } from './webhooks.js';

interface Step {
  status: MessageStatus;
  /** UTC milliseconds. */
  at: number;
  errorCode?: number;
}

/** The longest Twilio keeps a text in a sender's queue, in seconds. */
export const LONGEST_QUEUE_SECONDS = 36_000;
/** What a Messaging Service without any known sender sends from: the documented "good" test number. */
const SPARE_SENDER = '+15005550006';

/** Moves messages through their statuses in real time and reports each step to their status callback. */
export class Lifecycle {
  /** When each sender with a limited rate is free again. */
  #freeAt = new Map<string, number>();
  /** The latest callback of each message; the next one waits for it, so they arrive in order. */
  #lastCallback = new Map<string, Promise<void>>();

  /**
   * @param transitionMs time between two statuses; a delivery receipt takes three times as long
   * @param reported statuses that are called back
   */
  constructor(
    readonly parts: { store: Store; scheduler: Scheduler; webhooks: Webhooks },
    readonly transitionMs: number,
    readonly reported: ReadonlySet<string>,
  ) {}

  /** Lets a message go on from where it is; also used to take up unfinished ones after a restart. */
  start(message: MessageRecord): void {
    const step = this.#next(message);
    if (!step) return;
    const from = message.status;
    this.parts.scheduler.at(step.at, () => {
      // Cancelled, or forgotten by a reset, in the meantime.
      const isCurrent = this.parts.store.findMessage(message.sid) === message && message.status === from;
      if (!isCurrent) return;
      this.#enter(message, step);
      this.start(message);
    });
  }

  /** Moves on at once up to the first callback and ends when that was delivered. */
  async startWithCallback(message: MessageRecord): Promise<void> {
    while (this.#callbackUrl(message) && !this.#lastCallback.has(message.sid)) {
      const step = this.#next(message);
      if (!step) break;
      this.#enter(message, step);
    }
    const delivered = this.#lastCallback.get(message.sid);
    this.start(message);
    await delivered;
  }

  cancel(message: MessageRecord): void {
    this.#enter(message, { status: 'canceled', at: Date.now() });
  }

  /** Seconds until a new text of this sender would leave. */
  queueSeconds(account: string, sender: string, now: number): number {
    return Math.max(0, (this.#freeAt.get(`${account}|${sender}`) ?? 0) - now) / 1000;
  }

  forgetQueues(): void {
    this.#freeAt.clear();
  }

  #next(message: MessageRecord): Step | null {
    const enteredAt = message.updatedAt;
    const { outcome, errorCode } = message.fate;
    switch (message.status) {
      case 'scheduled':
        return { status: 'queued', at: message.sendAt ?? enteredAt };
      case 'accepted':
        return { status: 'queued', at: enteredAt + (message.fate.firstDelayMs ?? this.transitionMs) };
      case 'queued':
        return this.#leaveQueue(message);
      case 'sending':
        return { status: 'sent', at: enteredAt + this.transitionMs };
      case 'sent': {
        const at = enteredAt + 3 * this.transitionMs;
        return outcome === 'sent' ? null : { status: outcome, at, errorCode: errorCode ?? undefined };
      }
      default:
        return null;
    }
  }

  #leaveQueue(message: MessageRecord): Step {
    const isFirst = message.serviceSid === null;
    const delay = (isFirst ? message.fate.firstDelayMs : null) ?? this.transitionMs;
    const leavesAt = this.#reserve(message, message.updatedAt + delay);
    const expiresAt = (message.sendAt ?? message.createdAt) + message.validitySeconds * 1000;
    if (leavesAt > expiresAt) return { status: 'failed', at: expiresAt, errorCode: 30001 };
    if (message.fate.outcome !== 'failed') return { status: 'sending', at: leavesAt };
    return { status: 'failed', at: leavesAt, errorCode: message.fate.errorCode ?? undefined };
  }

  /** Takes the next free moment of a sender whose rate is limited, in UTC milliseconds. */
  #reserve(message: MessageRecord, earliest: number): number {
    const sender = message.from ?? '';
    const rate = this.parts.store.findNumber(message.account, sender)?.segmentsPerSecond;
    if (!rate) return earliest;
    const key = `${message.account}|${sender}`;
    const leavesAt = Math.max(earliest, this.#freeAt.get(key) ?? 0);
    this.#freeAt.set(key, leavesAt + (message.numSegments / rate) * 1000);
    return leavesAt;
  }

  #enter(message: MessageRecord, step: Step): void {
    const now = Date.now();
    const set: Partial<MessageRecord> = { status: step.status, updatedAt: now };
    if (step.errorCode !== undefined) set.errorCode = step.errorCode;
    if (step.status === 'sent') set.sentAt = now;
    if (step.status === 'queued' && message.from === null) set.from = this.#chooseSender(message);
    // `sending` lasts for moments; after a restart the message simply passes through it again.
    this.parts.store.changeMessage(message, set, step.status !== 'sending');
    this.#callBack(message);
  }

  /** The number this customer knows already, or the first of the pool. */
  #chooseSender(message: MessageRecord): string {
    const { store } = this.parts;
    const pool = senderPool(store, message.account, message.serviceSid);
    const known = store
      .messagesWith(message.to)
      .findLast(
        (other) => other.account === message.account && other.from !== null && pool.includes(other.from),
      );
    return known?.from ?? pool[0] ?? SPARE_SENDER;
  }

  #callbackUrl(message: MessageRecord): string | null {
    if (message.statusCallback !== null) return message.statusCallback;
    if (message.serviceSid === null) return null;
    return this.parts.store.findService(message.account, message.serviceSid)?.statusCallback || null;
  }

  #callBack(message: MessageRecord): void {
    const url = this.#callbackUrl(message);
    if (url === null || !this.reported.has(message.status)) return;
    const params = callbackParams(message);
    const isLate = message.fate.isLate && !isFinal(message.status);
    const before = this.#lastCallback.get(message.sid) ?? Promise.resolve();
    const delivery = isLate
      ? this.parts.scheduler.wait(20 * this.transitionMs).then(() => this.#deliver(message, url, params))
      : before.then(() => this.#deliver(message, url, params));
    if (isLate) return;
    this.#lastCallback.set(message.sid, delivery);
    void delivery.then(() => {
      if (this.#lastCallback.get(message.sid) === delivery) this.#lastCallback.delete(message.sid);
    });
  }

  async #deliver(message: MessageRecord, url: string, params: FormParams): Promise<void> {
    const call = {
      account: message.account,
      kind: 'status' as const,
      messageSid: message.sid,
      url,
      params,
      isBadlySigned: message.fate.isBadlySigned,
    };
    await this.parts.webhooks.deliver(call);
    if (message.fate.isDoubled) await this.parts.webhooks.deliver(call);
  }
}

/** The numbers a Messaging Service may send from; an unknown service has all numbers of the account. */
export function senderPool(store: Store, account: string, serviceSid: string | null): string[] {
  const service = serviceSid === null ? undefined : store.findService(account, serviceSid);
  if (service && service.senders.length > 0) return service.senders;
  return store.numbersOf(account).map((number) => number.phoneNumber);
}

/** A fresh SID: the prefix and 32 hexadecimal digits. */
export function newSid(prefix: 'SM' | 'MM'): string {
  return prefix + randomBytes(16).toString('hex');
}

function callbackParams(message: MessageRecord): FormParams {
  const params: Record<string, string> = {
    AccountSid: message.account,
    ApiVersion: API_VERSION,
    From: message.from ?? '',
    MessageSid: message.sid,
    MessageStatus: message.status,
    SmsSid: message.sid,
    SmsStatus: message.status,
    To: message.to,
  };
  if (message.serviceSid !== null) params.MessagingServiceSid = message.serviceSid;
  if (message.errorCode !== null) {
    params.ErrorCode = String(message.errorCode);
    params.ErrorMessage = messageOf(message.errorCode);
  }
  const hasReceipt = message.status === 'delivered' || message.status === 'undelivered';
  if (hasReceipt) params.RawDlrDoneDate = rawDlrDate(message.updatedAt);
  return params;
}

/** `YYMMDDhhmm`. Twilio passes on the carrier's local time; this carrier lives in UTC. */
function rawDlrDate(instant: number): string {
  return new Date(instant).toISOString().slice(2, 16).replace(/[-T:]/g, '');
}
