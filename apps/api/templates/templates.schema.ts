import type { Prisma } from '@aftercare/db/client.js';
import { z } from 'zod';
import { pageOf } from '../common/page.js';
import { instantOut, keySchema, toInstantText, zoneSchema } from '../common/schemas.js';

const purposeSchema = z.enum(['service', 'survey', 'marketing', 'safety', 'confirmation']);
/** Twilio takes no more characters than this in one message. */
const LONGEST_TEXT = 1600;
const textsSchema = z
  .record(z.string().min(1).max(35), z.string().min(1, 'must not be empty').max(LONGEST_TEXT))
  .meta({ description: 'Language → text in ICU MessageFormat', example: { en: 'Hello {name}' } });

export const templateDraftSchema = z
  .strictObject({
    /** The key once more; may be left out. */
    template: keySchema.optional(),
    purpose: purposeSchema,
    texts: textsSchema,
    /** Subjects of e-mails; in a language without one it is the company and the first line. */
    subjects: z
      .record(z.string().min(1).max(35), z.string().min(1, 'must not be empty').max(200))
      .default({})
      .meta({ description: 'Language → subject of an e-mail in ICU MessageFormat' }),
    /** Contents that WhatsApp approved for the same words; `{{1}}` is the first value that the text names. */
    whatsapp: z
      .record(z.string().min(1).max(35), z.string().max(64))
      .default({})
      .meta({ description: "Language → id of Twilio's content (HX…)" }),
  })
  .meta({ id: 'TemplateDraft' });
export type TemplateDraft = z.infer<typeof templateDraftSchema>;

const faultSchema = z.object({ path: z.string(), message: z.string() });

export const templateSchema = z
  .object({
    template: z.string(),
    version: z.int(),
    purpose: purposeSchema,
    texts: z.record(z.string(), z.string()),
    subjects: z.record(z.string(), z.string()),
    whatsapp: z.record(z.string(), z.string()),
    savedAt: instantOut,
    savedBy: z.string(),
  })
  .meta({ id: 'Template' });
export const templatePageSchema = pageOf(templateSchema).meta({ id: 'TemplatePage' });
export type TemplateView = z.infer<typeof templateSchema>;

export const savedTemplateSchema = templateSchema
  .extend({
    /** What the text lacks for its purpose where this organisation sends. */
    warnings: z.array(faultSchema),
  })
  .meta({ id: 'SavedTemplate' });
export type SavedTemplateView = z.infer<typeof savedTemplateSchema>;

export function toTemplate(row: Prisma.TemplateGetPayload<object>): TemplateView {
  return {
    template: row.key,
    version: row.version,
    purpose: row.purpose as TemplateView['purpose'],
    texts: row.texts as TemplateView['texts'],
    subjects: row.subjects as TemplateView['subjects'],
    whatsapp: row.whatsapp as TemplateView['whatsapp'],
    savedAt: toInstantText(row.savedAt),
    savedBy: row.savedBy,
  };
}

export const previewRequestSchema = z
  .strictObject({
    purpose: purposeSchema,
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, 'must be a country code of two capital letters')
      .optional(),
    texts: textsSchema,
    /** Values of variables; where one is missing its longest is shown. */
    sample: z.record(z.string(), z.union([z.string().max(500), z.number()])).default({}),
    zone: zoneSchema.optional(),
  })
  .meta({ id: 'TemplatePreviewRequest' });
export type PreviewRequest = z.infer<typeof previewRequestSchema>;

const countSchema = z.object({
  encoding: z.enum(['GSM-7', 'UCS-2']),
  units: z.int(),
  segments: z.int(),
});

export const previewsSchema = z
  .record(
    z.string(),
    countSchema.extend({
      text: z.string(),
      odd: z.array(z.string()),
      problems: z.array(z.string()),
      withoutDiacritics: countSchema,
    }),
  )
  .meta({ id: 'TemplatePreviews' });
