import { agenda } from '@aftercare/workflows/domain/agenda.js';
import { Prisma } from '../client.js';
import { recordEvent } from '../events.js';
import { type LoadedPlan, loadPlans } from '../facts.js';
import { keepPlans } from '../keep-plans.js';
import type { JobKind, Piece } from './job.js';
import { findLateTexts } from './late-texts.js';

interface Params {
  policy: string;
  versionId: string;
  version: number;
  /** Only these plans; without it all open plans of the policy. */
  plans?: string[];
}

/** Moves open plans to another version of their policy. What was carried out stays carried out. */
export const MOVE: JobKind<Params, { version: number; moved: number }> = {
  plans: ({ policy, versionId, plans }) => Prisma.sql`p.state = 'open'
    AND p."policyVersionId" IN (SELECT id FROM policy_versions WHERE "policyKey" = ${policy} AND id <> ${versionId})
    ${plans ? Prisma.sql`AND p.id = ANY(${plans})` : Prisma.empty}`,
  work: async (piece) => {
    const { context, tx, params, planIds, result, now, by } = piece;
    const before = await loadPlans(tx, context, planIds);
    for (const plan of before) await passOver(piece, plan);
    await tx.plan.updateMany({
      where: { id: { in: [...planIds] } },
      data: { policyVersionId: params.versionId },
    });
    await keepPlans(context, tx, planIds, now, by);
    return { version: params.version, moved: (result.moved ?? 0) + planIds.length };
  },
};

/**
 * A text that only the new version knows and that would have left before the move is passed over: moving a plan must
 * not set off a burst of old texts.
 */
async function passOver({ context, tx, params, now, by }: Piece<Params>, plan: LoadedPlan): Promise<void> {
  const policy = await context.documents.policy(tx, params.versionId);
  const after = agenda({ ...plan.facts, policy }, now);
  for (const { step, occurrence } of findLateTexts(agenda(plan.facts, now), after, now)) {
    const data = { reason: `policy moved to version ${params.version} after it was due` };
    const externalId = `moved:${params.versionId}:${step}/${occurrence}`;
    const event = { type: 'skipped', at: now, step, occurrence, data, externalId };
    await recordEvent(tx, { planId: plan.row.id }, event, now, by);
  }
}
