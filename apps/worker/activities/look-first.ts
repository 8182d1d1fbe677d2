import { inTransaction } from '@aftercare/db/client.js';
import { keepPlans } from '@aftercare/db/keep-plans.js';
import type { WorkerDeps } from './deps.js';

const PLANS_PER_TRANSACTION = 50;

/**
 * A condition of a step is asked when its text is due, but the text was staged before that. So plans with such a text
 * look once more before their sender takes it: sender and plan wake at the same instant, and either may be the first.
 */
export async function lookFirst(deps: WorkerDeps, number: string): Promise<void> {
  while ((await lookSome(deps, number)) === PLANS_PER_TRANSACTION);
}

function lookSome(deps: WorkerDeps, number: string): Promise<number> {
  return inTransaction(deps.db, async (tx) => {
    const now = await deps.clock.now(tx);
    const plans = await tx.$queryRaw<{ id: string }[]>`
      SELECT DISTINCT p.id FROM messages m
      JOIN plans p ON p.id = m."planId" AND p."keptAt" < m."sendAt"
      JOIN follow_ups f ON f.id = m."followUpId"
      JOIN policy_versions v ON v.id = p."policyVersionId"
      WHERE m."senderNumber" = ${number} AND m.state = 'staged' AND m."sendAt" <= ${new Date(now)}
        AND jsonb_path_exists(v.document, '$.steps[*] ? (@.step == $step && exists(@.onlyIf[*]))',
          jsonb_build_object('step', f.step))
      ORDER BY p.id LIMIT ${PLANS_PER_TRANSACTION}`;
    await keepPlans(
      deps.keep,
      tx,
      plans.map(({ id }) => id),
      now,
      'sender',
    );
    return plans.length;
  });
}
