import type { Prisma } from '@aftercare/db/client.js';
import { z } from 'zod';
import { pageOf, pageQuerySchema } from '../common/page.js';
import { instantOut, instantSchema, textSchema, toInstantText } from '../common/schemas.js';
import { EVENT_TYPES } from './event-types.js';

const urlSchema = z
  .url({ protocol: /^https?$/, error: 'must be an http or https address' })
  .max(2_000)
  .refine(
    (url) => !URL.canParse(url) || new URL(url).username === '',
    'must not hold a user name or password',
  );

/** `ticket.resolved`, `follow-up.*`, `*`: it must mean at least one type there is. */
const patternSchema = z
  .string()
  .max(60)
  .regex(/^[a-z.*-]+$/, 'must be a type of event, with * for any rest')
  .refine(
    (pattern) => Object.keys(EVENT_TYPES).some((type) => isMeant(pattern, type)),
    'means no type of event',
  );

function isMeant(pattern: string, type: string): boolean {
  return new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.*')}$`).test(type);
}

export const newWebhookSchema = z
  .strictObject({
    url: urlSchema,
    description: textSchema(200).optional(),
    events: z.array(patternSchema).min(1).max(100),
  })
  .meta({ id: 'NewWebhook' });
export type NewWebhook = z.infer<typeof newWebhookSchema>;

export const webhookChangesSchema = z
  .strictObject({
    url: urlSchema,
    description: textSchema(200).nullable(),
    events: z.array(patternSchema).min(1).max(100),
    active: z.boolean(),
  })
  .partial()
  .meta({ id: 'WebhookChanges' });
export type WebhookChanges = z.infer<typeof webhookChangesSchema>;

export const webhookSchema = z
  .object({
    id: z.string(),
    url: z.string(),
    description: z.string().nullable(),
    events: z.array(z.string()),
    active: z.boolean(),
    failingSince: instantOut.nullable(),
    disabledAt: instantOut.nullable(),
    disabledReason: z.string().nullable(),
    createdAt: instantOut,
    /** Only in the answer to creating and to a new secret; it is shown once. */
    secret: z.string().optional(),
  })
  .meta({ id: 'Webhook' });
export const webhookPageSchema = pageOf(webhookSchema).meta({ id: 'WebhookPage' });
export type WebhookView = z.infer<typeof webhookSchema>;

export const deliveryQuerySchema = pageQuerySchema.extend({
  state: z.enum(['waiting', 'delivered', 'failed']).optional(),
});
export type DeliveryQuery = z.infer<typeof deliveryQuerySchema>;

export const deliverySchema = z
  .object({
    id: z.string(),
    event: z.object({ id: z.string(), type: z.string(), at: instantOut, data: z.unknown() }),
    state: z.enum(['waiting', 'delivered', 'failed']),
    attempts: z.array(
      z.object({
        number: z.int(),
        at: instantOut,
        status: z.int().nullable(),
        milliseconds: z.int(),
        answer: z.string().nullable(),
        error: z.string().nullable(),
      }),
    ),
    nextAt: instantOut.nullable(),
    endedAt: instantOut.nullable(),
  })
  .meta({ id: 'WebhookDelivery' });
export const deliveryPageSchema = pageOf(deliverySchema).meta({ id: 'WebhookDeliveryPage' });
export type DeliveryView = z.infer<typeof deliverySchema>;

/** One delivery, or all that failed since an instant. */
export const redeliverSchema = z
  .union([
    z.strictObject({ delivery: z.string().regex(/^\d{1,18}$/) }),
    z.strictObject({ since: instantSchema }),
  ])
  .meta({ id: 'Redeliver' });
export type Redeliver = z.infer<typeof redeliverSchema>;
export const redeliveredSchema = z.object({ deliveries: z.int() }).meta({ id: 'Redelivered' });

export const eventTypesSchema = z
  .object({ items: z.array(z.object({ type: z.string(), meaning: z.string() })) })
  .meta({ id: 'WebhookEventTypes' });

export const eventsSchema = z
  .object({
    items: z.array(
      z.object({
        type: z.string(),
        meaning: z.string(),
        /** JSON Schema of the body. */
        schema: z.record(z.string(), z.unknown()),
      }),
    ),
  })
  .meta({ id: 'WebhookEvents' });

export function toWebhook(row: Prisma.WebhookEndpointGetPayload<object>, secret?: string): WebhookView {
  const { id, url, description, events, active, disabledReason } = row;
  return {
    ...{ id, url, description, events, active, disabledReason },
    failingSince: row.failingSince && toInstantText(row.failingSince),
    disabledAt: row.disabledAt && toInstantText(row.disabledAt),
    createdAt: toInstantText(row.createdAt),
    ...(secret !== undefined && { secret }),
  };
}

export const DELIVERY_INCLUDE = { event: true, log: { orderBy: { number: 'asc' } } } as const;

export function toDelivery(
  row: Prisma.WebhookDeliveryGetPayload<{ include: { event: true; log: true } }>,
): DeliveryView {
  const { event, log, nextAt, endedAt } = row;
  return {
    id: String(row.id),
    event: { id: event.id, type: event.type, at: toInstantText(event.at), data: event.data },
    state: row.state as DeliveryView['state'],
    attempts: log.map(({ number, at, status, milliseconds, answer, error }) => ({
      ...{ number, at: toInstantText(at), status, milliseconds, answer, error },
    })),
    nextAt: nextAt && toInstantText(nextAt),
    endedAt: endedAt && toInstantText(endedAt),
  };
}
