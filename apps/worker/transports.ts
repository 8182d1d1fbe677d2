import type { ClockService } from '@aftercare/db/clock.js';
import type { Db } from '@aftercare/db/client.js';
import { Links } from '@aftercare/db/links.js';
import type { WorkerConfig } from './config.js';
import { createMailTransport } from './mail/mail.js';
import type { Transports } from './transport.js';
import { createTwilio } from './twilio/twilio.js';

/** What a transport may look up besides the text it is given. */
interface TransportDeps {
  db: Db;
  clock: ClockService;
  links: Links | null;
}

/** Twilio carries SMS, and WhatsApp where there is a number for it; a mail server e-mail, where there is one. */
export function createTransports(config: WorkerConfig, { db, clock, links }: TransportDeps): Transports {
  const twilio = createTwilio(config);
  const { MAIL_FROM, SMTP_URL, SMTP_TIMEOUT_MS, MAIL_REPLY_TO } = config;
  return {
    sms: twilio,
    ...(config.WHATSAPP_NUMBER ? { whatsapp: twilio } : {}),
    ...(MAIL_FROM && SMTP_URL && links
      ? {
          email: createMailTransport({
            db,
            clock,
            links,
            smtpUrl: SMTP_URL,
            timeoutMs: SMTP_TIMEOUT_MS,
            replyTo: MAIL_REPLY_TO,
          }),
        }
      : {}),
  };
}

/** Customers reach their pages where browsers reach the API. */
export function createLinks(config: WorkerConfig): Links | null {
  const base = (config.PUBLIC_URL ?? config.PUBLIC_WEBHOOK_BASE).replace(/\/$/, '');
  return config.SECRET === undefined ? null : new Links(config.SECRET, base);
}
