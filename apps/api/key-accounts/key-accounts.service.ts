import { addWork, findPlanFor } from '@aftercare/db/added-work.js';
import { audit } from '@aftercare/db/audit.js';
import { type Db, type Prisma, type Tx, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import type { KeepContext } from '@aftercare/db/keep-plans.js';
import { nextLook } from '@aftercare/db/routines/key-accounts.js';
import { arrangeRoutine } from '@aftercare/db/routines/routine.js';
import { organisationZone } from '@aftercare/db/tiers/rules.js';
import { type AddedWorkKind, addedStep } from '@aftercare/workflows/domain/added-work.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import type { Reason } from '@aftercare/workflows/domain/reason.js';
import { type Instant, addDuration, parseDuration } from '@aftercare/workflows/domain/time.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../common/actor.js';
import { type Page, idBehind, toPage } from '../common/page.js';
import { toInstantText } from '../common/schemas.js';
import { getCustomer } from '../customers/customers.service.js';
import { findStaffId } from '../staff/find-staff.js';
import { refuse } from '../subjects/intake.js';
import { CLOCK, DB, KEEP } from '../tokens.js';
import type {
  AgreedAction,
  KeyAccountChanges,
  KeyAccountLine,
  KeyAccountQuery,
  KeyAccountView,
} from './key-accounts.schema.js';

const INCLUDE = {
  customer: { select: { id: true, name: true, tier: true } },
  manager: { select: { id: true, name: true } },
} as const satisfies Prisma.KeyAccountInclude;
type Row = Prisma.KeyAccountGetPayload<{ include: typeof INCLUDE }>;

const LISTED = 50;

/** Customers with a personal plan: objectives, contacts, agreed actions, and reviews that come back. */
@Injectable()
export class KeyAccountsService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
    @Inject(KEEP) private readonly keep: KeepContext,
  ) {}

  /** @throws `customer.not-found`, `staff.unknown`; `plan.none` (409) where no plan is there to hold its work */
  save(customerId: string, body: KeyAccountChanges, actor: Actor): Promise<KeyAccountView> {
    return inTransaction(this.db, async (tx) => {
      const now = await this.clock.now(tx);
      await getCustomer(tx, customerId);
      await findPlanFor(tx, { customerId });
      const { manager, nextReviewAt, ...facts } = body;
      if (nextReviewAt !== undefined && nextReviewAt <= now)
        throw refuse([{ path: '/nextReviewAt', message: 'must lie ahead' }]);
      const managerId = await findStaffId(tx, manager, '/manager');
      const before = await tx.keyAccount.findUnique({ where: { customerId } });
      const review = nextReviewAt ?? before?.nextReviewAt?.getTime() ?? (await firstReview(tx, body, now));
      const data = {
        ...{ ...facts, managerId, nextReviewAt: new Date(review) },
        ...{ savedAt: new Date(now), savedBy: actor.id },
      };
      await tx.keyAccount.upsert({ where: { customerId }, create: { customerId, ...data }, update: data });
      await arrangeRoutine(tx, 'key-accounts', await nextLook(tx));
      await note(tx, now, actor, 'key-account.saved', customerId, { manager: managerId });
      return read(tx, customerId, now);
    });
  }

  async search(query: KeyAccountQuery): Promise<Page<KeyAccountLine>> {
    const behind = idBehind(query);
    const { manager, limit } = query;
    const rows = await this.db.keyAccount.findMany({
      where: {
        ...(behind !== undefined && { customerId: { gt: behind } }),
        ...(manager !== undefined && { manager: { OR: [{ id: manager }, { key: manager }] } }),
      },
      include: INCLUDE,
      orderBy: { customerId: 'asc' },
      take: limit + 1,
    });
    return toPage(rows, limit, toLine, (row) => [row.customerId]);
  }

  async get(customerId: string): Promise<KeyAccountView> {
    return read(this.db, customerId, await this.clock.now(this.db));
  }

  /** It is no key account any more. Work that is open stays. */
  end(customerId: string, actor: Actor): Promise<void> {
    return inTransaction(this.db, async (tx) => {
      const now = await this.clock.now(tx);
      const { count } = await tx.keyAccount.deleteMany({ where: { customerId } });
      if (count > 0) await note(tx, now, actor, 'key-account.ended', customerId, {});
    });
  }

  /** @throws `key-account.not-found`, `plan.none` (409) */
  addAction(customerId: string, body: AgreedAction, actor: Actor): Promise<KeyAccountView> {
    return inTransaction(this.db, async (tx) => {
      const now = await this.clock.now(tx);
      const account = await getAccount(tx, customerId);
      if (body.dueAt <= now) throw refuse([{ path: '/dueAt', message: 'must lie in the future' }]);
      const ownerId =
        body.owner === undefined ? account.managerId : await findStaffId(tx, body.owner, '/owner');
      const planId = await findPlanFor(tx, { customerId });
      const { text, dueAt, kind } = body;
      const work = { planId, work: 'promise', kind, dueAt, text, ownerId } as const;
      const followUp = await addWork(this.keep, tx, work, now, actor.id);
      await note(tx, now, actor, 'key-account.action-agreed', customerId, { followUp, text });
      return read(tx, customerId, now);
    });
  }
}

async function firstReview(tx: Tx, { every }: KeyAccountChanges, now: Instant): Promise<Instant> {
  return addDuration(now, parseDuration(every), await organisationZone(tx));
}

async function getAccount(tx: Tx, customerId: string): Promise<Row> {
  const row = await tx.keyAccount.findUnique({ where: { customerId }, include: INCLUDE });
  if (row) return row;
  throw new DomainError('key-account.not-found', 'This customer has no personal plan');
}

async function read(tx: Tx, customerId: string, now: Instant): Promise<KeyAccountView> {
  const row = await getAccount(tx, customerId);
  return {
    ...toLine(row),
    reviews: await readWork(tx, customerId, 'review', now),
    actions: await readWork(tx, customerId, 'promise', now),
  };
}

function toLine(row: Row): KeyAccountLine {
  return {
    ...{ customer: row.customer, manager: row.manager, every: row.every, savedBy: row.savedBy },
    objectives: row.objectives as KeyAccountLine['objectives'],
    contacts: row.contacts as KeyAccountLine['contacts'],
    nextReviewAt: row.nextReviewAt && toInstantText(row.nextReviewAt),
    savedAt: toInstantText(row.savedAt),
  };
}

async function readWork(
  tx: Tx,
  customerId: string,
  work: AddedWorkKind,
  now: Instant,
): Promise<KeyAccountView['actions']> {
  const rows = await tx.followUp.findMany({
    where: { customerId, step: addedStep(work) },
    include: { owner: { select: { id: true, name: true } } },
    orderBy: { id: 'desc' },
    take: LISTED,
  });
  return rows.map(({ id, state, endedAt, dueAt, owner, reasons }) => ({
    ...{ followUp: id, owner, dueAt: toInstantText(dueAt) },
    text: String((reasons as unknown as Reason[]).find(({ code }) => code === 'work.added')?.['said'] ?? ''),
    state:
      state === 'done' ? 'done' : endedAt !== null ? 'withdrawn' : dueAt.getTime() < now ? 'late' : 'open',
  }));
}

function note(
  tx: Tx,
  now: Instant,
  actor: Actor,
  action: string,
  entityId: string,
  data: Record<string, string>,
): Promise<void> {
  return audit(tx, now, { actor: actor.id, action, entity: 'key-account', entityId, data });
}
