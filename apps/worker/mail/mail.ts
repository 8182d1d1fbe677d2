import { type Db, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import type { Links } from '@aftercare/db/links.js';
import type { ReplyQuestion } from '@aftercare/workflows/domain/reply.js';
import type { OutgoingText, Transport } from '../transport.js';
import { composeMail } from './compose.js';
import { type OutgoingMail, sendBySmtp } from './smtp.js';

export interface MailSettings {
  db: Db;
  clock: ClockService;
  links: Links;
  /** Mail server, as `smtps://user:password@host:465`. */
  smtpUrl: string;
  timeoutMs: number;
  /** Where answers of people go; default: where the mail comes from. */
  replyTo?: string;
}

/** Parts of a follow-up that ask its question; the others thank for an answer. */
const ASKING = new Set(['message', 'reminder', 'reask']);

/**
 * Carries messages away by e-mail. There is no list in which a lost mail could be found: it stays unknown, and is put
 * before a person, until the mail provider reports on it.
 */
export function createMailTransport(settings: MailSettings): Transport {
  return {
    async post(text) {
      let mail: OutgoingMail;
      try {
        mail = await writeMail(settings, text);
      } catch (error) {
        return { outcome: 'retry', error: (error as Error).message };
      }
      const { addressGone, ...outcome } = await sendBySmtp(mail, {
        url: settings.smtpUrl,
        timeoutMs: settings.timeoutMs,
      });
      if (addressGone) await markAddress(settings.db, text.to);
      return outcome;
    },
  };
}

async function writeMail(
  { db, clock, links, replyTo }: MailSettings,
  text: OutgoingText,
): Promise<OutgoingMail> {
  const { messageId, from, to, subject, body, language } = text;
  return inTransaction(db, async (tx) => {
    const { customerId, part, followUp } = await tx.message.findUniqueOrThrow({
      where: { id: messageId },
      include: { followUp: true },
    });
    const { name: company } = await tx.organisation.findUniqueOrThrow({ where: { id: 1 } });
    const now = await clock.now(tx);
    const isAsking = followUp?.kind === 'survey' && ASKING.has(part);
    return {
      messageId: `${messageId}@${from.slice(from.lastIndexOf('@') + 1)}`,
      from: { name: company, address: from },
      ...(replyTo === undefined ? {} : { replyTo }),
      to,
      ...composeMail({
        subject: subject ?? company,
        body,
        language,
        company,
        question: isAsking ? ((followUp.question ?? 'none') as ReplyQuestion) : 'none',
        links:
          customerId === null
            ? null
            : {
                ...(await links.ofMails(tx, [{ messageId, customerId }], now)).get(messageId)!,
                preferences: (await links.preferences(tx, [customerId], now)).get(customerId)!,
              },
      }),
    };
  });
}

/** The server of this address says that nobody is there: nothing more is sent to it. */
async function markAddress(db: Db, address: string): Promise<void> {
  await db.customer.updateMany({
    where: { email: { equals: address, mode: 'insensitive' } },
    data: { emailState: 'invalid' },
  });
}
