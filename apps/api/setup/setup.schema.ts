import { z } from 'zod';

export const SETUP_STEPS = ['organisation', 'calendar', 'policy', 'contact-rules', 'test-message'] as const;

export const setupSchema = z
  .object({
    /** What a new installation needs before its first sale, in order. */
    steps: z.array(z.object({ step: z.enum(SETUP_STEPS), done: z.boolean() })),
    /** True while the checklist is to be shown: not all is done and nobody put it away. */
    open: z.boolean(),
  })
  .meta({ id: 'Setup' });
export type SetupView = z.infer<typeof setupSchema>;
