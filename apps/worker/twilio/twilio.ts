import twilio from 'twilio';
import type { WorkerConfig } from '../config.js';
import { classifyFailure, type SendOutcome } from './outcome.js';

export interface OutgoingText {
  messageId: string;
  from: string;
  to: string;
  body: string;
  /** How long it may wait in the provider's queue, seconds. */
  validitySeconds: number;
}

/** The provider of texts: one create call, and the look into its list that settles a lost answer. */
export interface Provider {
  send(text: OutgoingText): Promise<SendOutcome>;
  /** Texts of exactly this body to this number, created since an instant of the machine's clock. */
  findSent(text: {
    from: string;
    to: string;
    body: string;
    since: Date;
  }): Promise<{ sid: string; status: string }[]>;
}

export function createProvider(config: WorkerConfig): Provider {
  const client = twilio(config.TWILIO_ACCOUNT_SID, config.TWILIO_AUTH_TOKEN.split(',')[0]!, {
    autoRetry: false, // a retry of ours is decided with the attempt row in hand, never inside the client
    keepAlive: true,
    maxSockets: 20,
    timeout: config.TWILIO_TIMEOUT_MS,
  });
  if (config.TWILIO_API_BASE_URL) client.api.baseUrl = config.TWILIO_API_BASE_URL;
  return {
    async send(text) {
      try {
        const sent = await client.messages.create({
          to: text.to,
          from: text.from,
          body: text.body,
          validityPeriod: text.validitySeconds,
          // Our own id: it settles the message even where the answer to this very call is lost.
          statusCallback: `${config.PUBLIC_WEBHOOK_BASE}/webhooks/twilio/status/${text.messageId}#rc=3&rp=all`,
        });
        return sent.sid
          ? { outcome: 'accepted', sid: sent.sid, segments: Number(sent.numSegments) || undefined }
          : { outcome: 'unknown', error: 'the answer had no sid' };
      } catch (error) {
        return classifyFailure(error);
      }
    },
    async findSent({ from, to, body, since }) {
      const listed = await client.messages.list({ to, limit: 50 });
      return listed
        .filter(
          (message) => message.direction === 'outbound-api' && message.from === from && message.body === body,
        )
        .filter((message) => message.dateCreated >= since)
        .map(({ sid, status }) => ({ sid, status }));
    },
  };
}
