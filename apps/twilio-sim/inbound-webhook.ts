import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { TwilioError } from './errors.js';
import { API_VERSION, type MessageRecord } from './message.js';
import { readKeyword } from './opt-out.js';
import { sendReply } from './reply.js';
import type { Rule } from './rules.js';
import type { FormParams } from './signature.js';
import type { Sim } from './sim.js';
import type { OwnNumber } from './store.js';
import { readTwiml, type TwimlVerb } from './twiml.js';
import type { WebhookResult } from './webhooks.js';

const MOST_REDIRECTS = 10;

/** What came of telling the receiver about a text. */
export interface CarriedOut {
  webhook: WebhookResult | null;
  replies: MessageRecord[];
  errors: string[];
}

/** Calls the webhook configured for the texted number and carries out what it answers. Never throws. */
export async function deliverText(sim: Sim, message: MessageRecord): Promise<CarriedOut> {
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
  const mode = sim.store.optOutMode(message.account, message.to);
  const match = readKeyword(message.body, mode, from);
  if (match !== null && mode.isAdvanced) params.OptOutType = match.keyword;
  return params;
}

/** Twilio names a number's place; city, state and zip code are not known here and sent empty, as it does. */
function placeOf(side: 'From' | 'To', phone: string): Record<string, string> {
  const country = parsePhoneNumberFromString(phone)?.country ?? '';
  return { [`${side}City`]: '', [`${side}State`]: '', [`${side}Zip`]: '', [`${side}Country`]: country };
}
