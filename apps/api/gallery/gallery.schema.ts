import { z } from 'zod';
import { keySchema } from '../common/schemas.js';
import { documentSchema } from '../common/versions.js';

const readyPolicySchema = z.object({
  key: z.string(),
  document: documentSchema,
  /** Keys of the templates that come with it, and whether each is stored already. */
  templates: z.array(z.object({ template: z.string(), stored: z.boolean() })),
  /** A policy of this key is there already: taking it would change nothing. */
  taken: z.boolean(),
});

export const gallerySchema = z.object({ items: z.array(readyPolicySchema) }).meta({ id: 'Gallery' });
export type GalleryView = z.infer<typeof gallerySchema>;

/** The calendar that it is to reckon with; without one it keeps none. */
export const takeSchema = z.strictObject({ calendar: keySchema.optional() });
export type Take = z.infer<typeof takeSchema>;

export const takenSchema = z
  .object({
    policy: z.string(),
    document: documentSchema,
    /** False: a policy of this key was there already and stays as it is. */
    saved: z.boolean(),
    /** Templates that were stored with it; those that were there stay as they are. */
    templates: z.array(z.string()),
  })
  .meta({ id: 'TakenPolicy' });
export type TakenView = z.infer<typeof takenSchema>;
