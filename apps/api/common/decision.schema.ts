import type { Prisma } from '@aftercare/db/client.js';
import { z } from 'zod';
import { reasonSchema } from './reason.schema.js';
import { instantOut, toInstantText } from './schemas.js';

/** One line of the ledger: what the contact rules did to a message. */
export const decisionSchema = z
  .object({
    /** kept-back: it does not leave; moved: to another instant; merged: it leaves in the text of another message */
    what: z.string(),
    /** Code of the rule. */
    rule: z.string(),
    /** The rule with its values. */
    reason: reasonSchema,
    /** The message; null where a follow-up was kept back before it had one. */
    message: z.string().nullable(),
    part: z.string(),
    /** When it was to leave, and when it is to leave now; null: never. */
    from: instantOut,
    to: instantOut.nullable(),
    /** merged: the message whose text says it too. */
    with: z.string().nullable(),
    at: instantOut,
    /** plan: its agenda; sender: the last look before it leaves */
    by: z.string(),
  })
  .meta({ id: 'MessageDecision' });
export type DecisionView = z.infer<typeof decisionSchema>;

/** As they were made. */
export const DECISIONS = { orderBy: { id: 'asc' } } as const;

export function toDecision(row: Prisma.MessageDecisionGetPayload<object>): DecisionView {
  const { what, rule, reason, messageId, part, fromAt, toAt, withId, at, by } = row;
  return {
    ...{ what, rule, reason: reason as DecisionView['reason'], message: messageId, part },
    from: toInstantText(fromAt),
    to: toAt && toInstantText(toAt),
    ...{ with: withId, at: toInstantText(at), by },
  };
}
