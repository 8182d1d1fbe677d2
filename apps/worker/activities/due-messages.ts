import { Prisma, type Tx } from '@aftercare/db/client.js';
import type { ConsentJson } from '@aftercare/db/consents.js';
import { VISIT_FACTS } from '@aftercare/db/visits/text-facts.js';
import type { VisitFacts } from '@aftercare/db/write-text.js';
import { isMergeable } from '@aftercare/workflows/domain/contact-frequency.js';
import type { Purpose } from '@aftercare/workflows/domain/contact-rules.js';
import type { TextChannel } from '@aftercare/workflows/domain/message.js';
import type { Reason } from '@aftercare/workflows/domain/reason.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';

/** Rules look back this far at most: a survey every so many days, so many texts in a week. */
const LOOKED_BACK = 400 * 24 * 3_600_000;

/** What is known of a staged message at the moment it should leave. */
export interface DueMessage {
  id: string;
  customerId: string;
  planId: string | null;
  followUpId: string | null;
  part: string;
  template: string;
  /** Words that a person wrote; null: they are the template's. */
  body: string | null;
  language: string | null;
  /** Where an answer goes: to where its text came from; null: to the customer's own. */
  to: string | null;
  purpose: Purpose;
  senderNumber: string;
  channel: TextChannel;
  sendAt: Date;
  step: string | null;
  policyVersionId: string | null;
  attempts: number;
  dueAt: string | null;
  reasons: Reason[] | null;
  zone: string;
  products: { name?: string; code: string }[] | null;
  staffName: string | null;
  customer: {
    name: string;
    phone: string;
    email: string | null;
    emailState: string;
    phoneState: string;
    language: string;
    country: string;
    region: string | null;
    zone: string | null;
    siteZone: string | null;
    leftAt: string | null;
  };
  /** What left to the same customer lately, of whatever plan. */
  sent: { at: string; purpose: Purpose; part: string }[];
  consents: ConsentJson[];
  /** A text from this number may ask for no more, and nobody has read it yet. */
  mayWantNoMore: boolean;
  /** Of a follow-up that is a visit. */
  visit: VisitFacts | null;
  /** Written when it was staged: the withdrawal that it confirms. */
  evidence: { confirms?: string } | null;
}

/** What a message is judged and written by, of the messages in `chosen (id, place)`; locked, and nobody else's. */
const CHOSEN = (now: Instant) => Prisma.sql`
    SELECT m.id, m."customerId", m."planId", m."followUpId", m.part, m.template, m.purpose, m."senderNumber", m.channel,
      -- What a template said at an earlier try is written anew.
      CASE WHEN m."templateVersion" IS NULL THEN m.body END AS body, m.language,
      CASE WHEN m."answersId" IS NOT NULL THEN m."to" END AS "to", m.evidence, m."sendAt", f.step, p."policyVersionId",
      (SELECT count(*)::int FROM attempts a WHERE a."messageId" = m.id) AS attempts,
      f."dueAt"::text AS "dueAt", f.reasons, coalesce(p.zone, c.zone, o.zone, 'UTC') AS zone,
      coalesce(s.products, t.products, g.products) AS products,
      (SELECT name FROM staff WHERE id = coalesce(f."ownerId", c."ownerId")) AS "staffName",
      ${VISIT_FACTS} AS visit,
      json_build_object('name', c.name, 'phone', c.phone, 'phoneState', c."phoneState", 'email', c.email, 'emailState', c."emailState",
        'language', c.language, 'country', c.country, 'region', c.region, 'zone', c.zone,
        'siteZone', (SELECT zone FROM sites WHERE id = coalesce(s."siteId", g."siteId")), 'leftAt', c."leftAt") AS customer,
      (SELECT coalesce(json_agg(json_build_object('at', coalesce(r."acceptedAt", r."sendAt"), 'purpose', r.purpose,
        'part', r.part)), '[]') FROM messages r WHERE r."customerId" = c.id AND r."createdAt" > ${new Date(now - LOOKED_BACK)}
        AND r."sentWithId" IS NULL AND r.state IN ('in-flight', 'unknown', 'accepted', 'sent', 'delivered')) AS sent,
      (SELECT coalesce(json_agg(json_build_object('id', n.id, 'channel', n.channel, 'purpose', n.purpose,
        'granted', n.granted, 'method', n.method, 'basis', n.basis, 'at', n.at)), '[]') FROM consents n WHERE n."customerId" = c.id) AS consents,
      EXISTS (SELECT 1 FROM inbound_messages i WHERE i.state = 'inbox' AND i.rule = 'opt-out.possible'
        AND (i."customerId" = c.id OR i."from" = c.phone)) AS "mayWantNoMore"
    FROM chosen h
    JOIN messages m ON m.id = h.id
    JOIN customers c ON c.id = m."customerId"
    LEFT JOIN follow_ups f ON f.id = m."followUpId"
    LEFT JOIN plans p ON p.id = m."planId"
    LEFT JOIN sales s ON s.id = p."saleId"
    LEFT JOIN tickets t ON t.id = p."ticketId"
    LEFT JOIN agreements g ON g.id = p."agreementId"
    LEFT JOIN organisations o ON o.id = 1
    WHERE m.state = 'staged'
    ORDER BY h.place
    FOR UPDATE OF m SKIP LOCKED`;

/** Urgent first; among equals one of each policy in turn, so that a large campaign does not hold up the others. */
export async function readDue(tx: Tx, number: string, now: Instant, limit: number): Promise<DueMessage[]> {
  const at = new Date(now);
  return tx.$queryRaw<DueMessage[]>`
    WITH turns AS (
      SELECT id, priority, "sendAt", row_number() OVER (PARTITION BY priority, "policyKey" ORDER BY "sendAt", id) AS turn
      FROM messages WHERE "senderNumber" = ${number} AND state = 'staged' AND "sendAt" <= ${at}
        AND "customerId" IS NOT NULL
    ), chosen AS (
      SELECT id, row_number() OVER (ORDER BY priority, turn, "sendAt", id) AS place FROM turns
      ORDER BY priority, turn, "sendAt", id LIMIT ${limit}
    )${CHOSEN(now)}`;
}

/** Reminders to the same customers, beside these messages, that are to leave from this number by `until`; soonest first. */
export async function readCompanions(
  tx: Tx,
  number: string,
  due: readonly DueMessage[],
  until: Instant,
  now: Instant,
): Promise<DueMessage[]> {
  const customers = [...new Set(due.filter(isReminder).map(({ customerId }) => customerId))];
  if (customers.length === 0) return [];
  const ids = due.map(({ id }) => id);
  return tx.$queryRaw<DueMessage[]>`
    WITH chosen AS (
      SELECT id, row_number() OVER (ORDER BY "sendAt", id) AS place FROM messages
      WHERE "senderNumber" = ${number} AND state = 'staged' AND "sendAt" <= ${new Date(until)} AND purpose = 'service'
        AND part = 'message' AND "customerId" = ANY(${customers}) AND NOT id = ANY(${ids})
    )${CHOSEN(now)}`;
}

/** Whether a message may share one text with others: a text of a plan, not a question nor an answer to something. */
export function isReminder({ purpose, part, followUpId }: DueMessage): boolean {
  return isMergeable(purpose) && part === 'message' && followUpId !== null;
}
