import { audit } from '@aftercare/db/audit.js';
import { type Db, type Tx, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { newId } from '@aftercare/db/ids.js';
import type { KeepContext } from '@aftercare/db/keep-plans.js';
import { stageMessages } from '@aftercare/db/messages.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { type Receiver, spreadWork } from '@aftercare/workflows/domain/spread-work.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../common/actor.js';
import { CLOCK, DB, KEEP } from '../tokens.js';
import { findStaffId } from './find-staff.js';
import type { Handover, HandoverResult } from './handover.schema.js';

/** A customer with whom the one who hands over has anything to do. */
interface CustomerWork {
  customerId: string;
  name: string;
  language: string;
  tier: string;
  isOwned: boolean;
  /** They look after its personal plan. */
  isKeyAccount: boolean;
  followUps: number;
  tickets: number;
  escalations: number;
}

type WhyTold = HandoverResult['told'][number]['why'];

type Taker = Receiver & { name: string };

const EXAMPLES = 20;
const TOLD_TIERS = ['platinum', 'gold'];
/** How the message to customers is called among the parts of messages. */
const PART = 'handover';

/** Everything one person owns goes to others at once: customers, open work, tickets, escalations, teams, cover. */
@Injectable()
export class HandoverService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
    @Inject(KEEP) private readonly keep: KeepContext,
  ) {}

  /** @throws `staff.not-found`, `staff.unknown`, `team.unknown`, `handover.nobody` (409) where no receiver is there */
  handOver(staffId: string, body: Handover, actor: Actor): Promise<HandoverResult> {
    return inTransaction(this.db, async (tx) => {
      const now = await this.clock.now(tx);
      const from = await tx.staff.findUnique({ where: { id: staffId } });
      if (!from) throw new DomainError('staff.not-found', 'There is no such staff member');
      const takers = await findTakers(tx, from.id, body);
      if (body.message !== undefined) await assertTemplate(tx, body.message);
      if (!body.dryRun) await lockWork(tx, from.id);
      const work = await readWork(tx, from.id);
      const taken = spreadWork(
        work.map((one) => ({ ...one, followUps: one.followUps + one.tickets + one.escalations })),
        takers,
      );
      const told = body.message === undefined ? [] : work.filter((one) => whyTold(one) !== null);
      const result = await describe(tx, from, body, { work, taken, takers, told });
      if (body.dryRun) return result;
      await move(tx, from.id, taken, now, actor.id);
      await leave(tx, from.id, body, now);
      if (body.message !== undefined) await this.tell(tx, told, body.message, now);
      await audit(tx, now, {
        actor: actor.id,
        action: 'staff.handed-over',
        entity: 'staff',
        entityId: from.id,
        data: { counts: result.counts, to: body.to ?? `team:${body.team}`, told: told.length },
      });
      return result;
    });
  }

  private tell(tx: Tx, told: readonly CustomerWork[], template: string, now: Instant): Promise<void> {
    const message = {
      ...{ planId: null, followUpId: null, part: PART, template, policyKey: null },
      purpose: 'service' as const,
      ...{ senderNumber: this.keep.senders.sms, sendAt: now },
    };
    return stageMessages(
      tx,
      told.map(({ customerId }) => ({ id: newId('message'), customerId, ...message })),
      now,
    );
  }
}

/** Who should know: who waits for something of ours, and whom we know personally. Null: nobody else. */
function whyTold({ followUps, tickets, escalations, tier, isKeyAccount }: CustomerWork): WhyTold | null {
  if (isKeyAccount) return 'key-account';
  if (followUps + tickets + escalations > 0) return 'open-work';
  return TOLD_TIERS.includes(tier) ? 'tier' : null;
}

async function findTakers(tx: Tx, fromId: string, { to, team }: Handover): Promise<Taker[]> {
  const named = to === undefined ? null : await findStaffId(tx, to, '/to');
  if (team !== undefined && (await tx.team.count({ where: { key: team } })) === 0)
    throw new DomainError('team.unknown', 'There is no such team', {
      errors: [{ path: '/team', message: 'names no team' }],
    });
  const rows = await tx.staff.findMany({
    where: {
      active: true,
      id: { not: fromId, ...(named !== null && { equals: named }) },
      ...(team !== undefined && { team: { key: team } }),
    },
    select: {
      ...{ id: true, name: true, languages: true, workload: true },
      _count: { select: { followUps: { where: { state: { in: ['planned', 'due'] } } } } },
    },
  });
  if (rows.length === 0)
    throw new DomainError('handover.nobody', 'Nobody who works here is left to take it over', {
      status: 409,
    });
  return rows.map(({ _count, ...row }) => ({ ...row, open: _count.followUps }));
}

