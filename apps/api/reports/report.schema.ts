import { z } from 'zod';
import { filterSchema, localDateOut, localDateSchema } from '../common/schemas.js';

/** What things are told apart by. */
export const GROUPS = ['tier', 'type', 'region', 'product', 'policy', 'staff'] as const;
export type Group = (typeof GROUPS)[number];
const STRETCHES = ['day', 'week', 'month'] as const;

/** The filters of every report; the dates are the organisation's, both included. */
export const reportQuerySchema = z.object({
  from: localDateSchema.optional(),
  to: localDateSchema.optional(),
  by: z.enum(STRETCHES).default('week'),
  group: z.enum(GROUPS).default('tier'),
  tier: filterSchema(20),
  type: filterSchema(20),
  /** A region or a country. */
  region: filterSchema(50),
  /** A product's code. */
  product: filterSchema(100),
  policy: filterSchema(100),
  /** Id or key of the member of staff whose work it is. */
  staff: filterSchema(100),
  /** Id or key of their team. */
  team: filterSchema(100),
  format: z.enum(['json', 'csv']).default('json'),
  /** csv only: which of the report's tables; default: its first. */
  table: filterSchema(40),
});
export type ReportQuery = z.infer<typeof reportQuerySchema>;

/** What a report looks at. */
export const periodSchema = z
  .object({
    from: localDateOut,
    to: localDateOut,
    by: z.enum(STRETCHES),
    group: z.enum(GROUPS),
    zone: z.string(),
  })
  .meta({ id: 'ReportPeriod' });
export type PeriodView = z.infer<typeof periodSchema>;

/** A share or a mean; null where there is nothing to reckon it from. */
export const estimateSchema = z
  .object({
    value: z.number(),
    /** How many it stands on. */
    n: z.int(),
    /** The 95% interval. */
    low: z.number(),
    high: z.number(),
    /** Too few for more than a hint. */
    few: z.boolean(),
  })
  .meta({ id: 'Estimate' })
  .nullable();
export type EstimateView = z.infer<typeof estimateSchema>;

export const count = z.int();
export const stretchStart = localDateOut.describe('First day of the day, week or month');
