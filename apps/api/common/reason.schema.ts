import { z } from 'zod';

/** Why something is as it is: a stable code with its values, and the English wording. */
export const reasonSchema = z.object({ code: z.string(), text: z.string() }).catchall(z.unknown());
