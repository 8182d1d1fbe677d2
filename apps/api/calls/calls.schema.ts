import type { CallRow } from '@aftercare/db/calls.js';
import { z } from 'zod';
import { followUpSchema } from '../common/follow-up.view.js';
import { pageOf, pageQuerySchema } from '../common/page.js';
import { reasonSchema } from '../common/reason.schema.js';
import { instantOut, textSchema, toInstantText } from '../common/schemas.js';
import { outcomeSchema } from '../subjects/events.schema.js';

/** Who is connected: the member of staff who asks, unless another one is named by id or key. */
export const placeCallSchema = z.strictObject({
  followUp: textSchema(100),
  staff: textSchema(100).optional(),
});
export type PlaceCall = z.infer<typeof placeCallSchema>;

export const callQuerySchema = pageQuerySchema.extend({
  followUp: z.string().max(100).optional(),
  customer: z.string().max(100).optional(),
});
export type CallQuery = z.infer<typeof callQuerySchema>;

export const callSchema = z
  .object({
    id: z.string(),
    followUp: z.string(),
    customer: z.string(),
    /** bridge: staff first, then the customer; survey: the customer alone, who answers by keypad */
    kind: z.enum(['bridge', 'survey']),
    state: z.enum([
      'staged',
      'in-flight',
      'unknown',
      'accepted',
      'ringing',
      'answered',
      'ended',
      'refused',
      'withdrawn',
      'kept-back',
    ]),
    staff: z.string().nullable(),
    to: z.string(),
    placeAt: instantOut,
    startedAt: instantOut.nullable(),
    answeredAt: instantOut.nullable(),
    endedAt: instantOut.nullable(),
    /** Seconds of conversation with the customer. */
    durationSeconds: z.int().nullable(),
    /** What became of the customer's telephone, as the provider tells it. */
    dialStatus: z.string().nullable(),
    answeredBy: z.string().nullable(),
    outcome: outcomeSchema.nullable(),
    /** `carrier`: the telephone told it; `customer`: by a key. */
    outcomeBy: z.string().nullable(),
    reasons: z.array(reasonSchema),
  })
  .meta({ id: 'Call' });
export const callPageSchema = pageOf(callSchema).meta({ id: 'CallPage' });
export type CallView = z.infer<typeof callSchema>;

export function toCall(row: CallRow): CallView {
  const at = (date: Date | null) => date && toInstantText(date);
  return {
    id: row.id,
    followUp: row.followUpId,
    customer: row.customerId,
    kind: row.kind as CallView['kind'],
    state: row.state as CallView['state'],
    staff: row.staffId,
    to: row.customerTo,
    placeAt: toInstantText(row.placeAt),
    startedAt: at(row.startedAt),
    answeredAt: at(row.answeredAt),
    endedAt: at(row.endedAt),
    durationSeconds: row.duration,
    dialStatus: row.dialStatus,
    answeredBy: row.answeredBy,
    outcome: row.outcome as CallView['outcome'],
    outcomeBy: row.outcomeBy,
    reasons: row.reasons as CallView['reasons'],
  };
}

// --- the queue ---

export const queueQuerySchema = z.object({
  /** Id or key of a member of staff, or `me`. Without it: everybody's. */
  staff: z.string().max(100).optional(),
  /** Key of a team: the calls of its members. */
  team: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(50).default(10),
});
export type QueueQuery = z.infer<typeof queueQuerySchema>;

export const queuedCallSchema = z
  .object({
    followUp: followUpSchema,
    phone: z.string(),
    email: z.string().nullable(),
    /** Wall time at the customer's, now. */
    localTime: z.string(),
    /** Whether the customer may be called right now, and otherwise from when on or why not. */
    mayCall: z.object({
      verdict: z.enum(['send', 'wait', 'refuse']),
      until: instantOut.optional(),
      reason: reasonSchema.optional(),
    }),
    /** The template's words in the customer's language; null where the step names no template. */
    script: z.object({ text: z.string(), language: z.string() }).nullable(),
    attempts: z.array(
      z.object({
        at: instantOut,
        outcome: z.string(),
        comment: z.string().nullable(),
        callBackAt: instantOut.nullable(),
        by: z.string(),
      }),
    ),
    /** Why it stands where it stands. */
    reasons: z.array(reasonSchema),
  })
  .meta({ id: 'QueuedCall' });
export const queueSchema = z
  .object({
    now: instantOut,
    /** How many wait altogether. */
    total: z.int(),
    /** Since midnight in the company's zone, by those whose calls these are: attempts, and customers spoken with. */
    today: z.object({ made: z.int(), reached: z.int() }),
    items: z.array(queuedCallSchema),
  })
  .meta({ id: 'CallQueue' });
export type QueuedCallView = z.infer<typeof queuedCallSchema>;
export type CallQueueView = z.infer<typeof queueSchema>;
