import { z } from 'zod';
import { purpose } from './contact-rules-document.js';
import { checkShape, type Fault } from './fault.js';
import { key } from './values.js';

/** One message text per language. The texts are ICU MessageFormat; their syntax is checked where they are compiled. */
export const templateDocument = z.strictObject({
  template: key,
  purpose,
  texts: z
    .record(
      z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'A language is written like en, es, zh or lt.'),
      z.string().min(1, 'A text must not be empty.').max(5_000, 'A text has at most 5,000 characters.'),
    )
    .refine((texts) => Object.keys(texts).length > 0, {
      error: 'A template needs its text in at least one language.',
    }),
});

export type TemplateDocument = z.infer<typeof templateDocument>;

export type ParsedTemplate =
  | { readonly ok: true; readonly template: TemplateDocument }
  | { readonly ok: false; readonly errors: Fault[] };

/** Checks a template document and names all faults of shape at once. */
export function parseTemplate(json: unknown): ParsedTemplate {
  const { value, faults } = checkShape(templateDocument, json);
  return value ? { ok: true, template: value } : { ok: false, errors: faults };
}
