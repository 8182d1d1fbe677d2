import { agenda } from '@aftercare/workflows/domain/agenda.js';
import type { Facts } from '@aftercare/workflows/domain/facts.js';
import type { DatedFollowUp } from '@aftercare/workflows/domain/follow-up.js';
import type { Policy } from '@aftercare/workflows/domain/policy.js';
import type { Reason } from '@aftercare/workflows/domain/reason.js';
import { type Instant, formatInstant, toLocal } from '@aftercare/workflows/domain/time.js';
import type { Db, Tx } from './client.js';
import { loadPlans } from './facts.js';
import { newId } from './ids.js';
import type { KeepContext } from './keep-plans.js';
import { findPoliciesInForce, zoneOfSubject } from './plans.js';
import { type NotMade, type Prospect, readProspects, whyNotMade } from './prospects.js';

/** Who would get a step of a policy, who would not, and why. */
export interface Reach {
  looked: number;
  /** More subjects there were than looked at. */
  truncated: boolean;
  gets: number;
  getsNot: number;
  /** Why not, most frequent first. */
  reasons: { code: string; text: string; count: number }[];
  /** By local date, in order. */
  days: { date: string; count: number }[];
  examples: ReachExample[];
}

export interface ReachExample {
  subject: string;
  customer: { id: string; name: string };
  gets: boolean;
  dueAt: string | null;
  dueLocal: string | null;
  reason: { code: string; text: string } | null;
}

interface Question {
  policy: Policy;
  step: string;
  from: Instant;
  until: Instant;
}

const PIECE = 200;
/** So many subjects are looked at in one answer. */
const MOST = 5_000;
/** Of those who get it, and of those who do not for one and the same reason. */
const EXAMPLES = 10;

const WORDS: Readonly<Record<NotMade | 'no-date', string>> = {
  match: 'the policy does not match them',
  'other-policy': 'another policy of the same family follows them',
  'no-date': 'it is not due for them in this time',
};

/** Thrown to undo what was only written to be asked. */
class Undo extends Error {}

/**
 * Asks `agenda()` for every subject what would become of one step, at the instant at which it would be due. The plans that
 * it needs are written and taken back in one transaction, so that everything is as it would be; nothing stays.
 */
export async function findReach(
  context: KeepContext,
  db: Db,
  question: Question,
  now: Instant,
): Promise<Reach> {
  let reach: Reach | undefined;
  await db
    .$transaction(
      async (tx) => {
        reach = await look(context, tx, question, now);
        throw new Undo();
      },
      { timeout: 60_000, maxWait: 10_000 },
    )
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error;
    });
  return reach!;
}

async function look(context: KeepContext, tx: Tx, question: Question, now: Instant): Promise<Reach> {
  const { policy } = question;
  const rivals = [...(await findPoliciesInForce(context, tx, policy.subject)).keys()];
  const versionId = await writeVersion(tx, policy, now);
  const tally = new Tally();
  let after = '';
  for (let looked = 0; looked < MOST;) {
    const prospects = await readProspects(tx, policy.subject, after, PIECE);
    await lookAt(context, tx, { prospects, question, rivals, versionId, tally }, now);
    looked += prospects.length;
    if (prospects.length < PIECE) return tally.toReach(false);
    after = prospects.at(-1)!.id;
  }
  return tally.toReach(true);
}

/** A version for the plans to stand on; it goes with them. */
async function writeVersion(tx: Tx, policy: Policy, now: Instant): Promise<string> {
  const id = newId('policyVersion');
  const { policy: policyKey, subject, family, rank } = policy;
  const last = await tx.policyVersion.aggregate({ where: { policyKey }, _max: { version: true } });
  await tx.policyVersion.create({
    data: {
      ...{ id, policyKey, subject, family, rank, version: (last._max.version ?? 0) + 1 },
      ...{ document: policy as object, publishedAt: new Date(now), publishedBy: 'reach' },
    },
  });
  return id;
}

interface Look {
  prospects: readonly Prospect[];
  question: Question;
  rivals: readonly Policy[];
  versionId: string;
  tally: Tally;
}

