import { formatInstant, toLocal } from '@aftercare/workflows/domain/time.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import { z } from 'zod';
import { pageOf, pageQuerySchema } from '../common/page.js';
import { instantOut, toInstantText } from '../common/schemas.js';

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

/**
 * The board's left rail. breached: overdue; due-today: due within a day; at-risk: due within two hours; waiting: the
 * customer was asked; unowned: work of nobody; unreachable: the customer cannot be reached; stale: overdue for two
 * weeks; nothing-scheduled: open plans with nothing ahead.
 */
export const BUCKETS = [
  'breached',
  'due-today',
  'at-risk',
  'waiting',
  'nothing-scheduled',
  'unowned',
  'unreachable',
  'stale',
] as const;
export type Bucket = (typeof BUCKETS)[number];

export const reasonSchema = z.object({ code: z.string(), text: z.string() }).catchall(z.unknown());

/** One value, several with commas, or the parameter repeated. */
const many = <T extends z.ZodType<string, string>>(item: T) =>
  z
    .union([z.string(), z.array(z.string())])
    .transform((value) => (Array.isArray(value) ? value : value.split(',')))
    .pipe(z.array(item).max(50))
    .optional();
const word = z.string().max(200);
const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

export const boardQuerySchema = pageQuerySchema.extend({
  state: many(z.enum(STATES)),
  overdue: flag.optional(),
  kind: many(z.enum(KINDS)),
  tier: many(z.enum(['platinum', 'gold', 'iron', 'lead'])),
  type: many(z.enum(['retail', 'business', 'channel', 'internal'])),
  region: many(word),
  product: word.optional(),
  owner: word.optional(),
  team: word.optional(),
  policy: many(word),
  bucket: z.enum(BUCKETS).optional(),
  customer: word.optional(),
  plan: word.optional(),
  q: word.optional(),
  counts: flag.optional(),
});
export type BoardQuery = z.infer<typeof boardQuerySchema>;

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
    attempts: z.object({ used: z.int(), max: z.int().nullable(), nextAt: instantOut.nullable() }),
    score: z.string().nullable(),
    comment: z.string().nullable(),
    outcome: z.string().nullable(),
    /** Why it is due then and in this state, in order. */
    reasons: z.array(reasonSchema),
  })
  .meta({ id: 'FollowUp' });
export type FollowUpView = z.infer<typeof followUpSchema>;

export const boardSchema = pageOf(followUpSchema)
  .extend({
    /** The clock's instant the answer was made for. */
    now: instantOut,
    counts: z.partialRecord(z.enum(BUCKETS), z.int()).optional(),
  })
  .meta({ id: 'Board' });
export type BoardView = z.infer<typeof boardSchema>;

export const followUpDetailSchema = followUpSchema
  .extend({
    why: z.object({
      reasons: z.array(reasonSchema),
      policy: z.object({ key: z.string(), version: z.int(), name: z.string() }),
      step: z.record(z.string(), z.unknown()),
      changes: z.array(
        z.object({
          at: instantOut,
          by: z.string(),
          changed: z.record(z.string(), z.unknown()),
          reason: z.string().nullable(),
        }),
      ),
    }),
    messages: z.array(
      z.object({
        id: z.string(),
        part: z.string(),
        state: z.string(),
        to: z.string().nullable(),
        body: z.string().nullable(),
        sendAt: instantOut,
        sid: z.string().nullable(),
        errorCode: z.int().nullable(),
        reasons: z.array(reasonSchema),
        attempts: z.array(
          z.object({
            number: z.int(),
            state: z.string(),
            startedAt: instantOut,
            error: z.string().nullable(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'FollowUpDetail' });
export type FollowUpDetail = z.infer<typeof followUpDetailSchema>;

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
