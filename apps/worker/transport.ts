import type { TextChannel } from '@aftercare/workflows/domain/message.js';

/** One message, ready to leave. */
export interface OutgoingText {
  messageId: string;
  channel: TextChannel;
  /** Number or mail address that it leaves from, without the channel. */
  from: string;
  /** Number in E.164, or mail address. */
  to: string;
  /** E-mail only. */
  subject: string | null;
  /** The text as the ledger keeps it. */
  body: string;
  language: string;
  /** WhatsApp only: the approved template that says the same, and its variables in the order of their numbers. */
  approved?: { contentSid: string; variables: readonly string[] };
  /** How long it may wait before it leaves the provider, seconds; after that it must not leave. */
  validitySeconds: number;
}

/**
 * What the provider's answer, or the lack of one, says about a message. `accepted`: it was taken, `sid` is what the
 * provider calls it; `retry`: it was certainly not taken and may be tried again; `refused`: certainly not taken, and
 * never will be; `unknown`: it may have been taken, so it is never sent again but looked up.
 */
export type SendOutcome =
  | { outcome: 'accepted'; sid: string; segments?: number }
  | { outcome: 'retry'; error: string; errorCode?: number }
  | { outcome: 'refused'; error: string; errorCode?: number }
  | { outcome: 'unknown'; error: string };

/** A message whose answer was lost, as the provider may know it. */
export interface LostText {
  messageId: string;
  channel: TextChannel;
  from: string;
  to: string;
  body: string;
  /** Of the machine's clock: it was not called before. */
  since: Date;
}

/**
 * What carries the texts of a channel away. `post` is called once for each attempt, whose row is written before, and
 * never throws: whatever happened is an outcome. What becomes of an accepted text later comes by webhook, through
 * `recordStatus` of `@aftercare/db/carrier.js`.
 */
export interface Transport {
  post(text: OutgoingText): Promise<SendOutcome>;
  /** The provider's names of texts that may be this one; left out where the provider cannot be asked. */
  findSent?(text: LostText): Promise<string[]>;
}

/** The transports this installation has. Texts of a channel without one wait. */
export type Transports = Partial<Record<TextChannel, Transport>>;
