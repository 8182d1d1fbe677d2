import { TwilioError } from './errors.js';
import { deliverText } from './inbound-webhook.js';
import { newSid } from './lifecycle.js';
import { toResource, type MessageRecord } from './message.js';
import { readKeyword, type Keyword, type KeywordMatch } from './opt-out.js';
import { HAPPY_FATE } from './outbound.js';
import { sendReply } from './reply.js';
import { countSegments } from './segments.js';
import type { Sim } from './sim.js';
import { lastWith, type OwnNumber } from './store.js';
import type { WebhookResult } from './webhooks.js';

export interface InboundText {
  from: string;
  /** Default: the number that texted this customer last, else the first own number. */
  to?: string;
  body: string;
  account?: string;
  /** Twilio delivering one text twice: an earlier SID stores nothing new and calls the webhook again. */
  messageSid?: string;
}

export interface InboundResult {
  messageSid: string;
  isDuplicate: boolean;
  keyword: Keyword | null;
  message: Record<string, unknown>;
  /** What the webhook answered; null where none is configured. */
  webhook: WebhookResult | null;
  /** Texts that went back: Twilio's own and those of the returned TwiML. */
  replies: Record<string, unknown>[];
  /** What of the answer could not be carried out. */
  errors: string[];
}

/** A customer texts one of our numbers: store, apply keywords, call the webhook, carry out what it answers. */
export async function receiveText(sim: Sim, text: InboundText): Promise<InboundResult> {
  const known = text.messageSid === undefined ? undefined : sim.store.findMessage(text.messageSid);
  if (known && known.direction !== 'inbound') throw new TwilioError(20001, `${known.sid} is no inbound text`);
  const message = known ?? storeText(sim, text);
  const mode = sim.store.optOutMode(message.account, message.to);
  const match = readKeyword(message.body, mode, message.from ?? '');
  const replies = known || match === null ? [] : applyKeyword(sim, message, match);
  const carriedOut = await deliverText(sim, message);
  return {
    messageSid: message.sid,
    isDuplicate: known !== undefined,
    keyword: match?.keyword ?? null,
    message: toResource(message),
    webhook: carriedOut.webhook,
    replies: [...replies, ...carriedOut.replies].map(toResource),
    errors: carriedOut.errors,
  };
}

/** Calls the webhook for texts whose delivery a restart has cut off. */
export function resumeTexts(sim: Sim): void {
  for (const message of sim.store.messages()) {
    if (message.isWebhookPending) void deliverText(sim, message);
  }
}

function storeText(sim: Sim, text: InboundText): MessageRecord {
  const { account, to } = addressOf(sim, text);
  const now = Date.now();
  return sim.store.addMessage({
    sid: text.messageSid ?? newSid('SM'),
    account,
    direction: 'inbound',
    from: text.from,
    to,
    body: text.body,
    status: 'received',
    numSegments: countSegments(text.body),
    numMedia: 0,
    serviceSid: sim.store.serviceOfSender(account, to)?.sid ?? null,
    errorCode: null,
    createdAt: now,
    updatedAt: now,
    sentAt: now,
    statusCallback: null,
    validitySeconds: 0,
    sendAt: null,
    fate: HAPPY_FATE,
    isWebhookPending: true,
    isDeleted: false,
  });
}

function addressOf(sim: Sim, text: InboundText): { account: string; to: string } {
  const last = lastWith(sim.store, text.from, text.account);
  const lastNumber = last?.direction === 'inbound' ? last.to : last?.from;
  const own = sim.store.numbers().find((number) => isUsable(number, text));
  const to = text.to ?? lastNumber ?? own?.phoneNumber;
  const isLastMeant = last !== undefined && lastNumber === to;
  const owner = sim.store
    .numbers()
    .find((number) => number.phoneNumber === to?.replace(/^whatsapp:/, ''))?.account;
  const [first] = sim.store.accounts.keys();
  const account = text.account ?? (isLastMeant ? last.account : undefined) ?? owner ?? first;
  if (to === undefined || account === undefined) {
    throw new TwilioError(21604, 'Say which number is texted in "to": none is configured');
  }
  return { account, to };
}

function isUsable(number: OwnNumber, text: InboundText): boolean {
  return text.account === undefined || number.account === null || number.account === text.account;
}

/** STOP blocks, START re-opens what was blocked, HELP only answers. */
function applyKeyword(sim: Sim, message: MessageRecord, { keyword, reply }: KeywordMatch): MessageRecord[] {
  const { account, to: sender, from } = message;
  if (from === null) return [];
  const isBlocked = poolOf(sim, account, sender).some((one) => sim.store.isBlocked(account, one, from));
  const changes = keyword === 'HELP' || (keyword === 'STOP') !== isBlocked;
  if (!changes) return [];
  if (keyword === 'STOP') sim.store.record({ t: 'block', account, sender, phone: from });
  if (keyword === 'START') for (const each of poolOf(sim, account, sender)) unblock(sim, account, each, from);
  return [sendReply(sim, message, reply)];
}

/** A START to one sender of a service opens them all, as a STOP closed them all. */
function poolOf(sim: Sim, account: string, sender: string): string[] {
  return sim.store.serviceOfSender(account, sender)?.senders ?? [sender];
}

function unblock(sim: Sim, account: string, sender: string, phone: string): void {
  if (sim.store.isBlocked(account, sender, phone)) sim.store.record({ t: 'unblock', account, sender, phone });
}
