import { z } from 'zod';

export const matrixQuerySchema = z.object({ subject: z.enum(['sale', 'ticket', 'agreement']) });
export type MatrixQuery = z.infer<typeof matrixQuerySchema>;

export const matrixSchema = z
  .object({
    subject: z.string(),
    cells: z.array(
      z.object({
        family: z.string(),
        tier: z.string(),
        type: z.string(),
        /** In the order they are asked; a conditional one may pass a subject on to the next. */
        policies: z.array(z.object({ policy: z.string(), conditional: z.boolean() })),
        gap: z.boolean(),
      }),
    ),
    shadowed: z.array(z.object({ policy: z.string(), family: z.string(), by: z.array(z.string()) })),
  })
  .meta({ id: 'PolicyMatrix' });
export type MatrixView = z.infer<typeof matrixSchema>;
