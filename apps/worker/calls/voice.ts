import type { CallKind } from '@aftercare/workflows/domain/call-progress.js';
import twilio from 'twilio';
import type { WorkerConfig } from '../config.js';
import type { SendOutcome } from '../transport.js';
import { classifyFailure } from '../twilio/outcome.js';

export interface OutgoingCall {
  callId: string;
  kind: CallKind;
  from: string;
  to: string;
}

export interface PlacedCall {
  sid: string;
  status: string;
  /** Seconds. */
  duration?: number;
  answeredBy?: string;
}

/** The provider of calls: one create call, the look into its list that settles a lost answer, and one call as it stands. */
export interface Telephone {
  place(call: OutgoingCall): Promise<SendOutcome>;
  /** Calls from and to exactly these numbers, created since an instant of the machine's clock. */
  findPlaced(call: { from: string; to: string; since: Date }): Promise<PlacedCall[]>;
  read(sid: string): Promise<PlacedCall>;
}

/** A telephone that nobody takes up rings for so long, seconds; a conversation may last so long. */
const RINGS_SECONDS = 25;
const LONGEST_SECONDS = 1_800;
/** Where a call begins: the address whose TwiML it follows. */
const FIRST_WORDS: Record<CallKind, string> = { bridge: 'answered', survey: 'survey' };

export function createTelephone(config: WorkerConfig): Telephone {
  const client = twilio(config.TWILIO_ACCOUNT_SID, config.TWILIO_AUTH_TOKEN.split(',')[0]!, {
    autoRetry: false, // placing a call is not idempotent
    keepAlive: false, // calls are rare, and a line that lay idle may be dead: that would be a false `unknown`
    timeout: config.TWILIO_TIMEOUT_MS,
  });
  if (config.TWILIO_API_BASE_URL) client.api.baseUrl = config.TWILIO_API_BASE_URL;
  return {
    async place({ callId, kind, from, to }) {
      // Our own id in every address: it settles the call even where the answer to this very request is lost.
      const address = (name: string) =>
        `${config.PUBLIC_WEBHOOK_BASE}/webhooks/twilio/voice/${callId}/${name}#rc=3&rp=all`;
      try {
        const placed = await client.calls.create({
          to,
          from,
          url: address(FIRST_WORDS[kind]),
          timeout: RINGS_SECONDS,
          timeLimit: LONGEST_SECONDS,
          statusCallback: address('status'),
          statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
          ...(kind === 'survey' && { machineDetection: 'Enable' }),
        });
        return placed.sid
          ? { outcome: 'accepted', sid: placed.sid }
          : { outcome: 'unknown', error: 'the answer had no sid' };
      } catch (error) {
        return classifyFailure(error);
      }
    },
    async findPlaced({ from, to, since }) {
      const listed = await client.calls.list({ from, to, limit: 50 });
      return listed
        .filter(({ direction }) => direction === 'outbound-api')
        .filter((call) => call.from === from && call.to === to && call.dateCreated >= since)
        .map(toPlaced);
    },
    read: async (sid) => toPlaced(await client.calls(sid).fetch()),
  };
}

function toPlaced(call: { sid: string; status: string; duration: string; answeredBy: string }): PlacedCall {
  const { sid, status, duration, answeredBy } = call;
  return {
    sid,
    status,
    ...(duration && { duration: Number(duration) }),
    ...(answeredBy && { answeredBy }),
  };
}
