import type { Prisma } from '@aftercare/db/client.js';
import { z } from 'zod';
import { pageOf, pageQuerySchema } from '../common/page.js';
import { instantOut, toInstantText } from '../common/schemas.js';
import { reasonSchema } from '../common/reason.schema.js';
import { DECISIONS, decisionSchema, toDecision } from '../common/decision.schema.js';
import { consentEvidenceSchema } from '../common/consent-evidence.schema.js';

export const messageQuerySchema = pageQuerySchema.extend({
  customer: z.string().max(100).optional(),
  plan: z.string().max(100).optional(),
  followUp: z.string().max(100).optional(),
  state: z.string().max(20).optional(),
  channel: z.enum(['sms', 'whatsapp', 'email']).optional(),
  staff: z.string().max(100).optional(),
  escalation: z.string().max(100).optional(),
});
export type MessageQuery = z.infer<typeof messageQuerySchema>;

export const messageSchema = z
  .object({
    id: z.string(),
    state: z.string(),
    /** sms, whatsapp, email */
    channel: z.string(),
    /** Whom it is for: a customer, or else a member of staff. */
    customer: z.object({ id: z.string(), name: z.string() }).nullable(),
    staff: z.object({ id: z.string(), name: z.string() }).nullable(),
    escalation: z.string().nullable(),
    plan: z.string().nullable(),
    followUp: z.string().nullable(),
    part: z.string(),
    /** The n-th message of its part: a retry, or another channel. */
    turn: z.int(),
    template: z.string(),
    purpose: z.string(),
    from: z.string(),
    to: z.string().nullable(),
    /** E-mail only. */
    subject: z.string().nullable(),
    body: z.string().nullable(),
    language: z.string().nullable(),
    segments: z.int().nullable(),
    sendAt: instantOut,
    acceptedAt: instantOut.nullable(),
    endedAt: instantOut.nullable(),
    sid: z.string().nullable(),
    errorCode: z.int().nullable(),
    /** What moved it or kept it back last. */
    reasons: z.array(reasonSchema),
    /** The ledger: everything that kept it back, moved it or let it leave with another. */
    decisions: z.array(decisionSchema),
    /** The message in whose text it left. */
    sentWith: z.string().nullable(),
    /** What of the consent ledger allowed or forbade it; null until it was judged. */
    evidence: consentEvidenceSchema.nullable(),
    attempts: z.array(
      z.object({
        number: z.int(),
        state: z.string(),
        startedAt: instantOut,
        endedAt: instantOut.nullable(),
        error: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'Message' });
export const messagePageSchema = pageOf(messageSchema).meta({ id: 'MessagePage' });
export type MessageView = z.infer<typeof messageSchema>;

export const MESSAGE_INCLUDE = {
  customer: { select: { id: true, name: true } },
  staff: { select: { id: true, name: true } },
  attempts: { orderBy: { number: 'asc' } },
  decisions: DECISIONS,
} as const satisfies Prisma.MessageInclude;
export type MessageRow = Prisma.MessageGetPayload<{ include: typeof MESSAGE_INCLUDE }>;

export function toMessage(row: MessageRow): MessageView {
  return {
    id: row.id,
    state: row.state,
    channel: row.channel,
    customer: row.customer,
    staff: row.staff,
    escalation: row.escalationId,
    plan: row.planId,
    followUp: row.followUpId,
    part: row.part,
    turn: row.turn,
    template: row.template,
    purpose: row.purpose,
    from: row.senderNumber,
    to: row.to,
    subject: row.subject,
    body: row.body,
    language: row.language,
    segments: row.segments,
    sendAt: toInstantText(row.sendAt),
    acceptedAt: row.acceptedAt && toInstantText(row.acceptedAt),
    endedAt: row.endedAt && toInstantText(row.endedAt),
    sid: row.sid,
    errorCode: row.errorCode,
    decisions: row.decisions.map(toDecision),
    sentWith: row.sentWithId,
    reasons: row.reasons as MessageView['reasons'],
    evidence: judgedEvidence(row.evidence),
    attempts: row.attempts.map(({ number, state, startedAt, endedAt, error }) => ({
      number,
      state,
      startedAt: toInstantText(startedAt),
      endedAt: endedAt && toInstantText(endedAt),
      error,
    })),
  };
}

/** A message that confirms a withdrawal names it before it is judged; only a verdict is evidence. */
function judgedEvidence(evidence: Prisma.JsonValue): MessageView['evidence'] {
  const read = consentEvidenceSchema.safeParse(evidence);
  return read.success ? read.data : null;
}
