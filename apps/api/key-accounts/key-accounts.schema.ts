import { z } from 'zod';
import { pageOf, pageQuerySchema } from '../common/page.js';
import {
  filterSchema,
  instantOut,
  instantSchema,
  localDateOut,
  localDateSchema,
  textSchema,
} from '../common/schemas.js';
import { findDuration } from '@aftercare/workflows/domain/time.js';

const everySchema = z.string().refine((text) => {
  const found = findDuration(text);
  return found !== null && found.elapsedMs === 0 && (found.months > 0 || found.days >= 7);
}, 'must be a duration of a week or more, such as P3M');

const objectiveSchema = z.strictObject({
  text: textSchema(500),
  by: localDateSchema.nullable().default(null),
});
const contactSchema = z.strictObject({
  name: textSchema(200),
  role: textSchema(200).nullable().default(null),
  phone: textSchema(40).nullable().default(null),
  email: z.email('must be an e-mail address').nullable().default(null),
});

/** The personal plan of a key account. Its manager gets a review as work `every` so often. */
export const keyAccountChangesSchema = z
  .strictObject({
    /** Id or key of the staff member who looks after it. */
    manager: textSchema(100),
    objectives: z.array(objectiveSchema).max(50).default([]),
    contacts: z.array(contactSchema).max(50).default([]),
    every: everySchema.default('P3M'),
    /** Default: as it stands; for a new one `every` from now. */
    nextReviewAt: instantSchema.optional(),
  })
  .meta({ id: 'KeyAccountChanges' });
export type KeyAccountChanges = z.infer<typeof keyAccountChangesSchema>;

/** Something agreed with the account, with its date; it is followed up and climbs when the day passes. */
export const agreedActionSchema = z
  .strictObject({
    text: textSchema(500),
    dueAt: instantSchema,
    /** Id or key; default: the account's manager. */
    owner: textSchema(100).optional(),
    kind: z.enum(['call', 'visit', 'review']).default('review'),
  })
  .meta({ id: 'AgreedAction' });
export type AgreedAction = z.infer<typeof agreedActionSchema>;

export const keyAccountQuerySchema = pageQuerySchema.extend({ manager: filterSchema(100) });
export type KeyAccountQuery = z.infer<typeof keyAccountQuerySchema>;

const personSchema = z.object({ id: z.string(), name: z.string() });
const workSchema = z.object({
  followUp: z.string(),
  text: z.string(),
  dueAt: instantOut,
  state: z.enum(['open', 'late', 'done', 'withdrawn']),
  owner: personSchema.nullable(),
});

export const keyAccountSchema = z
  .object({
    customer: z.object({ id: z.string(), name: z.string(), tier: z.string() }),
    manager: personSchema,
    objectives: z.array(z.object({ text: z.string(), by: localDateOut.nullable() })),
    contacts: z.array(
      z.object({
        name: z.string(),
        role: z.string().nullable(),
        phone: z.string().nullable(),
        email: z.string().nullable(),
      }),
    ),
    every: z.string(),
    /** When the review after those below is due. */
    nextReviewAt: instantOut.nullable(),
    /** Newest first, at most 50 each. */
    reviews: z.array(workSchema),
    actions: z.array(workSchema),
    savedAt: instantOut,
    savedBy: z.string(),
  })
  .meta({ id: 'KeyAccount' });
export const keyAccountPageSchema = pageOf(keyAccountSchema.omit({ reviews: true, actions: true })).meta({
  id: 'KeyAccountPage',
});
export type KeyAccountView = z.infer<typeof keyAccountSchema>;
export type KeyAccountLine = Omit<KeyAccountView, 'reviews' | 'actions'>;
