import { z } from 'zod';
import { jobSchema } from '../common/job.view.js';
import { pageOf } from '../common/page.js';
import { instantOut } from '../common/schemas.js';
import { documentSchema } from '../common/versions.js';

export const contactRulesSchema = z
  .object({
    /** 0: none were saved yet, these are the rules that hold by default. */
    version: z.int(),
    contactRules: documentSchema,
    savedAt: instantOut.nullable(),
    savedBy: z.string().nullable(),
  })
  .meta({ id: 'ContactRules' });
/** What was saved, and the work of asking all open plans again; null: nothing changed. */
export const savedContactRulesSchema = contactRulesSchema
  .extend({ replan: jobSchema.nullable() })
  .meta({ id: 'SavedContactRules' });
export type SavedContactRulesView = z.infer<typeof savedContactRulesSchema>;

export const contactRulesPageSchema = pageOf(contactRulesSchema).meta({ id: 'ContactRulesPage' });
export type ContactRulesView = z.infer<typeof contactRulesSchema>;
