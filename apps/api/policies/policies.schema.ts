import type { Prisma } from '@aftercare/db/client.js';
import { z } from 'zod';
import { canonicalJson } from '../common/canonical-json.js';
import { pageOf } from '../common/page.js';
import { instantOut, toInstantText } from '../common/schemas.js';
import { documentSchema } from '../common/versions.js';

export const policySchema = z
  .object({
    policy: z.string(),
    /** The newest saved text, published or not. */
    draft: documentSchema,
    draftSavedAt: instantOut,
    draftSavedBy: z.string(),
    /** Counts the times the draft was saved; `basedOn` when it is saved again. */
    draftRev: z.int(),
    /** The draft as its writer wrote it, with comments; null where it was saved as JSON alone. */
    draftYaml: z.string().nullable(),
    /** The version in force for new subjects; null: none was published yet. */
    currentVersion: z.int().nullable(),
    /** True when the draft says something else than the version in force. */
    unpublished: z.boolean(),
  })
  .meta({ id: 'Policy' });
export const policyPageSchema = pageOf(policySchema).meta({ id: 'PolicyPage' });
export type PolicyView = z.infer<typeof policySchema>;

/** All faults a document would be refused for; none: it may be saved. */
export const policyFaultsSchema = z
  .object({ errors: z.array(z.object({ path: z.string(), message: z.string() })) })
  .meta({ id: 'PolicyFaults' });
export type PolicyFaultsView = z.infer<typeof policyFaultsSchema>;

export const policyVersionSchema = z
  .object({
    policy: z.string(),
    version: z.int(),
    subject: z.enum(['sale', 'ticket', 'agreement']),
    family: z.string(),
    rank: z.int(),
    document: documentSchema,
    publishedAt: instantOut,
    publishedBy: z.string(),
  })
  .meta({ id: 'PolicyVersion' });
export const policyVersionPageSchema = pageOf(policyVersionSchema).meta({ id: 'PolicyVersionPage' });
export type PolicyVersionView = z.infer<typeof policyVersionSchema>;

export const policyDiffSchema = z
  .object({
    policy: z.string(),
    from: z.int(),
    to: z.int(),
    changes: z.array(
      z.object({
        kind: z.enum(['added', 'removed', 'changed']),
        path: z.string(),
        from: z.any().optional(),
        to: z.any().optional(),
      }),
    ),
  })
  .meta({ id: 'PolicyDiff' });
export type PolicyDiffView = z.infer<typeof policyDiffSchema>;

export type PolicyVersionRow = Prisma.PolicyVersionGetPayload<object>;

export function toPolicy(row: Prisma.PolicyGetPayload<object>, current: PolicyVersionRow | null): PolicyView {
  return {
    policy: row.key,
    draft: row.draft as PolicyView['draft'],
    draftSavedAt: toInstantText(row.draftSavedAt),
    draftSavedBy: row.draftSavedBy,
    draftRev: row.draftRev,
    draftYaml: row.draftYaml,
    currentVersion: row.currentVersion,
    unpublished: current === null || canonicalJson(current.document) !== canonicalJson(row.draft),
  };
}

export function toPolicyVersion(row: PolicyVersionRow): PolicyVersionView {
  return {
    policy: row.policyKey,
    version: row.version,
    subject: row.subject as PolicyVersionView['subject'],
    family: row.family,
    rank: row.rank,
    document: row.document as PolicyVersionView['document'],
    publishedAt: toInstantText(row.publishedAt),
    publishedBy: row.publishedBy,
  };
}
