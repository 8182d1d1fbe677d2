import { z } from 'zod';
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
export const contactRulesPageSchema = pageOf(contactRulesSchema).meta({ id: 'ContactRulesPage' });
export type ContactRulesView = z.infer<typeof contactRulesSchema>;
