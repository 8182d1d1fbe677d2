import { ruleOfCode } from './carrier-code.js';
import { isTextChannel } from './channel.js';
import type { Channel } from './contact-rules.js';
import type { StepEvent } from './event-log.js';
import type { TextChannel } from './message.js';
import type { Reason } from './reason.js';
import { addDuration, parseDuration, type Instant } from './time.js';
import { because } from './wording.js';

type Undelivered = Extract<StepEvent, { type: 'undelivered' }>;

/** How far the text of a follow-up has come, over all its messages. */
export interface Delivery {
  /** When the message left that has not failed; null: none has. */
  readonly sent: { readonly at: Instant; readonly channel: TextChannel } | null;
  /** Number of the message that is to leave next. */
  readonly turn: number;
  /** Channels that are left to try, first choice first. */
  readonly channels: readonly Channel[];
  /** Not before this, after a failure. */
  readonly notBefore: Instant | null;
  /** The failure after which nothing is tried any more, whatever channels are left. */
  readonly gaveUp: { readonly at: Instant; readonly reason: Reason } | null;
  /** The last failure, if the latest message is one. */
  readonly failed: { readonly at: Instant; readonly reason: Reason } | null;
  /** One for each message that failed, in order. */
  readonly reasons: readonly Reason[];
}

/**
 * Reads from the events what became of each message for one text, and what its code allows next: the same channel
 * again after a while, the next channel, or nothing. A message that may have arrived is never followed by another.
 */
export function followDelivery(
  events: readonly StepEvent[],
  channels: readonly Channel[],
  zone: string,
): Delivery {
  const failures: Undelivered[] = [];
  let left = [...channels];
  let notBefore: Instant | null = null;
  for (let turn = 1; ; turn++) {
    const failure = events.find(
      (e): e is Undelivered => e.type === 'undelivered' && isTurn(e, turn) && isMessage(e),
    );
    const reasons = failures.map(reasonOf);
    const last = failures.at(-1);
    const failed = last ? { at: last.at, reason: reasonOf(last) } : null;
    const progress = { turn, channels: left, notBefore, reasons };
    if (!failure) {
      const sent = events.find((e) => e.type === 'sent' && isTurn(e, turn) && isMessage(e));
      if (sent?.type !== 'sent') return { ...progress, sent: null, gaveUp: null, failed };
      const channel = sent.channel ?? 'sms';
      return { ...progress, sent: { at: sent.at, channel }, gaveUp: null, failed: null };
    }
    const { then, after = [] } = ruleOfCode(failure.code);
    const before = failures.filter((e) => e.channel === failure.channel && e.code === failure.code).length;
    failures.push(failure);
    const reason = reasonOf(failure);
    if (then !== 'again' && then !== 'next') {
      const end = { at: failure.at, reason };
      return { ...progress, sent: null, gaveUp: end, failed: end, reasons: [...reasons, reason] };
    }
    if (then === 'again' && before < after.length) {
      notBefore = addDuration(failure.at, parseDuration(after[before]!), zone);
      // What was begun on one channel is ended there.
      left = [failure.channel, ...left.filter((channel) => channel !== failure.channel)];
    } else {
      notBefore = failure.at;
      left = left.slice(left.indexOf(failure.channel) + 1).filter((channel) => channel !== failure.channel);
    }
  }
}

function isTurn(event: { turn?: number }, turn: number): boolean {
  return (event.turn ?? 1) === turn;
}

function isMessage(event: { part?: string }): boolean {
  return (event.part ?? 'message') === 'message';
}

function reasonOf({ channel, code }: Undelivered): Reason {
  return because('undelivered', { channel, error: code, meaning: ruleOfCode(code).meaning });
}

/** Whether a call by staff is what is left. */
export function wantsCall(channels: readonly Channel[]): boolean {
  return channels.some((channel) => !isTextChannel(channel));
}
