import { findDuration } from '@aftercare/workflows/domain/time.js';
import { z } from 'zod';
import { instantOut, instantSchema } from '../common/schemas.js';

const durationSchema = z
  .string()
  .refine(
    (text) => findDuration(text) !== null && !text.startsWith('-'),
    'must be a duration such as P3D or PT2H',
  );

/** Where to: an instant, a step by so much, or the next instant at which something happens. */
export const advanceSchema = z.union([
  z.strictObject({ to: instantSchema }),
  z.strictObject({ by: durationSchema }),
  z.strictObject({ toNext: z.literal(true) }),
]);
export type Advance = z.infer<typeof advanceSchema>;

export const speedSchema = z.strictObject({ speed: z.number().min(0.001).max(100_000) });
export type Speed = z.infer<typeof speedSchema>;

export const clockSchema = z
  .object({
    now: instantOut,
    /** Clock seconds in one real second. */
    speed: z.number(),
    /** The next instant at which something happens by itself; null: nothing will. */
    next: instantOut.nullable(),
    /** Where the customers' phones are shown. */
    phones: z.string().nullable(),
    zone: z.string(),
  })
  .meta({ id: 'SandboxClock' });
export type ClockView = z.infer<typeof clockSchema>;

export const advancedSchema = z
  .object({
    now: instantOut,
    /** Follow-ups that changed their state on the way. */
    carriedOut: z.int(),
    /** Messages that left on the way. */
    sent: z.int(),
  })
  .meta({ id: 'SandboxAdvanced' });
export type Advanced = z.infer<typeof advancedSchema>;
