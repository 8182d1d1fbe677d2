import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { TwilioError } from './errors.js';
import { newSid } from './lifecycle.js';
import { API_VERSION, toResource, type MessageRecord } from './message.js';
import { AUTO_REPLIES, readKeyword, type Keyword } from './opt-out.js';
import { acceptMessage, HAPPY_FATE } from './outbound.js';
import type { Rule } from './rules.js';
import { countSegments } from './segments.js';
import type { FormParams } from './signature.js';
import type { Sim } from './sim.js';
import { lastWith, type OwnNumber } from './store.js';
import { readTwiml, type TwimlVerb } from './twiml.js';
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

const MOST_REDIRECTS = 10;

/** A customer texts one of our numbers: store, apply keywords, call the webhook, carry out what it answers. */
export async function receiveText(sim: Sim, text: InboundText): Promise<InboundResult> {
  const known = text.messageSid === undefined ? undefined : sim.store.findMessage(text.messageSid);
  if (known && known.direction !== 'inbound') throw new TwilioError(20001, `${known.sid} is no inbound text`);
  const message = known ?? storeText(sim, text);
  const keyword = readKeyword(message.body);
  const replies = known ? [] : applyKeyword(sim, message, keyword);
  const carriedOut = await deliver(sim, message);
  return {
    messageSid: message.sid,
    isDuplicate: known !== undefined,
    keyword,
    message: toResource(message),
    webhook: carriedOut.webhook,
    replies: [...replies, ...carriedOut.replies].map(toResource),
    errors: carriedOut.errors,
  };
}

