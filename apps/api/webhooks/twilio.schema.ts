import { z } from 'zod';

/** Twilio adds fields without notice, so unknown ones are left alone. */
export const inboundFormSchema = z.looseObject({
  MessageSid: z.string().min(1).max(64),
  From: z.string().min(1).max(64),
  To: z.string().min(1).max(64),
  Body: z.string().max(20_000).default(''),
  OptOutType: z.string().max(20).optional(),
  NumMedia: z.coerce.number().int().min(0).default(0),
});
export type InboundForm = z.infer<typeof inboundFormSchema>;

export const statusFormSchema = z.looseObject({
  MessageSid: z.string().min(1).max(64),
  MessageStatus: z.string().min(1).max(40),
  ErrorCode: z.coerce.number().int().optional(),
});
export type StatusForm = z.infer<typeof statusFormSchema>;
