import { type Instant, formatInstant, toLocal } from '@aftercare/workflows/domain/time.js';
import { z } from 'zod';
import { reasonSchema } from './reason.schema.js';
import { instantOut, toInstantText } from './schemas.js';

export const KINDS = ['sms', 'survey', 'call', 'visit', 'review'] as const;
export const STATES = [
  'planned',
  'due',
  'sent',
  'answered',
  'closed',
  'done',
  'skipped',
  'withdrawn',
  'expired',
  'unreached',
  'cancelled',
] as const;

/** A follow-up as the board, a plan and its own page show it. */
export const followUpSchema = z
  .object({
    id: z.string(),
    plan: z.string(),
    policy: z.object({ key: z.string(), version: z.int(), name: z.string() }),
    subject: z.object({
      type: z.enum(['sale', 'ticket', 'agreement']),
      id: z.string(),
      externalId: z.string(),
    }),
    step: z.string(),
    occurrence: z.int(),
    /** Step n of m: how many follow-ups the plan has, and which of them, by due date, this one is. */
    place: z.object({ n: z.int(), of: z.int() }),
    kind: z.enum(KINDS),
    question: z.string().nullable(),
    state: z.enum(STATES),
    overdue: z.boolean(),
    dueAt: instantOut,
    dueLocal: z.string(),
    zone: z.string(),
    sendAt: instantOut.nullable(),
    closesAt: instantOut.nullable(),
    expiresAt: instantOut.nullable(),
    customer: z.object({
      id: z.string(),
      name: z.string(),
      tier: z.string(),
      type: z.string(),
      country: z.string(),
      region: z.string().nullable(),
      language: z.string(),
      phoneState: z.string(),
    }),
    product: z.string().nullable(),
    owner: z.object({ id: z.string(), name: z.string() }).nullable(),
    /** Who stands in for an owner who is away. */
    cover: z.object({ id: z.string(), name: z.string() }).nullable(),
    attempts: z.object({ used: z.int(), max: z.int().nullable(), nextAt: instantOut.nullable() }),
    score: z.string().nullable(),
    comment: z.string().nullable(),
    outcome: z.string().nullable(),
    /** Why it is due then and in this state, in order. */
    reasons: z.array(reasonSchema),
  })
  .meta({ id: 'FollowUp' });
export type FollowUpView = z.infer<typeof followUpSchema>;

/** A row of the board's one statement. */
export interface BoardRow {
  id: string;
  planId: string;
  policyKey: string;
  policyVersion: number;
  policyName: string;
  subjectType: 'sale' | 'ticket' | 'agreement';
  subjectId: string;
  subjectExternalId: string;
  step: string;
  occurrence: number;
  placeN: number;
  placeOf: number;
  kind: FollowUpView['kind'];
  question: string | null;
  state: FollowUpView['state'];
  dueAt: Date;
  zone: string;
  sendAt: Date | null;
  closesAt: Date | null;
  expiresAt: Date | null;
  customer: FollowUpView['customer'];
  product: string | null;
  owner: FollowUpView['owner'];
  cover: FollowUpView['cover'];
  attemptsUsed: number;
  attemptsMax: number | null;
  nextAt: Date | null;
  score: string | null;
  comment: string | null;
  outcome: string | null;
  reasons: FollowUpView['reasons'];
  weight: number;
}

export function toFollowUp(row: BoardRow, now: Instant): FollowUpView {
  return {
    id: row.id,
    plan: row.planId,
    policy: { key: row.policyKey, version: row.policyVersion, name: row.policyName },
    subject: { type: row.subjectType, id: row.subjectId, externalId: row.subjectExternalId },
    step: row.step,
    occurrence: row.occurrence,
    place: { n: row.placeN, of: row.placeOf },
    kind: row.kind,
    question: row.question,
    state: row.state,
    overdue: row.state === 'due' && row.dueAt.getTime() < now,
    dueAt: toInstantText(row.dueAt),
    dueLocal: toLocal(row.dueAt.getTime(), row.zone),
    zone: row.zone,
    sendAt: row.sendAt && formatInstant(row.sendAt.getTime()),
    closesAt: row.closesAt && formatInstant(row.closesAt.getTime()),
    expiresAt: row.expiresAt && formatInstant(row.expiresAt.getTime()),
    customer: row.customer,
    product: row.product,
    owner: row.owner,
    cover: row.cover,
    attempts: {
      used: row.attemptsUsed,
      max: row.attemptsMax,
      nextAt: row.nextAt && toInstantText(row.nextAt),
    },
    score: row.score,
    comment: row.comment,
    outcome: row.outcome,
    reasons: row.reasons,
  };
}
