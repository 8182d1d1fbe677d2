import { z } from 'zod';
import { idSchema } from '../common/schemas.js';

export const impactRequestSchema = z.strictObject({}).default({});

/** Which plans go to which version; without `plans` all open ones, without `version` the one in force. */
export const moveRequestSchema = z
  .strictObject({
    plans: z.array(idSchema).min(1).max(10_000).optional(),
    version: z.int().min(1).optional(),
  })
  .default({});
export type MoveRequest = z.infer<typeof moveRequestSchema>;
