import type { GuideRow } from '@aftercare/db/guides.js';
import { z } from 'zod';
import { pageOf } from '../common/page.js';
import { instantOut, keySchema, textSchema, toInstantText } from '../common/schemas.js';

export const GUIDE_LANGUAGES = ['en', 'es', 'zh', 'lt'] as const;
const languageSchema = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)?$/, 'must be a language tag such as lt');
const globSchema = textSchema(100);

const pageSchema = z.strictObject({
  title: textSchema(120),
  /** Markdown; tags are shown as typed, pictures are left out. */
  text: textSchema(10_000),
});

/** A short help page, by language, and to which messages `{guide}` links it. */
export const guideDraftSchema = z
  .strictObject({
    /** Globs over product codes; empty: any product. */
    products: z.array(globSchema).max(50).default([]),
    /** Globs over the names of steps; empty: any step. */
    steps: z.array(globSchema).max(50).default([]),
    pages: z
      .record(languageSchema, pageSchema)
      .refine((pages) => Object.keys(pages).length > 0, 'at least one language is needed'),
    /** No message links to it any more; links that are out still work. */
    retired: z.boolean().default(false),
  })
  .meta({ id: 'GuideDraft' });
export type GuideDraft = z.infer<typeof guideDraftSchema>;

export const guideCountsSchema = z.object({
  /** Messages that carried a link to it. */
  linked: z.int(),
  /** Messages whose reader went on from the landing page; every reading. */
  readers: z.int(),
  openings: z.int(),
  helped: z.int(),
  notHelped: z.int(),
});
export type GuideCounts = z.infer<typeof guideCountsSchema>;

export const guideSchema = z
  .object({
    key: keySchema,
    version: z.int(),
    products: z.array(z.string()),
    steps: z.array(z.string()),
    pages: z.record(z.string(), z.object({ title: z.string(), text: z.string() })),
    /** Languages of the four in which it is not written yet: readers get another. */
    missing: z.array(z.string()),
    retired: z.boolean(),
    counts: guideCountsSchema,
    savedAt: instantOut,
    savedBy: z.string(),
  })
  .meta({ id: 'Guide' });
export const guidePageSchema = pageOf(guideSchema).meta({ id: 'GuidePage' });
export type GuideView = z.infer<typeof guideSchema>;

export const guideOpeningsSchema = z
  .object({
    total: guideCountsSchema,
    by: z.array(
      guideCountsSchema.extend({
        product: z.string().nullable(),
        step: z.string().nullable(),
        template: z.string(),
      }),
    ),
  })
  .meta({ id: 'GuideOpenings' });
export type GuideOpeningsView = z.infer<typeof guideOpeningsSchema>;

export const previewGuideSchema = pageSchema.meta({ id: 'PreviewGuide' });
export type PreviewGuide = z.infer<typeof previewGuideSchema>;
export const guidePreviewSchema = z.object({ html: z.string() }).meta({ id: 'GuidePreview' });
export type GuidePreview = z.infer<typeof guidePreviewSchema>;

/** Of a link; whatever else stands there is none of ours. */
export const tokenSchema = z.string().max(200);
export const openFormSchema = z.looseObject({ language: z.string().max(20).optional() });
export const helpedFormSchema = z.looseObject({
  helped: z.enum(['yes', 'no']),
  language: z.string().max(20).optional(),
});

export const NOTHING: GuideCounts = { linked: 0, readers: 0, openings: 0, helped: 0, notHelped: 0 };

export function toGuide(row: GuideRow, counts: GuideCounts = NOTHING): GuideView {
  const titles = row.titles as Record<string, string>;
  const texts = row.texts as Record<string, string>;
  const languages = Object.keys(titles);
  return {
    ...{ key: row.key, version: row.version, products: row.products, steps: row.steps, retired: row.retired },
    pages: Object.fromEntries(
      languages.map((language) => [language, { title: titles[language]!, text: texts[language]! }]),
    ),
    missing: GUIDE_LANGUAGES.filter((language) => !languages.includes(language)),
    ...{ counts, savedAt: toInstantText(row.savedAt), savedBy: row.savedBy },
  };
}
