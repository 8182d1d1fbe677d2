import type { z } from 'zod';

/** What a control call was given that it cannot use. */
export class ControlError extends Error {
  constructor(
    readonly errors: { path: string; message: string }[],
    readonly status = 400,
  ) {
    super('The request has faults');
  }
}

/** @throws ControlError with all faults */
export function read<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const result = schema.safeParse(value ?? {});
  if (result.success) return result.data;
  throw new ControlError(
    result.error.issues.map((issue) => ({ path: `/${issue.path.join('/')}`, message: issue.message })),
  );
}
