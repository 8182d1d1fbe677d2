import { TwilioError } from './errors.js';
import { LONGEST_QUEUE_SECONDS, senderPool } from './lifecycle.js';
import type { Draft } from './outbound.js';
import { encodeSmartly } from './smart-encoding.js';
import type { Sim } from './sim.js';

/** A decoded form body; repeated keys have a list. */
export type Form = Record<string, string | string[] | undefined>;

export const E164 = /^(?:whatsapp:|messenger:)?\+[1-9]\d{6,14}$/;
const ALPHANUMERIC_SENDER = /^(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}$/;
const SHORT_CODE = /^\d{3,8}$/;
const MOST_CHARACTERS = 1600;
const SOONEST_SEND_MS = 300_000;
const LATEST_SEND_MS = 35 * 86_400_000;

/** Twilio's magic numbers: what a create gets for sending to them, and from them. */
const MAGIC_TO: Readonly<Record<string, number>> = {
  '+15005550001': 21211,
  '+15005550002': 21612,
  '+15005550003': 21408,
  '+15005550004': 21610,
  '+15005550009': 21614,
};
const MAGIC_FROM: Readonly<Record<string, number>> = {
  '+15005550001': 21212,
  '+15005550007': 21606,
  '+15005550008': 21611,
};
export const GOOD_MAGIC_FROM = '+15005550006';

/** The first value of a form field, or an empty text. */
export function field(form: Form, name: string): string {
  const value = form[name];
  return (Array.isArray(value) ? value[0] : value) ?? '';
}

/** A field that must be E.164; spaces around are forgiven, since a bare `+` in a form is one. */
export function readTo(form: Form): string {
  return field(form, 'To').trim();
}

/**
 * Checks a create request in Twilio's order: recipient, magic numbers, sender, body, schedule, opt-out, queue.
 *
 * @param now UTC milliseconds
 * @throws TwilioError for the first thing that is wrong
 */
export function readCreate(sim: Sim, account: string, form: Form, now: number): Omit<Draft, 'fate'> {
  const to = checkRecipient(readTo(form));
  const sender = checkSender(sim, account, form);
  const text = checkBody(form);
  const draft = {
    account,
    direction: 'outbound-api' as const,
    to,
    ...sender,
    ...text,
    statusCallback: readCallback(sim, account, form),
    validitySeconds: checkValidity(field(form, 'ValidityPeriod')),
    sendAt: checkSchedule(form, now),
  };
  checkOptOut(sim, account, draft.to, sender);
  checkQueue(sim, account, sender.from, now);
  return draft;
}

function checkRecipient(to: string): string {
  if (to === '') throw new TwilioError(21604);
  if (!E164.test(to)) throw new TwilioError(21211, `Invalid 'To' Phone Number: ${to}`);
  const magic = MAGIC_TO[to];
  if (magic) throw new TwilioError(magic);
  return to;
}

interface Sender {
  from: string | null;
  serviceSid: string | null;
}

function checkSender(sim: Sim, account: string, form: Form): Sender {
  const from = field(form, 'From').trim() || null;
  const serviceSid = field(form, 'MessagingServiceSid').trim() || null;
  const magic = from === null ? undefined : MAGIC_FROM[from];
  if (magic) throw new TwilioError(magic);
  if (from === null && serviceSid === null) throw new TwilioError(21603);
  if (serviceSid !== null && !/^MG[0-9a-fA-F]{32}$/.test(serviceSid)) throw new TwilioError(21705);
  if (from !== null) checkFrom(sim, account, from);
  return { from, serviceSid };
}

/** With no number configured at all every sender of the right shape counts as owned. */
function checkFrom(sim: Sim, account: string, from: string): void {
  const isPhone = E164.test(from) || SHORT_CODE.test(from);
  if (!isPhone && !ALPHANUMERIC_SENDER.test(from)) throw new TwilioError(21212);
  const isOwned =
    !isPhone ||
    from === GOOD_MAGIC_FROM ||
    sim.store.numbersOf(account).length === 0 ||
    sim.store.findNumber(account, from) !== undefined ||
    sim.store.serviceOfSender(account, from) !== undefined;
  if (!isOwned) throw new TwilioError(21606, `The 'From' number ${from} is not a number of this account`);
}

function checkBody(form: Form): { body: string; numMedia: number } {
  const media = form.MediaUrl ?? [];
  const numMedia = Array.isArray(media) ? media.length : 1;
  const contentSid = field(form, 'ContentSid');
  // The sim holds no approved content; the text names it, so that a handset shows something.
  const content = contentSid === '' ? '' : `[${contentSid}] ${field(form, 'ContentVariables')}`.trim();
  const given = field(form, 'Body') || content;
  const body = field(form, 'SmartEncoded') === 'true' ? encodeSmartly(given) : given;
  if (body === '' && numMedia === 0) throw new TwilioError(21602);
  if (body.length > MOST_CHARACTERS) throw new TwilioError(21617);
  return { body, numMedia };
}

/** `ApplicationSid` counts only without a `StatusCallback` of its own. */
function readCallback(sim: Sim, account: string, form: Form): string | null {
  const application = sim.store.findApplication(account, field(form, 'ApplicationSid'));
  return checkStatusCallback(field(form, 'StatusCallback') || application?.messageStatusCallback || '');
}

function checkStatusCallback(url: string): string | null {
  if (url === '') return null;
  if (!isUsableUrl(url)) throw new TwilioError(21609, `The 'StatusCallback' URL ${url} is not a valid URL`);
  return url;
}

/** Twilio calls http and https, and no host with an underscore. */
export function isUsableUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return /^https?:$/.test(protocol) && !hostname.includes('_');
}

function checkValidity(value: string): number {
  if (value === '') return LONGEST_QUEUE_SECONDS;
  const seconds = Number(value);
  const isAllowed = Number.isInteger(seconds) && seconds >= 1 && seconds <= LONGEST_QUEUE_SECONDS;
  if (!isAllowed)
    throw new TwilioError(20001, `ValidityPeriod must be between 1 and ${LONGEST_QUEUE_SECONDS}`);
  return seconds;
}

function checkSchedule(form: Form, now: number): number | null {
  const type = field(form, 'ScheduleType');
  const sendAt = field(form, 'SendAt');
  if (type === '' && sendAt === '') return null;
  if (type !== '' && type !== 'fixed') throw new TwilioError(20001, 'ScheduleType must be fixed');
  if (field(form, 'MessagingServiceSid') === '') throw new TwilioError(35118);
  if (sendAt === '') throw new TwilioError(35111);
  const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(sendAt)
    ? Date.parse(sendAt)
    : Number.NaN;
  const isInWindow = instant - now >= SOONEST_SEND_MS && instant - now <= LATEST_SEND_MS;
  if (!isInWindow) throw new TwilioError(35114);
  return instant;
}

function checkOptOut(sim: Sim, account: string, to: string, sender: Sender): void {
  const service = sender.from === null ? undefined : sim.store.serviceOfSender(account, sender.from);
  const senders =
    service?.senders ??
    (sender.from === null ? senderPool(sim.store, account, sender.serviceSid) : [sender.from]);
  if (senders.some((from) => sim.store.isBlocked(account, from, to))) throw new TwilioError(21610);
}

function checkQueue(sim: Sim, account: string, from: string | null, now: number): void {
  const seconds = from === null ? 0 : sim.lifecycle.queueSeconds(account, from, now);
  if (seconds > LONGEST_QUEUE_SECONDS) throw new TwilioError(21611);
}
