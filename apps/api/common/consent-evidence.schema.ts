import { z } from 'zod';

/** none, informed, soft-opt-in, required, written: from the loosest to the strictest. */
export const consentRuleSchema = z.enum(['none', 'informed', 'soft-opt-in', 'required', 'written']);

/** What of the consent ledger allowed or forbade a message. */
export const consentEvidenceSchema = z
  .object({
    /** The row of the ledger that decided; absent where a rule alone did. */
    row: z.string().optional(),
    rule: consentRuleSchema,
    /** Whose rule it is, or `default`. */
    country: z.string(),
    statedBy: z.enum(['contact-rules', 'country']),
    because: z.enum([
      'granted',
      'soft-opt-in',
      'not-refused',
      'not-needed',
      'opted-out',
      'missing',
      'one-way',
      'confirms-withdrawal',
    ]),
  })
  .meta({ id: 'ConsentEvidence' });