async function assertTemplate(tx: Tx, key: string): Promise<void> {
  if ((await tx.template.count({ where: { key } })) > 0) return;
  throw new DomainError('template.unknown', 'There is no such template', {
    errors: [{ path: '/message', message: 'names no template' }],
  });
}

/** Plans first, in order of ids, as everybody does. */
async function lockWork(tx: Tx, staffId: string): Promise<void> {
  await tx.$queryRaw`
    SELECT id FROM plans WHERE id IN (
      SELECT "planId" FROM follow_ups WHERE "ownerId" = ${staffId} AND "endedAt" IS NULL
      UNION SELECT id FROM plans WHERE "customerId" IN (SELECT id FROM customers WHERE "ownerId" = ${staffId}))
    ORDER BY id FOR NO KEY UPDATE`;
}

function readWork(tx: Tx, staffId: string): Promise<CustomerWork[]> {
  return tx.$queryRaw<CustomerWork[]>`
    WITH f AS (SELECT "customerId", count(*)::int AS n FROM follow_ups
        WHERE "ownerId" = ${staffId} AND "endedAt" IS NULL GROUP BY 1),
      t AS (SELECT "customerId", count(*)::int AS n FROM tickets WHERE "ownerId" = ${staffId} GROUP BY 1),
      e AS (SELECT "customerId", count(*)::int AS n FROM escalations
        WHERE "ownerId" = ${staffId} AND state <> 'resolved' GROUP BY 1)
    SELECT c.id AS "customerId", c.name, c.language, c.tier, coalesce(c."ownerId" = ${staffId}, false) AS "isOwned",
      EXISTS (SELECT 1 FROM key_accounts k WHERE k."customerId" = c.id AND k."managerId" = ${staffId}) AS "isKeyAccount",
      coalesce(f.n, 0) AS "followUps", coalesce(t.n, 0) AS tickets, coalesce(e.n, 0) AS escalations
    FROM customers c LEFT JOIN f ON f."customerId" = c.id LEFT JOIN t ON t."customerId" = c.id
      LEFT JOIN e ON e."customerId" = c.id
    WHERE c."ownerId" = ${staffId} OR f.n IS NOT NULL OR t.n IS NOT NULL OR e.n IS NOT NULL
      OR EXISTS (SELECT 1 FROM key_accounts k WHERE k."customerId" = c.id AND k."managerId" = ${staffId})
    ORDER BY c.id`;
}

interface Outlook {
  work: readonly CustomerWork[];
  taken: ReadonlyMap<string, string>;
  takers: readonly Taker[];
  told: readonly CustomerWork[];
}

async function describe(
  tx: Tx,
  from: { id: string; name: string },
  body: Handover,
  { work, taken, takers, told }: Outlook,
): Promise<HandoverResult> {
  const sum = (field: 'followUps' | 'tickets' | 'escalations', of: readonly CustomerWork[] = work) =>
    of.reduce((total, one) => total + one[field], 0);
  const teams = await tx.team.count({ where: { OR: [{ leadId: from.id }, { managerId: from.id }] } });
  const covers = await tx.absence.count({ where: { coverId: from.id } });
  const receivers = takers
    .map(({ id, name, open, workload }) => {
      const theirs = work.filter(({ customerId }) => taken.get(customerId) === id);
      const followUps = sum('followUps', theirs);
      return { id, name, customers: theirs.length, followUps, openAfter: open + followUps, workload };
    })
    .filter(({ customers }) => customers > 0);
  const nameOf = (id: string) => takers.find((taker) => taker.id === id)!.name;
  return {
    dryRun: body.dryRun,
    from: { id: from.id, name: from.name },
    counts: {
      customers: work.filter(({ isOwned }) => isOwned).length,
      ...{
        followUps: sum('followUps'),
        tickets: sum('tickets'),
        escalations: sum('escalations'),
        teams,
        covers,
      },
    },
    receivers,
    customersTold: told.length,
    told: told.slice(0, EXAMPLES).map((one) => ({ customer: one.name, why: whyTold(one)! })),
    warnings: warnings(body, { work, takers, teams, receivers }),
    examples: work.slice(0, EXAMPLES).map(({ customerId, name, followUps }) => ({
      ...{ customer: name, to: nameOf(taken.get(customerId)!), followUps },
    })),
  };
}

