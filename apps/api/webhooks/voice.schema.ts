import { z } from 'zod';

const word = z.string().max(64);
const count = z.coerce.number().int().min(0).optional();

/** Every report and every request for TwiML. Twilio adds fields without notice, so unknown ones are left alone. */
export const callFormSchema = z.looseObject({
  CallSid: word.min(1),
  CallStatus: word.default(''),
  SequenceNumber: count,
  /** Seconds. */
  CallDuration: count,
  AnsweredBy: word.optional(),
  Digits: word.default(''),
});
export type CallForm = z.infer<typeof callFormSchema>;

/** The end of a `<Dial>`. */
export const dialedFormSchema = z.looseObject({
  DialCallStatus: word.min(1),
  DialCallSid: word.optional(),
  /** Seconds. */
  DialCallDuration: count,
});
export type DialedForm = z.infer<typeof dialedFormSchema>;

export const roundQuerySchema = z.object({ round: z.coerce.number().int().min(1).max(9).default(1) });
export type RoundQuery = z.infer<typeof roundQuerySchema>;
