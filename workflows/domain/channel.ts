import { judgeConsent } from './consent.js';
import type { Channel, Purpose } from './contact-rules.js';
import type { TextChannel } from './message.js';
import type { PlanContext } from './plan-context.js';
import type { Step } from './policy.js';
import type { Reason } from './reason.js';
import { WALL_DAY_MS } from './local-date.js';
import type { Instant } from './time.js';
import { because } from './wording.js';

/** A customer may be written to freely on WhatsApp for so long after they wrote. Elapsed time, the channel's own rule. */
const WHATSAPP_WINDOW_MS = WALL_DAY_MS;

/** What is to be said, as far as the choice of a channel depends on it. */
export interface Words {
  readonly template: string | undefined;
  readonly purpose: Purpose;
}

/**
 * The channels a step may use for a customer, first choice first: the customer's own order, as far as the policy allows
 * it. A policy that says nothing allows everything but a call. SMS where nobody has said anything.
 */
export function channelsOf({ channels: allowed }: Step, wanted: readonly Channel[] = []): Channel[] {
  const said = wanted.filter(isTextChannel);
  const offered = allowed?.filter(isTextChannel);
  const texts =
    said.length === 0 ? (offered ?? ['sms']) : said.filter((one) => offered?.includes(one) ?? true);
  return allowed?.includes('call') ? [...texts, 'call'] : texts;
}

export function isTextChannel(channel: Channel): channel is TextChannel {
  return channel !== 'call';
}

/** The first of these channels by which words may go at an instant, or null. */
export function findUsable(
  channels: readonly Channel[],
  words: Words,
  at: Instant,
  context: PlanContext,
): TextChannel | null {
  const texts = channels.filter(isTextChannel);
  return texts.find((channel) => whyNot(channel, words, at, context) === null) ?? null;
}

/** Why a channel cannot be used at an instant: no account, no address, no consent, no approved words. Null: it can. */
export function whyNot(
  channel: Channel,
  { template, purpose }: Words,
  at: Instant,
  { facts }: PlanContext,
): Reason | null {
  const { customer, accounts, consents, contactRules } = facts;
  if (accounts && isTextChannel(channel) && !accounts.includes(channel)) {
    return because('channel.not-set-up', { channel });
  }
  if (channel === 'email' && customer.hasEmail === false) return because('email.missing');
  if (channel !== 'email' && customer.textable === false && channel !== 'call') {
    return because('number.unusable', { channel });
  }
  if (channel === 'whatsapp' && !mayWriteOnWhatsApp(template, at, facts)) {
    return because('whatsapp.no-approved-template', { template: template ?? null });
  }
  if (!consents) return null;
  const known = consents.filter((row) => row.at <= at);
  const { country, numberCountry } = customer;
  const verdict = judgeConsent({ purpose, channel, country, numberCountry }, known, contactRules);
  return verdict.allowed ? null : verdict.reason;
}

function mayWriteOnWhatsApp(
  template: string | undefined,
  at: Instant,
  { approved, customer }: PlanContext['facts'],
): boolean {
  if (!approved) return true;
  const languages = (template !== undefined && approved.get(template)) || [];
  if (languages.includes(customer.language ?? '')) return true;
  return customer.whatsAppAt !== undefined && at < customer.whatsAppAt + WHATSAPP_WINDOW_MS;
}
