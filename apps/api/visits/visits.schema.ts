import { z } from 'zod';
import { followUpSchema } from '../common/follow-up.view.js';
import { pageOf, pageQuerySchema } from '../common/page.js';
import {
  filterSchema,
  idSchema,
  instantOut,
  instantSchema,
  keySchema,
  localDateOut,
  localDateSchema,
  textSchema,
} from '../common/schemas.js';

export const STAGES = [
  'to-come',
  'to-propose',
  'proposed',
  'to-arrange',
  'booked',
  'confirmed',
  'missed',
] as const;

const named = z.object({ id: z.string(), name: z.string() });
const teamOut = z.object({ id: z.string(), key: z.string(), name: z.string() });
const siteOut = z.object({ id: z.string(), name: z.string().nullable(), address: z.string() });
const assetOut = z.object({ id: z.string(), product: z.string(), serialNumber: z.string().nullable() });
const customerOut = z.object({
  id: z.string(),
  name: z.string(),
  phone: z.string(),
  language: z.string(),
  tier: z.string(),
});
const readingSchema = z.strictObject({
  name: textSchema(100),
  value: textSchema(100),
  unit: textSchema(20).optional(),
});
const severitySchema = z.enum(['note', 'minor', 'major', 'danger']);
const partSchema = z.strictObject({
  name: textSchema(200),
  quantity: z.number().positive().max(10_000).default(1),
});

export const reportOut = z
  .object({
    id: z.string(),
    followUp: z.string(),
    at: instantOut,
    staff: named.nullable(),
    text: z.string().nullable(),
    readings: z.array(z.object({ name: z.string(), value: z.string(), unit: z.string().optional() })),
    findings: z.array(
      z.object({ text: z.string(), severity: severitySchema, ticketId: z.string().nullable().optional() }),
    ),
    parts: z.array(z.object({ name: z.string(), quantity: z.number() })),
    photos: z.array(z.string()),
  })
  .meta({ id: 'VisitReport' });

const workOut = {
  id: z.string(),
  plan: z.string(),
  step: z.string(),
  occurrence: z.int(),
  stage: z.enum(STAGES).nullable(),
  /** When the policy wants it. */
  deadlineAt: instantOut,
  product: z.string().nullable(),
};

/** A booked time, with the follow-ups that are done then. */
export const visitSchema = z
  .object({
    id: z.string(),
    state: z.enum(['booked', 'done', 'cancelled']),
    startsAt: instantOut,
    endsAt: instantOut,
    startsLocal: z.string(),
    zone: z.string(),
    minutes: z.int(),
    /** The team's local date, by which its capacity counts. */
    on: localDateOut,
    /** It is past, and nobody has reported. */
    missed: z.boolean(),
    confirmed: z.boolean(),
    customer: customerOut,
    site: siteOut.nullable(),
    assets: z.array(assetOut),
    team: teamOut.nullable(),
    staff: named.nullable(),
    followUps: z.array(z.object(workOut)),
    /** How often it was moved. */
    sequence: z.int(),
    forcedReason: z.string().nullable(),
    endedReason: z.string().nullable(),
    reports: z.array(reportOut),
  })
  .meta({ id: 'Visit' });
export const visitPageSchema = pageOf(visitSchema).meta({ id: 'VisitPage' });
export type VisitView = z.infer<typeof visitSchema>;

export const visitQuerySchema = pageQuerySchema.extend({
  from: instantSchema.optional(),
  to: instantSchema.optional(),
  team: filterSchema(100),
  staff: filterSchema(100),
  customer: filterSchema(100),
  state: z.enum(['booked', 'done', 'cancelled']).optional(),
});
export type VisitQuery = z.infer<typeof visitQuerySchema>;

/** A visit that is still to be made, booked or not. */
export const visitWorkSchema = z
  .object({
    ...workOut,
    policy: z.string(),
    dueAt: instantOut,
    dueLocal: z.string(),
    zone: z.string(),
    overdue: z.boolean(),
    customer: customerOut,
    site: siteOut.nullable(),
    assets: z.array(assetOut),
    owner: named.nullable(),
    proposal: z.object({ closesAt: instantOut, slots: z.array(instantOut) }).nullable(),
    visit: z.string().nullable(),
  })
  .meta({ id: 'VisitWork' });
export const visitWorkPageSchema = pageOf(visitWorkSchema)
  .extend({ counts: z.record(z.string(), z.int()).optional() })
  .meta({ id: 'VisitWorkPage' });
export type VisitWork = z.infer<typeof visitWorkSchema>;

export const visitWorkQuerySchema = pageQuerySchema.extend({
  /** to-arrange counts what is to be proposed, too; today: booked for today; overdue: past, and nobody has reported. */
  list: z.enum(['to-arrange', 'proposed', 'booked', 'today', 'overdue', 'all']).default('all'),
  team: filterSchema(100),
  customer: filterSchema(100),
  /** One of them, whatever list it stands in. */
  followUp: filterSchema(100),
  counts: z.stringbool().default(false),
});
export type VisitWorkQuery = z.infer<typeof visitWorkQuerySchema>;

