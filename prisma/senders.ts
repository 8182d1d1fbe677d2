import type { TextChannel } from '@aftercare/workflows/domain/message.js';

/** The accounts that this installation sends from, by channel: rows of `senders`. SMS is always there. */
export type Senders = { readonly sms: string } & { readonly [channel in TextChannel]?: string };

/**
 * Names the accounts as the rows of `senders` do: the number itself for SMS, with the channel before it for the others.
 */
export function nameSenders(addresses: { sms: string; whatsapp?: string; email?: string }): Senders {
  const { sms, whatsapp, email } = addresses;
  return {
    sms,
    ...(whatsapp ? { whatsapp: `whatsapp:${whatsapp}` } : {}),
    ...(email ? { email: `email:${email}` } : {}),
  };
}

/** The number or address of an account, without its channel. */
export function addressOf(sender: string): string {
  return sender.replace(/^(whatsapp|email):/, '');
}
