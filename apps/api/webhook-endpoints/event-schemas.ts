import { z } from 'zod';
import { EVENT_TYPES } from './event-types.js';

const id = z.string();
const maybe = z.string().nullable();
/** An instant of the database, with its offset. */
const instant = z.string().meta({ format: 'date-time' });
const maybeInstant = instant.nullable();
/** What the fact itself holds; its shape is the API's. */
const facts = z.unknown();

const created = z.strictObject({ id, externalId: maybe, customer: id });
const ofSubject = z.strictObject({
  id,
  subject: z.strictObject({ type: z.enum(['sale', 'ticket', 'agreement']), id }),
  at: instant,
  by: z.string(),
  data: facts,
});
const followUp = z.strictObject({
  ...{ id, plan: id, customer: id, step: z.string(), occurrence: z.int(), kind: z.string() },
  ...{ before: maybe, state: z.string(), dueAt: instant, owner: maybe },
  ...{ score: maybe, comment: maybe, outcome: maybe, by: maybe },
});
const level = z.strictObject({
  ...{ id, of: z.string(), cause: maybe, level: z.int(), round: z.int(), to: z.array(z.string()) },
  ...{ customer: id, plan: maybe, followUp: maybe, owner: maybe, comment: maybe },
});
const escalation = z.strictObject({
  ...{
    id,
    of: z.string(),
    level: z.int(),
    customer: id,
    plan: maybe,
    followUp: maybe,
    owner: maybe,
    by: maybe,
  },
});
const message = z.strictObject({
  ...{ id, customer: id, followUp: maybe, channel: z.string(), template: maybe, purpose: z.string() },
  ...{ to: maybe, sid: maybe, errorCode: z.int().nullable(), reasons: facts },
});
const reply = z.strictObject({
  ...{ id, customer: maybe, followUp: maybe, from: z.string(), body: z.string() },
  ...{ intent: maybe, value: maybe, comment: maybe },
});
const consent = z.strictObject({
  ...{ id, customer: id, channel: z.string(), purpose: z.string(), method: z.string(), at: instant },
});
const remedy = z.strictObject({
  ...{ id, ticket: id, customer: id, kind: z.string() },
  ...{ amount: z.number().nullable(), currency: maybe, by: maybe },
});
const visit = z.strictObject({
  ...{ id, customer: id, site: maybe, team: maybe, staff: maybe, startsAt: instant, endsAt: instant },
  ...{ zone: z.string(), state: z.string(), reason: maybe },
  /** The time it had, where it was moved. */
  before: z.strictObject({ startsAt: instant, endsAt: instant }).nullable(),
});
const promise = z.strictObject({
  ...{ id, plan: id, customer: id, kind: z.string(), dueAt: instant, owner: maybe, text: maybe },
});
const offer = z.strictObject({
  ...{ id, plan: id, customer: id, agreement: maybe, sale: maybe, kind: z.string(), terms: facts },
  ...{ state: z.string(), expiresAt: maybeInstant, by: maybe, madeAgreement: maybe },
});

/** By the first word of a type; those that differ from their family stand by their whole name. */
const DATA: Readonly<Record<string, z.ZodType>> = {
  'sale.created': created,
  'ticket.created': created,
  'agreement.created': created,
  ...{ sale: ofSubject, ticket: ofSubject, agreement: ofSubject },
  ...{ 'follow-up': followUp, 'escalation.level': level, escalation, message, reply, consent, remedy },
  ...{ visit, promise, offer },
  webhook: z.strictObject({ endpoint: id, by: z.string() }),
};

/** JSON Schema (2020-12) of the body with which an event of a type is delivered. */
export function schemaOfEvent(type: string): Record<string, unknown> {
  const data = DATA[type] ?? DATA[type.split('.')[0]!]!;
  return z.toJSONSchema(z.strictObject({ type: z.literal(type), timestamp: instant, data }));
}

/** Every type of event with its meaning and the schema of its body. */
export function listEvents(): { type: string; meaning: string; schema: Record<string, unknown> }[] {
  return Object.entries(EVENT_TYPES).map(([type, meaning]) => ({
    type,
    meaning,
    schema: schemaOfEvent(type),
  }));
}
