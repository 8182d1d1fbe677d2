import twilio from 'twilio';
import type { WorkerConfig } from '../config.js';
import type { LostText, OutgoingText, Transport } from '../transport.js';
import { classifyFailure } from './outcome.js';

/** How many of the newest texts to a number are looked through for a lost one. */
const LISTED = 50;

/** Twilio's Messages API, which carries SMS and, by addresses of its own, WhatsApp. */
export function createTwilio(config: WorkerConfig): Transport {
  const client = twilio(config.TWILIO_ACCOUNT_SID, config.TWILIO_AUTH_TOKEN.split(',')[0]!, {
    autoRetry: false, // a retry of ours is decided with the attempt row in hand, never inside the client
    keepAlive: true,
    maxSockets: 20,
    timeout: config.TWILIO_TIMEOUT_MS,
  });
  if (config.TWILIO_API_BASE_URL) client.api.baseUrl = config.TWILIO_API_BASE_URL;
  return {
    async post(text) {
      try {
        const sent = await client.messages.create({
          to: addressed(text, text.to),
          from: addressed(text, text.from),
          ...wordsOf(text),
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
    async findSent(text) {
      const listed = await client.messages.list({ to: addressed(text, text.to), limit: LISTED });
      return listed
        .filter(({ direction, from, body }) => {
          return direction === 'outbound-api' && from === addressed(text, text.from) && body === text.body;
        })
        .filter(({ dateCreated }) => dateCreated >= text.since)
        .map(({ sid }) => sid);
    },
  };
}

function addressed({ channel }: OutgoingText | LostText, number: string): string {
  return channel === 'whatsapp' ? `whatsapp:${number}` : number;
}

/** An approved template is named with its variables, numbered from one; everything else is said in full. */
function wordsOf({ body, approved }: OutgoingText) {
  if (!approved) return { body };
  const variables = Object.fromEntries(approved.variables.map((value, i) => [String(i + 1), value]));
  return { contentSid: approved.contentSid, contentVariables: JSON.stringify(variables) };
}
