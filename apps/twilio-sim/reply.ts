import type { MessageRecord } from './message.js';
import { acceptMessage, HAPPY_FATE } from './outbound.js';
import type { Sim } from './sim.js';

/** Texts a customer back, by default from the number they texted, and lets the reply go its way. */
export function sendReply(
  sim: Sim,
  message: MessageRecord,
  body: string,
  how: { to?: string; from?: string; statusCallback?: string | null } = {},
): MessageRecord {
  const reply = acceptMessage(sim, {
    account: message.account,
    direction: 'outbound-reply',
    from: how.from ?? message.to,
    to: how.to ?? message.from ?? '',
    body,
    numMedia: 0,
    serviceSid: null,
    statusCallback: how.statusCallback ?? null,
    validitySeconds: 36_000,
    sendAt: null,
    fate: HAPPY_FATE,
  });
  sim.lifecycle.start(reply);
  return reply;
}
