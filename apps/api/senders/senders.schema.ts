import { z } from 'zod';
import { pageOf } from '../common/page.js';

export const senderSchema = z
  .object({
    /** The number, or the channel and the address: `whatsapp:+1555…`, `email:service@…`. */
    number: z.string(),
    channel: z.enum(['sms', 'whatsapp', 'email']),
    messagesPerSecond: z.number(),
    /** Texts that are due and have not left. */
    waiting: z.int(),
    /** Null: it sends. */
    held: z
      .object({
        since: z.iso.datetime(),
        /** When one message is tried; null: only a person lets it go on. */
        until: z.iso.datetime().nullable(),
        code: z.int().nullable(),
        reason: z.string().nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'Sender' });
export type SenderView = z.infer<typeof senderSchema>;

export const senderPageSchema = pageOf(senderSchema);
/** As it stands in an address. */
export const senderNumberSchema = z.string().min(1).max(200);