/** Calls the webhook for texts whose delivery a restart has cut off. */
export function resumeTexts(sim: Sim): void {
  for (const message of sim.store.messages()) {
    if (message.isWebhookPending) void deliver(sim, message);
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
  const owner = sim.store.numbers().find((number) => number.phoneNumber === to)?.account;
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
function applyKeyword(sim: Sim, message: MessageRecord, keyword: Keyword | null): MessageRecord[] {
  const { account, to: sender, from } = message;
  if (keyword === null || from === null) return [];
  const isBlocked = sim.store.isBlocked(account, sender, from);
  const changes = keyword === 'HELP' || (keyword === 'STOP') !== isBlocked;
  if (!changes) return [];
  if (keyword === 'STOP') sim.store.record({ t: 'block', account, sender, phone: from });
  if (keyword === 'START') sim.store.record({ t: 'unblock', account, sender, phone: from });
  return [sendReply(sim, message, AUTO_REPLIES[keyword])];
}

interface CarriedOut {
  webhook: WebhookResult | null;
  replies: MessageRecord[];
  errors: string[];
}

async function deliver(sim: Sim, message: MessageRecord): Promise<CarriedOut> {
  const result: CarriedOut = { webhook: null, replies: [], errors: [] };
  const number = sim.store.findNumber(message.account, message.to);
  const service = sim.store.serviceOfSender(message.account, message.to);
  const url = service?.inboundUrl || number?.smsUrl;
  if (url) {
    const rule = sim.rules.takeForInbound(message.account, message.from ?? '');
    result.webhook = await call(sim, message, { url, method: number?.smsMethod ?? 'POST', rule });
    await carryOut(sim, message, result, result.webhook);
    if (hasFailed(result) && number?.smsFallbackUrl) await fallBack(sim, message, number, result);
  }
  sim.store.changeMessage(message, { isWebhookPending: false });
  return result;
}

async function fallBack(
  sim: Sim,
  message: MessageRecord,
  number: OwnNumber,
  result: CarriedOut,
): Promise<void> {
  const url = number.smsFallbackUrl;
  result.webhook = await call(sim, message, { url, method: 'POST', rule: null });
  await carryOut(sim, message, result, result.webhook);
}

function hasFailed(result: CarriedOut): boolean {
  return result.errors.length > 0 || result.webhook?.status === null;
}

async function call(
  sim: Sim,
  message: MessageRecord,
  how: { url: string; method: 'GET' | 'POST'; rule: Rule | null },
): Promise<WebhookResult> {
  const webhook = {
    account: message.account,
    kind: 'inbound' as const,
    messageSid: message.sid,
    url: how.url,
    method: how.method,
    params: inboundParams(sim, message),
    isBadlySigned: how.rule?.fault === 'bad-signature',
  };
  const result = await sim.webhooks.deliver(webhook);
  if (how.rule?.fault === 'duplicate-callback') await sim.webhooks.deliver(webhook);
  return result;
}

/** Carries out the answered TwiML, following redirects; whatever is wrong with it ends up in `errors`. */
async function carryOut(
  sim: Sim,
  message: MessageRecord,
  result: CarriedOut,
  answer: WebhookResult,
  redirects = 0,
): Promise<void> {
  if (answer.status === null || answer.status >= 300) {
    result.errors.push(`11200: the webhook answered ${answer.status ?? answer.error}`);
    return;
  }
  try {
    for (const verb of readTwiml(answer.contentType, answer.body)) {
      if (verb.verb === 'Message') result.replies.push(replyOf(sim, message, verb));
      else if (redirects >= MOST_REDIRECTS) result.errors.push('too many redirects');
      else {
        const url = new URL(verb.url, answer.url).href;
        const next = await call(sim, message, { url, method: verb.method, rule: null });
        // What stands behind a <Redirect> is never reached.
        return await carryOut(sim, message, result, next, redirects + 1);
      }
    }
  } catch (error) {
    result.errors.push(error instanceof Error ? error.message : String(error));
  }
}

function replyOf(sim: Sim, message: MessageRecord, verb: TwimlVerb & { verb: 'Message' }): MessageRecord {
  const to = verb.to ?? message.from ?? '';
  const from = verb.from ?? message.to;
  if (verb.body === '') throw new TwilioError(21602);
  if (sim.store.isBlocked(message.account, from, to)) {
    throw new TwilioError(21610, `21610: ${to} has opted out of ${from}`);
  }
  return sendReply(sim, message, verb.body, { to, from, statusCallback: verb.statusCallback });
}

function sendReply(
  sim: Sim,
  message: MessageRecord,
  body: string,
  how: { to?: string; from?: string; statusCallback?: string | null } = {},
): MessageRecord {
  const reply = acceptMessage(sim, {
    account: message.account,
    direction: 'outbound-reply',
    from: how.from ?? message.to,
    to: how.to ?? message.from ?? '',
    body,
    numMedia: 0,
    serviceSid: null,
    statusCallback: how.statusCallback ?? null,
    validitySeconds: 36_000,
    sendAt: null,
    fate: HAPPY_FATE,
  });
  sim.lifecycle.start(reply);
  return reply;
}

function inboundParams(sim: Sim, message: MessageRecord): FormParams {
  const from = message.from ?? '';
  const params: Record<string, string> = {
    AccountSid: message.account,
    ApiVersion: API_VERSION,
    Body: message.body,
    From: from,
    ...placeOf('From', from),
    MessageSid: message.sid,
    NumMedia: '0',
    NumSegments: String(message.numSegments),
    SmsMessageSid: message.sid,
    SmsSid: message.sid,
    SmsStatus: 'received',
    To: message.to,
    ...placeOf('To', message.to),
  };
  if (message.serviceSid !== null) params.MessagingServiceSid = message.serviceSid;
  const keyword = readKeyword(message.body);
  const number = sim.store.findNumber(message.account, message.to);
  if (keyword !== null && number?.isAdvancedOptOut) params.OptOutType = keyword;
  return params;
}

/** Twilio names a number's place; city, state and zip code are not known here and sent empty, as it does. */
function placeOf(side: 'From' | 'To', phone: string): Record<string, string> {
  const country = parsePhoneNumberFromString(phone)?.country ?? '';
  return { [`${side}City`]: '', [`${side}State`]: '', [`${side}Zip`]: '', [`${side}Country`]: country };
}
