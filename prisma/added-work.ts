import { type AddedWorkKind, type WorkAdded, addedStep } from '@aftercare/workflows/domain/added-work.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { type Instant, formatInstant } from '@aftercare/workflows/domain/time.js';
import type { Prisma, Tx } from './client.js';
import { recordEvent } from './events.js';
import { newId } from './ids.js';
import { keepPlans, type KeepContext } from './keep-plans.js';

/** Work that a person adds to a plan. */
export interface NewWork {
  planId: string;
  work: AddedWorkKind;
  kind: WorkAdded['kind'];
  dueAt: Instant;
  text: string;
  /** Who does it; default: who has the plan's other work. */
  ownerId?: string | null;
  /** Names it again when it was done. */
  ref?: string;
}

/** Adds work to a plan and brings the plan in step with it. @returns the id of its follow-up */
export async function addWork(
  context: KeepContext,
  tx: Tx,
  { planId, work, kind, dueAt, text, ownerId, ref }: NewWork,
  now: Instant,
  by: string,
): Promise<string> {
  await tx.$queryRaw`SELECT id FROM plans WHERE id = ${planId} FOR NO KEY UPDATE`;
  const data = { work, kind, dueAt: formatInstant(dueAt), text, ...(ref && { ref }) };
  await recordEvent(tx, { planId }, { type: 'work.added', at: now, data }, now, by);
  await keepPlans(context, tx, [planId], now, by);
  // The newest of its kind is the last one that was counted.
  const { id, ownerId: had } = await tx.followUp.findFirstOrThrow({
    where: { planId, step: addedStep(work) },
    orderBy: { occurrence: 'desc' },
  });
  if (ownerId === undefined || ownerId === had) return id;
  const at = new Date(now);
  await tx.followUp.update({ where: { id }, data: { ownerId, isAssigned: true, updatedAt: at } });
  await tx.followUpChange.create({
    data: { id: newId('followUpChange'), followUpId: id, at, by, changed: { owner: [had, ownerId] } },
  });
  return id;
}

/** What work can be added to: the subject's plan that still has something ahead, else its newest. */
export async function findPlanFor(tx: Tx, subject: Prisma.PlanWhereInput): Promise<string> {
  const [plan] = await tx.plan.findMany({
    where: subject,
    orderBy: [{ state: 'asc' }, { startedAt: 'desc' }],
    select: { id: true },
    take: 1,
  });
  if (plan) return plan.id;
  throw new DomainError(
    'plan.none',
    'No policy follows this, so nobody would be reminded: publish one that matches it',
    { status: 409 },
  );
}
