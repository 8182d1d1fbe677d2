import { addWork, findPlanFor } from '@aftercare/db/added-work.js';
import { audit } from '@aftercare/db/audit.js';
import { type Db, type Tx, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { recordEvent } from '@aftercare/db/events.js';
import { newId } from '@aftercare/db/ids.js';
import { type KeepContext, keepPlans } from '@aftercare/db/keep-plans.js';
import {
  AUTHORITY_ROLES,
  type Authority,
  approverRole,
  limitOf,
  mayGrant,
} from '@aftercare/workflows/domain/authority.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../common/actor.js';
import { type Page, idBehind, toPage } from '../common/page.js';
import { CLOCK, DB, KEEP } from '../tokens.js';
import { readAuthority } from './authority.service.js';
import {
  type Decide,
  type NewRemedy,
  REMEDY_INCLUDE,
  type RemedyQuery,
  type RemedyRow,
  type RemedyView,
  toRemedy,
} from './remedies.schema.js';

/** Who is asked has so long; then it climbs. Elapsed time. */
const DECIDE_WITHIN = 4 * 3_600_000;

/** What customers get for what went wrong: within one's own authority at once, above it after an approval. */
@Injectable()
export class RemediesService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
    @Inject(KEEP) private readonly keep: KeepContext,
  ) {}

  /** @throws `ticket.not-found`; `remedy.invalid` (400); `plan.none` (409) where an approval has no plan to stand in */
  create(body: NewRemedy, actor: Actor): Promise<RemedyView> {
    return inTransaction(this.db, async (tx) => {
      const now = await this.clock.now(tx);
      const ticket = await tx.ticket.findUnique({ where: { id: body.ticket }, include: { customer: true } });
      if (!ticket) throw new DomainError('ticket.not-found', 'There is no such ticket');
      const { roles } = await readAuthority(tx, body.currency);
      const amount = body.amount ?? null;
      const { tier } = ticket.customer;
      const isGranted = mayGrant(roles, actor.role, tier, amount);
      const followUpId = isGranted ? null : await this.ask(tx, ticket, body, roles, actor, now);
      const id = newId('remedy');
      const { kind, text, currency = null } = body;
      const row = await tx.remedy.create({
        data: {
          ...{
            id,
            ticketId: ticket.id,
            customerId: ticket.customerId,
            followUpId,
            kind,
            text,
            amount,
            currency,
          },
          ...{ state: isGranted ? 'granted' : 'awaiting', askedAt: new Date(now), askedBy: actor.id },
          ...(isGranted && { decidedAt: new Date(now), decidedBy: actor.id }),
        },
        include: REMEDY_INCLUDE,
      });
      await this.note(tx, now, actor, isGranted ? 'remedy.granted' : 'remedy.asked', row);
      return toRemedy(row);
    });
  }

  approve(id: string, body: Decide, actor: Actor): Promise<RemedyView> {
    return this.decide(id, 'granted', body, actor);
  }

  refuse(id: string, body: Decide, actor: Actor): Promise<RemedyView> {
    return this.decide(id, 'refused', body, actor);
  }

  /** Newest first. */
  async search(query: RemedyQuery): Promise<Page<RemedyView>> {
    const behind = idBehind(query);
    const rows = await this.db.remedy.findMany({
      where: {
        ...(behind !== undefined && { id: { lt: behind } }),
        ...{ ticketId: query.ticket, customerId: query.customer, state: query.state },
      },
      include: REMEDY_INCLUDE,
      orderBy: { id: 'desc' },
      take: query.limit + 1,
    });
    return toPage(rows, query.limit, toRemedy, (row) => [row.id]);
  }

  /** An approval is work on the board of the nearest person who may decide, with a ladder of its own. */
  private async ask(
    tx: Tx,
    ticket: { id: string; ownerId: string | null; customer: { name: string; tier: string } },
    { kind, amount, currency, text }: NewRemedy,
    roles: Authority,
    actor: Actor,
    now: Instant,
  ): Promise<string> {
    const planId = await findPlanFor(tx, { ticketId: ticket.id });
    const ownerId = await findApprover(tx, approverRole(roles, ticket.customer.tier, amount!), actor.staffId);
    const asked = `${kind} of ${amount} ${currency} for ${ticket.customer.name}: ${text}`;
    const work = {
      planId,
      work: 'approval',
      kind: 'review',
      dueAt: now + DECIDE_WITHIN,
      text: asked,
    } as const;
    return addWork(this.keep, tx, { ...work, ownerId }, now, actor.id);
  }

  /** @throws `remedy.beyond-authority` (403); `remedy.already-decided` (409) for another decision than the first */
  private decide(
    id: string,
    state: 'granted' | 'refused',
    { comment }: Decide,
    actor: Actor,
  ): Promise<RemedyView> {
    return inTransaction(this.db, async (tx) => {
      const now = await this.clock.now(tx);
      const row = await lockRemedy(tx, id);
      if (row.state === state) return toRemedy(row);
      if (row.state !== 'awaiting')
        throw new DomainError('remedy.already-decided', `This remedy is ${row.state}`, { status: 409 });
      const { roles } = await readAuthority(tx, row.currency ?? undefined);
      const amount = row.amount?.toNumber() ?? null;
      if (!mayGrant(roles, actor.role, row.customer.tier, amount))
        throw new DomainError(
          'remedy.beyond-authority',
          `You may decide on up to ${limitOf(roles, actor.role, row.customer.tier)} ${row.currency}`,
          { status: 403 },
        );
      const decided = await tx.remedy.update({
        where: { id },
        data: { state, decidedAt: new Date(now), decidedBy: actor.id, comment: comment ?? null },
        include: REMEDY_INCLUDE,
      });
      await this.close(tx, row.followUpId, now, actor.id);
      await this.note(tx, now, actor, `remedy.${state}`, decided);
      return toRemedy(decided);
    });
  }

  private async close(tx: Tx, followUpId: string | null, now: Instant, by: string): Promise<void> {
    if (followUpId === null) return;
    const { planId, step, occurrence } = await tx.followUp.findUniqueOrThrow({ where: { id: followUpId } });
    await recordEvent(tx, { planId }, { type: 'done', at: now, step, occurrence }, now, by);
    await keepPlans(this.keep, tx, [planId], now, by);
  }

  private note(tx: Tx, now: Instant, actor: Actor, action: string, row: RemedyRow): Promise<void> {
    const data = { ticket: row.ticketId, amount: row.amount?.toNumber() ?? null, currency: row.currency };
    return audit(tx, now, { actor: actor.id, action, entity: 'remedy', entityId: row.id, data });
  }
}