export const capacityQuerySchema = z.object({
  from: localDateSchema,
  to: localDateSchema,
  team: filterSchema(100),
});
export type CapacityQuery = z.infer<typeof capacityQuerySchema>;

export const capacitySchema = z
  .object({
    items: z.array(
      z.object({
        team: teamOut,
        /** The team's local date. */
        on: localDateOut,
        open: z.boolean(),
        visits: z.int(),
        minutes: z.int(),
        visitsPerDay: z.int().nullable(),
        minutesPerDay: z.int().nullable(),
        /** No other visit fits; a manager can book one all the same. */
        full: z.boolean(),
        away: z.array(named),
      }),
    ),
    next: z.null(),
  })
  .meta({ id: 'VisitCapacity' });
export type CapacityView = z.infer<typeof capacitySchema>;

const followUps = z.array(idSchema).min(1).max(10);

export const slotsQuerySchema = z.object({
  /** Ids of follow-ups, with commas between them. */
  followUps: textSchema(1_200).transform((text, context) => {
    const parsed = followUps.safeParse(text.split(','));
    if (parsed.success) return parsed.data;
    context.issues.push({ code: 'custom', input: text, message: 'must name one to ten follow-ups' });
    return z.NEVER;
  }),
  count: z.coerce.number().int().min(1).max(20).default(6),
});
export type SlotsQuery = z.infer<typeof slotsQuerySchema>;

export const slotsSchema = z
  .object({
    items: z.array(
      z.object({
        startsAt: instantOut,
        endsAt: instantOut,
        startsLocal: z.string(),
        staff: named.nullable(),
      }),
    ),
    next: z.null(),
    zone: z.string(),
    minutes: z.int(),
    /** Within which it can be done. */
    from: instantOut,
    to: instantOut,
  })
  .meta({ id: 'VisitSlots' });
export type SlotsView = z.infer<typeof slotsSchema>;

const place = {
  startsAt: instantSchema,
  minutes: z.int().min(5).max(1440).optional(),
  /** Id or key; null: nobody in particular; left out: whoever is free and fits. */
  staff: textSchema(100).nullable().optional(),
  /** Key; left out: the team by policy and owner. */
  team: keySchema.optional(),
  /** False: the customer knows already. */
  tell: z.boolean().default(true),
  /** A manager's reason to book over hours and capacity. */
  force: textSchema(500).optional(),
};
export const bookVisitSchema = z.strictObject({ followUps, ...place }).meta({ id: 'BookVisit' });
export type BookVisit = z.infer<typeof bookVisitSchema>;
export const moveVisitSchema = z.strictObject(place).meta({ id: 'MoveVisit' });
export type MoveVisit = z.infer<typeof moveVisitSchema>;

export const cancelVisitSchema = z
  .strictObject({
    reason: textSchema(500),
    /** True: the time is given back, and the visit is arranged anew. */
    again: z.boolean().default(false),
    tell: z.boolean().default(true),
  })
  .meta({ id: 'CancelVisit' });
export type CancelVisit = z.infer<typeof cancelVisitSchema>;

const photo = z
  .url({ protocol: /^https?$/, error: 'must be the address of a photo, beginning with https://' })
  .max(2_000);
const report = {
  at: instantSchema.optional(),
  text: textSchema(2_000).optional(),
  readings: z.array(readingSchema).max(100).default([]),
  /** Each that is more than a note opens a ticket. */
  findings: z
    .array(
      z.strictObject({ text: textSchema(1_000), severity: severitySchema, assetId: idSchema.optional() }),
    )
    .max(50)
    .default([]),
  parts: z.array(partSchema).max(100).default([]),
  photos: z.array(photo).max(50).default([]),
  staff: textSchema(100).optional(),
  /** True: the customer gets the text, where the policy has a template for it. */
  tell: z.boolean().default(true),
};
export const reportVisitSchema = z.strictObject(report).meta({ id: 'ReportVisit' });
export type ReportVisit = z.infer<typeof reportVisitSchema>;
export const reportFollowUpsSchema = z.strictObject({ followUps, ...report }).meta({ id: 'ReportFollowUps' });
export type ReportFollowUps = z.infer<typeof reportFollowUpsSchema>;

export const reportedSchema = z
  .object({
    reports: z.array(reportOut),
    /** Opened by what was found. */
    tickets: z.array(z.string()),
    /** When each of them is due the next time, by the mode of its policy; null: never again. */
    nextDue: z.array(
      z.object({
        followUp: z.string(),
        step: z.string(),
        next: z.object({ followUp: z.string(), dueAt: instantOut, dueLocal: z.string() }).nullable(),
        reasons: followUpSchema.shape.reasons,
      }),
    ),
  })
  .meta({ id: 'VisitReported' });
export type Reported = z.infer<typeof reportedSchema>;

export const feedSchema = z
  .object({ url: z.string().nullable(), createdAt: instantOut.nullable() })
  .meta({ id: 'CalendarFeed' });
export type FeedView = z.infer<typeof feedSchema>;
