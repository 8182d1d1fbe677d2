import { parsePolicy } from '@aftercare/workflows/documents/parse-policy.js';
import { type Agenda, agenda } from '@aftercare/workflows/domain/agenda.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import type { DatedFollowUp } from '@aftercare/workflows/domain/follow-up.js';
import { formatInstant, type Instant } from '@aftercare/workflows/domain/time.js';
import { Prisma } from '../client.js';
import { loadPlans } from '../facts.js';
import type { JobKind } from './job.js';
import { findLateTexts, itemKey } from './late-texts.js';

interface Params {
  policy: string;
  /** The draft as it was when the job was asked for. */
  document: unknown;
}

/** What publishing a draft and moving every open plan to it would do. */
export interface Impact {
  /** Plans in which anything changes. */
  touched: number;
  moved: number;
  added: number;
  withdrawn: number;
  examples: ImpactExample[];
}

interface ImpactExample {
  plan: string;
  customer: string;
  step: string;
  occurrence: number;
  change: 'moved' | 'added' | 'withdrawn';
  from: string | null;
  to: string | null;
}

const EXAMPLES = 20;

/** Runs the agenda of every open plan with its version and with the draft, and counts what differs. Changes nothing. */
export const IMPACT: JobKind<Params, Impact> = {
  plans: ({ policy }) => Prisma.sql`p.state = 'open'
    AND p."policyVersionId" IN (SELECT id FROM policy_versions WHERE "policyKey" = ${policy})`,
  work: async ({ context, tx, params, planIds, result, now }) => {
    const parsed = parsePolicy(params.document);
    if (!parsed.ok)
      throw new DomainError('policy.invalid', 'The draft has faults', { errors: parsed.errors });
    const impact: Impact = { touched: 0, moved: 0, added: 0, withdrawn: 0, examples: [], ...result };
    for (const { row, facts } of await loadPlans(tx, context, planIds)) {
      const changes = compareAgendas(
        agenda(facts, now),
        agenda({ ...facts, policy: parsed.policy }, now),
        now,
      );
      if (changes.length > 0) impact.touched += 1;
      for (const change of changes) {
        impact[change.change] += 1;
        if (impact.examples.length < EXAMPLES)
          impact.examples.push({ plan: row.id, customer: row.customerId, ...change });
      }
    }
    return impact;
  },
};

type Change = Omit<ImpactExample, 'plan' | 'customer'>;

/** What is open in one agenda and not, or at another time, in the other. What is over in either does not count. */
export function compareAgendas(before: Agenda, after: Agenda, now: Instant): Change[] {
  const late = new Set(findLateTexts(before, after, now).map(itemKey));
  const old = new Map(before.followUps.filter(isOpen).map((item) => [itemKey(item), item]));
  const ended = new Set(before.followUps.filter((item) => !isOpen(item)).map(itemKey));
  const changes: Change[] = [];
  for (const item of after.followUps.filter(isOpen)) {
    const key = itemKey(item);
    const was = old.get(key);
    old.delete(key);
    if (late.has(key) || ended.has(key) || was?.dueAt === item.dueAt) continue;
    changes.push(describe(was ? 'moved' : 'added', was, item));
  }
  for (const was of old.values()) changes.push(describe('withdrawn', was, undefined));
  return changes;
}

function isOpen({ state, projected }: DatedFollowUp): boolean {
  return !projected && (state === 'planned' || state === 'due');
}

function describe(
  change: Change['change'],
  was: DatedFollowUp | undefined,
  is: DatedFollowUp | undefined,
): Change {
  const { step, occurrence } = (is ?? was)!;
  return {
    step,
    occurrence,
    change,
    from: was ? formatInstant(was.dueAt) : null,
    to: is ? formatInstant(is.dueAt) : null,
  };
}
