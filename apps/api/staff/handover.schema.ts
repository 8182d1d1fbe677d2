import { z } from 'zod';
import { textSchema } from '../common/schemas.js';

/**
 * To one person, or spread over a team: each customer goes with all their work to whoever has least, speaks the
 * language, and stays below their limit.
 */
export const handoverSchema = z
  .strictObject({
    /** Id or key of a member of staff. */
    to: textSchema(100).optional(),
    /** Key of a team. */
    team: textSchema(100).optional(),
    /** Key of a template: told to customers with open work, key accounts, and platinum and gold ones. */
    message: textSchema(100).optional(),
    /** Whether they leave: then they can no longer sign in, and teams that they lead go to `to`. */
    leaves: z.boolean().default(true),
    dryRun: z.boolean().default(false),
  })
  .refine(({ to, team }) => (to === undefined) !== (team === undefined), {
    path: ['to'],
    message: 'either to or team is needed, and not both',
  })
  .meta({ id: 'Handover' });
export type Handover = z.infer<typeof handoverSchema>;

export const handoverResultSchema = z
  .object({
    dryRun: z.boolean(),
    from: z.object({ id: z.string(), name: z.string() }),
    /** What changes hands. */
    counts: z.object({
      customers: z.int(),
      followUps: z.int(),
      tickets: z.int(),
      escalations: z.int(),
      teams: z.int(),
      covers: z.int(),
    }),
    receivers: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        customers: z.int(),
        followUps: z.int(),
        /** Open follow-ups after it, and how many they can carry. */
        openAfter: z.int(),
        workload: z.int().nullable(),
      }),
    ),
    customersTold: z.int(),
    /** The first of them, and why they should know: they wait for something, we know them personally. */
    told: z.array(z.object({ customer: z.string(), why: z.enum(['key-account', 'open-work', 'tier']) })),
    /** What somebody should look at: limits that are passed, languages that nobody speaks, teams without a lead. */
    warnings: z.array(z.string()),
    examples: z.array(z.object({ customer: z.string(), to: z.string(), followUps: z.int() })),
  })
  .meta({ id: 'HandoverResult' });
export type HandoverResult = z.infer<typeof handoverResultSchema>;
