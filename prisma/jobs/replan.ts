import { Prisma } from '../client.js';
import { keepPlans } from '../keep-plans.js';
import type { JobKind } from './job.js';

interface Params {
  /** Key of a calendar: only plans whose policy names it. Without it all open plans. */
  calendar?: string;
}

/** Asks agendas again after something that many plans stand on has changed. */
export const REPLAN: JobKind<Params, { replanned: number }> = {
  plans: ({ calendar }) => {
    const open = Prisma.sql`p.state = 'open'`;
    if (calendar === undefined) return open;
    return Prisma.sql`${open} AND p."policyVersionId" IN (SELECT id FROM policy_versions
      WHERE jsonb_path_exists(document, '$.**.calendar ? (@ == $key)', jsonb_build_object('key', ${calendar}::text)))`;
  },
  work: async ({ context, tx, planIds, result, now, by }) => {
    await keepPlans(context, tx, planIds, now, by);
    return { replanned: (result.replanned ?? 0) + planIds.length };
  },
};