/** The plan is locked before the remedy, as everybody does. */
async function lockRemedy(tx: Tx, id: string): Promise<RemedyRow> {
  await tx.$queryRaw`
    SELECT p.id FROM plans p JOIN follow_ups f ON f."planId" = p.id JOIN remedies r ON r."followUpId" = f.id
    WHERE r.id = ${id} FOR NO KEY UPDATE OF p`;
  await tx.$queryRaw`SELECT id FROM remedies WHERE id = ${id} FOR UPDATE`;
  const row = await tx.remedy.findUnique({ where: { id }, include: REMEDY_INCLUDE });
  if (!row) throw new DomainError('remedy.not-found', 'There is no such remedy');
  return row;
}

/** Their own lead or manager if they may, else whoever of the lowest sufficient role has least open work. */
async function findApprover(tx: Tx, needed: string, asking: string | undefined): Promise<string | null> {
  const roles = AUTHORITY_ROLES.slice(AUTHORITY_ROLES.indexOf(needed as never));
  const self = asking ? await tx.staff.findUnique({ where: { id: asking }, include: { team: true } }) : null;
  const near = [self?.team?.leadId, self?.team?.managerId].filter((id) => id != null && id !== asking);
  const candidates = await tx.staff.findMany({
    where: { active: true, role: { in: [...roles] }, ...(asking && { id: { not: asking } }) },
    select: { id: true, role: true, _count: { select: { followUps: { where: { state: 'due' } } } } },
  });
  const byNearness = [...candidates].sort(
    (a, b) =>
      Number(near.includes(b.id)) - Number(near.includes(a.id)) ||
      roles.indexOf(a.role as never) - roles.indexOf(b.role as never) ||
      a._count.followUps - b._count.followUps ||
      (a.id < b.id ? -1 : 1),
  );
  return byNearness[0]?.id ?? null;
}