function warnings(
  { to, leaves }: Handover,
  facts: Pick<Outlook, 'work' | 'takers'> & { teams: number; receivers: HandoverResult['receivers'] },
): string[] {
  const spoken = new Set(facts.takers.flatMap(({ languages }) => languages));
  const unspoken = new Set(facts.work.map(({ language }) => language).filter((one) => !spoken.has(one)));
  return [
    ...facts.receivers
      .filter(({ openAfter, workload }) => workload !== null && openAfter > workload)
      .map(
        ({ name, openAfter, workload }) =>
          `${name} would have ${openAfter} open follow-ups, more than ${workload}`,
      ),
    ...[...unspoken].sort().map((language) => `Nobody who takes over speaks ${language}`),
    ...(leaves && to === undefined && facts.teams > 0
      ? [`${facts.teams} teams are left without their lead or manager`]
      : []),
  ];
}

async function move(
  tx: Tx,
  fromId: string,
  taken: ReadonlyMap<string, string>,
  now: Instant,
  by: string,
): Promise<void> {
  const at = new Date(now);
  const rows = [...taken].map(([customer, to]) => ({ customer, to }));
  await tx.$executeRaw`CREATE TEMPORARY TABLE handed (customer text PRIMARY KEY, "to" text) ON COMMIT DROP`;
  await tx.$executeRaw`
    INSERT INTO handed SELECT customer, "to" FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r(customer text, "to" text)`;
  // Work that does not go with its customer stays with whom it was given to.
  const moved = await tx.$queryRaw<{ id: string; to: string }[]>`
    UPDATE follow_ups f SET "ownerId" = h."to", "updatedAt" = ${at},
      "isAssigned" = f."isAssigned" OR c."ownerId" IS DISTINCT FROM ${fromId}
    FROM handed h, customers c WHERE h.customer = f."customerId" AND c.id = f."customerId"
      AND f."ownerId" = ${fromId} AND f."endedAt" IS NULL
    RETURNING f.id, h."to"`;
  await tx.followUpChange.createMany({
    data: moved.map(({ id, to }) => ({
      ...{ id: newId('followUpChange'), followUpId: id, at, by, changed: { owner: [fromId, to] } },
      reason: 'handed over',
    })),
  });
  await tx.$executeRaw`
    UPDATE customers c SET "ownerId" = h."to" FROM handed h WHERE h.customer = c.id AND c."ownerId" = ${fromId}`;
  await tx.$executeRaw`
    UPDATE key_accounts k SET "managerId" = h."to" FROM handed h
    WHERE h.customer = k."customerId" AND k."managerId" = ${fromId}`;
  await tx.$executeRaw`
    UPDATE tickets t SET "ownerId" = h."to" FROM handed h WHERE h.customer = t."customerId" AND t."ownerId" = ${fromId}`;
  await tx.$executeRaw`
    UPDATE escalations e SET "ownerId" = h."to" FROM handed h
    WHERE h.customer = e."customerId" AND e."ownerId" = ${fromId} AND e.state <> 'resolved'`;
  await tx.$executeRaw`
    UPDATE inbound_messages i SET "ownerId" = h."to" FROM handed h
    WHERE h.customer = i."customerId" AND i."ownerId" = ${fromId} AND i.state = 'inbox'`;
}

/** Duties beside customers: teams that they lead, and people for whom they stand in. */
async function leave(tx: Tx, fromId: string, { to, leaves }: Handover, now: Instant): Promise<void> {
  if (!leaves) return;
  const successor = to === undefined ? null : await findStaffId(tx, to, '/to');
  await tx.team.updateMany({ where: { leadId: fromId }, data: { leadId: successor } });
  await tx.team.updateMany({ where: { managerId: fromId }, data: { managerId: successor } });
  // Texts of numbers that are nobody's, and of customers who stay with others.
  await tx.inboundMessage.updateMany({
    where: { ownerId: fromId, state: 'inbox' },
    data: { ownerId: successor },
  });
  await tx.absence.updateMany({
    where: {
      coverId: fromId,
      until: { gt: new Date(now) },
      ...(successor && { staffId: { not: successor } }),
    },
    data: { coverId: successor },
  });
  const { email } = await tx.staff.update({ where: { id: fromId }, data: { active: false } });
  await tx.authSession.deleteMany({ where: { user: { email } } });
}
