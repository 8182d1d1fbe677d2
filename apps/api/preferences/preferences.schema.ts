import { z } from 'zod';

/** A token that cannot be ours is simply not found. */
export const tokenSchema = z.string().max(200);

export const pageQuerySchema = z.looseObject({
  lang: z
    .string()
    .regex(/^[a-z]{2,3}$/)
    .optional()
    .catch(undefined),
  done: z.enum(['saved', 'stopped']).optional().catch(undefined),
});
export type PageQuery = z.infer<typeof pageQuerySchema>;

/** A field of a form that may come once, several times or not at all. */
const many = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((value) => (typeof value === 'string' ? [value] : value));

export const preferencesFormSchema = z.looseObject({
  do: z.enum(['save', 'stop']),
  /** `survey.email=yes`: how each switch stood when the page was shown. */
  shown: many.transform(
    (all) => new Map(all.map((one) => [one.replace(/=.*$/, ''), one.endsWith('=yes')] as const)),
  ),
  on: many.transform((all) => new Set(all)),
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/)
    .optional(),
});
export type PreferencesForm = z.infer<typeof preferencesFormSchema>;

export const preferenceLinkSchema = z.object({ url: z.string() }).meta({ id: 'PreferenceLink' });
