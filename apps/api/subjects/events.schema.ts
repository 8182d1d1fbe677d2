import type { Prisma } from '@aftercare/db/client.js';
import { z } from 'zod';
import {
  externalIdSchema,
  instantOut,
  instantSchema,
  localDateSchema,
  textSchema,
  toInstantText,
} from '../common/schemas.js';
import { openedPlanSchema } from './subjects.schema.js';

/** When it happened (default: now), and the other system's own id, by which it is taken in once. */
const base = {
  at: instantSchema.optional(),
  externalId: externalIdSchema.optional(),
  comment: textSchema(5_000).optional(),
};
/** Which follow-up it is about. */
const ofStep = { ...base, step: textSchema(100), occurrence: z.int().min(1).default(1) };

export const scoreSchema = z.union([z.int().min(0).max(10), z.enum(['yes', 'no'])]);
export const outcomeSchema = z.enum([
  'reached',
  'no-answer',
  'busy',
  'voicemail',
  'call-back',
  'refused',
  'complaint',
  'wrong-number',
  'do-not-call',
  'language-barrier',
]);

const stepEvents = [
  z.strictObject({ type: z.literal('done'), ...ofStep }),
  z.strictObject({ type: z.literal('skipped'), ...ofStep, reason: textSchema(1_000).optional() }),
  z.strictObject({ type: z.literal('scored'), ...ofStep, score: scoreSchema }),
  z.strictObject({ type: z.literal('reply'), ...ofStep }),
  z.strictObject({ type: z.literal('confirmed'), ...ofStep }),
  z.strictObject({ type: z.literal('declined'), ...ofStep }),
  z.strictObject({
    type: z.literal('call'),
    ...ofStep,
    outcome: outcomeSchema,
    callBackAt: instantSchema.optional(),
    score: scoreSchema.optional(),
  }),
] as const;

export const newSaleEventSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('delivered'), ...base }),
  ...stepEvents,
]);
export type NewSaleEvent = z.infer<typeof newSaleEventSchema>;

export const newTicketEventSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ticket.replied'), ...base, by: z.enum(['staff', 'customer']) }),
  z.strictObject({
    type: z.enum(['ticket.waiting', 'ticket.active', 'ticket.resolved', 'ticket.closed', 'ticket.reopened']),
    ...base,
  }),
  ...stepEvents,
]);
export type NewTicketEvent = z.infer<typeof newTicketEventSchema>;

export const newAgreementEventSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('agreement.renewed'), ...base, endsOn: localDateSchema.optional() }),
  z.strictObject({
    type: z.enum(['agreement.suspended', 'agreement.resumed', 'agreement.cancelled']),
    ...base,
  }),
  ...stepEvents,
]);
export type NewAgreementEvent = z.infer<typeof newAgreementEventSchema>;

export type NewEvent = NewSaleEvent | NewTicketEvent | NewAgreementEvent;

export const eventSchema = z
  .object({
    id: z.string(),
    type: z.string(),
    at: instantOut,
    step: z.string().nullable(),
    occurrence: z.int().nullable(),
    data: z.record(z.string(), z.unknown()),
    externalId: z.string().nullable(),
    /** The subject's plans as they stand after it. */
    plans: z.array(openedPlanSchema),
  })
  .meta({ id: 'Event' });
export type EventView = z.infer<typeof eventSchema>;

export type EventRow = Prisma.EventGetPayload<object>;

export function toEvent(row: EventRow): Omit<EventView, 'plans'> {
  return {
    id: row.id,
    type: row.type,
    at: toInstantText(row.at),
    step: row.step,
    occurrence: row.occurrence,
    data: row.data as Record<string, unknown>,
    externalId: row.externalId,
  };
}
