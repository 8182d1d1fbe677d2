import { z } from 'zod';
import { customerRefSchema } from '../customers/customer-ref.js';
import { externalIdSchema, idSchema, instantOut, textSchema } from '../common/schemas.js';

/** What was sold, is broken or is looked after. */
export const productSchema = z.strictObject({
  code: textSchema(100),
  name: textSchema(200),
  quantity: z.int().min(1).optional(),
  warrantyMonths: z.int().min(0).max(1_200).optional(),
});

export const moneyFields = {
  amount: z.number().min(0).max(1e12).optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be a currency code of three capital letters')
    .optional(),
};

/** Fields that a sale, a ticket and an agreement share. */
export const subjectFields = {
  externalId: externalIdSchema,
  customer: customerRefSchema,
};

/** Id of a site of the customer. */
export const siteSchema = idSchema.optional();

export const dueFollowUpSchema = z.object({
  id: z.string(),
  step: z.string(),
  occurrence: z.int(),
  kind: z.string(),
  dueAt: instantOut,
  dueLocal: z.string(),
  sendAt: instantOut.nullable(),
  state: z.string(),
});

/** A plan as the answer to intake shows it: what will happen, at once. */
export const openedPlanSchema = z
  .object({
    id: z.string(),
    policy: z.string(),
    version: z.int(),
    family: z.string(),
    followUps: z.array(dueFollowUpSchema),
  })
  .meta({ id: 'OpenedPlan' });
export type OpenedPlan = z.infer<typeof openedPlanSchema>;
