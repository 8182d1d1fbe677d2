import type { SendOutcome } from '../transport.js';

/** What a mail server's answer says of the address, besides what became of the mail. */
export type MailOutcome = SendOutcome & { addressGone?: boolean };

/** Steps in which a no is about our account or our settings, never about this mail: it waits until they are mended. */
const ABOUT_US = /^(CONN|EHLO|HELO|LHLO|STARTTLS|AUTH|MAIL FROM)/;

/** Enhanced status codes (RFC 3463) which say that nobody reads mail at this address. */
const ADDRESS_GONE = /\b5\.(1\.(1|2|3|6|10)|2\.1)\b/;

interface SmtpFailure {
  message?: string;
  /** nodemailer's own word for what failed. */
  code?: string;
  /** The server's answer, when there was one. */
  responseCode?: number;
  command?: string;
}

/**
 * Reads a mail that was not taken with certainty. An answer of the server is a definite one, whenever it comes: 4xx
 * is for now, 5xx for good (RFC 5321, 4.2.1). Without an answer it depends on how far it got: a server that never saw
 * the text cannot have taken it, one that did may have.
 */
export function classifyMailFailure(
  error: unknown,
  bodyBegun: boolean,
): Exclude<MailOutcome, { outcome: 'accepted' }> {
  const { message = String(error), code, responseCode, command = '' } = error as SmtpFailure;
  if (responseCode !== undefined && responseCode >= 400) {
    const isForGood = responseCode >= 500 && !ABOUT_US.test(command);
    if (!isForGood) return { outcome: 'retry', error: message, errorCode: responseCode };
    return {
      outcome: 'refused',
      error: message,
      errorCode: responseCode,
      ...(ADDRESS_GONE.test(message) ? { addressGone: true } : {}),
    };
  }
  if (bodyBegun) return { outcome: 'unknown', error: message };
  // nodemailer's own look at the envelope and the size: the same tomorrow.
  const isUnsendable = code === 'EENVELOPE' || code === 'EMESSAGE';
  return { outcome: isUnsendable ? 'refused' : 'retry', error: message };
}
