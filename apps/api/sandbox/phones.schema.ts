import { z } from 'zod';
import { instantOut } from '../common/schemas.js';

const phoneSchema = z.string().regex(/^\+\d{6,15}$/, 'must be a phone number such as +37061234567');
export const phoneParamSchema = phoneSchema;

const bubbleSchema = z.object({
  sid: z.string(),
  body: z.string(),
  direction: z.string(),
  status: z.string(),
});

/** What twilio-sim tells of a phone; instants are real milliseconds. */
export const handsetsSchema = z.object({
  handsets: z.array(
    z.object({
      phone: z.string(),
      label: z.string(),
      last: bubbleSchema.nullable(),
      at: z.number(),
      count: z.number(),
      isOptedOut: z.boolean(),
    }),
  ),
});
export const conversationSchema = z.object({
  messages: z.array(bubbleSchema.extend({ at: z.number(), error_message: z.string().nullable() })),
});
export const callsSchema = z.object({
  calls: z.array(
    z.object({
      sid: z.string(),
      status: z.string(),
      at: z.number(),
      steps: z.array(z.object({ what: z.string(), text: z.string() })),
    }),
  ),
});
export const inboundSchema = z.object({ messageSid: z.string(), errors: z.array(z.string()) });

const textSchema = z.object({
  sid: z.string(),
  /** The customer wrote it. */
  mine: z.boolean(),
  body: z.string(),
  /** Twilio's word for how far it came. */
  status: z.string(),
  /** On the sandbox clock; for what the product does not know, in real time. */
  at: instantOut,
  error: z.string().nullable(),
});

/** A customer's phone, the one with the latest text or call first. */
export const simulatedPhoneSchema = z
  .object({
    phone: z.string(),
    /** Written with spaces, as people read it. */
    label: z.string(),
    /** Who it belongs to; null for a number nobody has told us of. */
    owner: z.object({ id: z.string(), name: z.string(), is: z.enum(['customer', 'staff']) }).nullable(),
    last: textSchema.nullable(),
    count: z.int(),
    optedOut: z.boolean(),
  })
  .meta({ id: 'SimulatedPhone' });
export const simulatedPhonesSchema = z
  .object({ items: z.array(simulatedPhoneSchema) })
  .meta({ id: 'SimulatedPhones' });

export const simulatedConversationSchema = z
  .object({
    phone: z.string(),
    owner: simulatedPhoneSchema.shape.owner,
    /** Oldest first. */
    texts: z.array(textSchema),
    calls: z.array(
      z.object({
        sid: z.string(),
        status: z.string(),
        at: instantOut,
        /** What was said and pressed. */
        steps: z.array(z.object({ what: z.string(), text: z.string() })),
      }),
    ),
  })
  .meta({ id: 'SimulatedConversation' });

export const textAsCustomerSchema = z.strictObject({ body: z.string().trim().min(1).max(1_600) });
export type TextAsCustomer = z.infer<typeof textAsCustomerSchema>;

/** A person at the telephone takes it up, presses keys or hangs up. */
export const atThePhoneSchema = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('answer') }),
  z.strictObject({ act: z.literal('hang-up') }),
  z.strictObject({
    act: z.literal('press'),
    digits: z.string().regex(/^[0-9*#]{1,20}$/, 'must be keys of a telephone'),
  }),
]);
export type AtThePhone = z.infer<typeof atThePhoneSchema>;

export type SimulatedPhones = z.infer<typeof simulatedPhonesSchema>;
export type SimulatedConversation = z.infer<typeof simulatedConversationSchema>;
export type SimulatedText = z.infer<typeof textSchema>;
