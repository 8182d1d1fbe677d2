import type { Purpose } from '../domain/contact-rules.js';

/** What a text must hold besides its message. */
export interface MandatoryParts {
  readonly company: boolean;
  readonly optOut: boolean;
}

/**
 * By purpose: who writes must be named wherever the customer did not just write himself, and questions and offers
 * must say how to end them (Lithuania counts a survey as marketing; Spain and the ePrivacy directive want the way out
 * in each message). Canada wants both also in messages that need no consent (CASL, section 6(6)).
 */
export function mandatoryParts(purpose: Purpose, country?: string): MandatoryParts {
  if (purpose === 'confirmation') return { company: false, optOut: false };
  const optOut = purpose === 'marketing' || purpose === 'survey' || country === 'CA';
  return { company: true, optOut };
}

/** An opt-out line names STOP, which Twilio and every carrier know, or the word that phones in China know. */
export function hasOptOutLine(text: string): boolean {
  return /(?<![\p{Script=Latin}\d])(?:STOP|TD|BAJA)(?![\p{Script=Latin}\d])|退订|退訂/u.test(text);
}

/**
 * A text without the sentence that tells to answer STOP. An e-mail has a link in its place: a mail with this word is
 * read by nobody.
 */
export function withoutOptOutLine(text: string): string {
  const sentences = text.match(/[^.!?。！？]*[.!?。！？]*\s*/gu) ?? [];
  return sentences
    .filter((sentence) => !hasOptOutLine(sentence))
    .join('')
    .trim();
}

/** A customer who answers with one of these is unsubscribed by Twilio, or subscribed again (YES): never ask for them. */
export function findForbiddenWord(text: string): string | null {
  return (
    /(?<![\p{Script=Latin}\d])(?:YES|CANCEL|END|QUIT|REVOKE|UNSUBSCRIBE)(?![\p{Script=Latin}\d])/u.exec(
      text,
    )?.[0] ?? null
  );
}

/** Twilio cannot receive texts from these countries: a question there needs a link or a call. */
export const NO_REPLY_COUNTRIES: ReadonlySet<string> = new Set(['CN']);
