import { z } from 'zod';

export const testSendSchema = z
  .strictObject({
    /** One's own number; kept as that of the staff member. Without it the one that is known. */
    phone: z.string().max(40).optional(),
    /** Default: the organisation's. */
    language: z
      .string()
      .regex(/^[a-z]{2,3}$/)
      .optional(),
  })
  .meta({ id: 'TestSend' });
export type TestSend = z.infer<typeof testSendSchema>;

export const testSentSchema = z
  .object({
    /** Id of the message, whose state `GET /v1/messages` shows. */
    message: z.string(),
    to: z.string(),
    body: z.string(),
    language: z.string(),
  })
  .meta({ id: 'TestSent' });
export type TestSentView = z.infer<typeof testSentSchema>;
