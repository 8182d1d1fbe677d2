import type { Tx } from '@aftercare/db/client.js';
import { toLocal } from '@aftercare/workflows/domain/time.js';
import { toInstantText } from '../common/schemas.js';
import type { OpenedPlan } from './subjects.schema.js';

/** Which of the three a row is about. */
export type SubjectWhere = { saleId: string } | { ticketId: string } | { agreementId: string };

/** The plans of a subject with their follow-ups, as the answers to intake carry them. */
export async function readPlansOf(tx: Tx, subject: SubjectWhere): Promise<OpenedPlan[]> {
  const plans = await tx.plan.findMany({
    where: subject,
    orderBy: { id: 'asc' },
    select: {
      id: true,
      family: true,
      zone: true,
      policyVersion: { select: { policyKey: true, version: true } },
      followUps: { orderBy: [{ dueAt: 'asc' }, { step: 'asc' }] },
    },
  });
  return plans.map((plan) => ({
    id: plan.id,
    policy: plan.policyVersion.policyKey,
    version: plan.policyVersion.version,
    family: plan.family,
    followUps: plan.followUps.map((row) => ({
      id: row.id,
      step: row.step,
      occurrence: row.occurrence,
      kind: row.kind,
      dueAt: toInstantText(row.dueAt),
      dueLocal: toLocal(row.dueAt.getTime(), plan.zone),
      sendAt: row.sendAt && toInstantText(row.sendAt),
      state: row.state,
    })),
  }));
}