async function lookAt(context: KeepContext, tx: Tx, look: Look, now: Instant): Promise<void> {
  const { prospects, question, rivals, versionId, tally } = look;
  const { policy } = question;
  const byPlan = new Map<string, Prospect>();
  for (const prospect of prospects) {
    const why = whyNotMade(policy, prospect, rivals);
    if (why !== null) tally.not(prospect, { code: why, text: WORDS[why] });
    else byPlan.set(await planFor(tx, prospect, policy, versionId, now), prospect);
  }
  for (const { row, facts } of await loadPlans(tx, context, [...byPlan.keys()])) {
    judge({ ...facts, policy }, byPlan.get(row.id)!, question, tally, now);
  }
}

async function planFor(
  tx: Tx,
  prospect: Prospect,
  policy: Policy,
  policyVersionId: string,
  now: Instant,
): Promise<string> {
  const own = prospect.plans.find(({ family }) => family === policy.family);
  if (own) return own.id;
  const id = newId('plan');
  const at = new Date(now);
  const zone = await zoneOfSubject(tx, prospect);
  await tx.plan.create({
    data: {
      ...{
        id,
        ...prospect.ref,
        customerId: prospect.customer.id,
        policyVersionId,
        family: policy.family,
        zone,
      },
      ...{ startedAt: at, createdAt: at },
    },
  });
  return id;
}

/** The first of the step in that time, looked at when it is due: its conditions, consent and hours as they are then. */
function judge(
  facts: Facts,
  prospect: Prospect,
  { step, from, until }: Question,
  tally: Tally,
  now: Instant,
): void {
  const isMeant = (one: DatedFollowUp): boolean =>
    one.step === step && one.dueAt >= from && one.dueAt <= until;
  const planned = agenda(facts, now, until).followUps.find(isMeant);
  if (!planned) return tally.not(prospect, { code: 'no-date', text: WORDS['no-date'] });
  const at = Math.max(now, planned.sendAt ?? planned.dueAt);
  const then = agenda({ ...facts, assumeSent: true }, at, until).followUps.find(
    (one) => one.step === step && one.occurrence === planned.occurrence,
  );
  const isGiven = then !== undefined && GIVEN.includes(then.state);
  if (isGiven) tally.gets(prospect, planned, facts.zone);
  else tally.not(prospect, then?.reasons.at(-1) ?? { code: 'no-date', text: WORDS['no-date'] }, planned);
}

const GIVEN: readonly DatedFollowUp['state'][] = ['sent', 'answered', 'closed', 'due', 'done', 'planned'];

class Tally {
  private looked = 0;
  private given = 0;
  private readonly reasons = new Map<string, { code: string; text: string; count: number }>();
  private readonly days = new Map<string, number>();
  private readonly examples: ReachExample[] = [];

  gets(prospect: Prospect, planned: DatedFollowUp, zone: string): void {
    this.looked += 1;
    this.given += 1;
    const date = toLocal(planned.sendAt ?? planned.dueAt, zone).slice(0, 10);
    this.days.set(date, (this.days.get(date) ?? 0) + 1);
    if (this.given <= EXAMPLES) this.example(prospect, planned, null);
  }

  not(prospect: Prospect, reason: Reason | { code: string; text: string }, planned?: DatedFollowUp): void {
    this.looked += 1;
    const { code, text } = reason;
    const known = this.reasons.get(text) ?? { code, text: String(text), count: 0 };
    known.count += 1;
    this.reasons.set(text, known);
    if (known.count <= EXAMPLES) this.example(prospect, planned, { code, text: String(text) });
  }

  private example(
    prospect: Prospect,
    planned: DatedFollowUp | undefined,
    reason: ReachExample['reason'],
  ): void {
    const { id, customer } = prospect;
    this.examples.push({
      ...{
        subject: id,
        customer: { id: customer.id, name: customer.name ?? customer.id },
        gets: reason === null,
      },
      dueAt: planned ? formatInstant(planned.dueAt) : null,
      ...{ dueLocal: planned?.dueLocal ?? null, reason },
    });
  }

  toReach(truncated: boolean): Reach {
    return {
      ...{ looked: this.looked, truncated, gets: this.given, getsNot: this.looked - this.given },
      reasons: [...this.reasons.values()].sort((a, b) => b.count - a.count),
      days: [...this.days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([date, count]) => ({ date, count })),
      examples: this.examples,
    };
  }
}
