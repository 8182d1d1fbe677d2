import { addWork } from '@aftercare/db/added-work.js';
import { audit } from '@aftercare/db/audit.js';
import { type Db, type Prisma, type Tx, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { recordEvent } from '@aftercare/db/events.js';
import { newId } from '@aftercare/db/ids.js';
import { type KeepContext, keepPlans } from '@aftercare/db/keep-plans.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { FINAL_STATES } from '@aftercare/workflows/domain/follow-up.js';
import { reviewResult, type Severity } from '@aftercare/workflows/domain/review-result.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../common/actor.js';
import { type Page, idBehind, toPage } from '../common/page.js';
import { toDateText, toInstantText } from '../common/schemas.js';
import { refuse } from '../subjects/intake.js';
import { CLOCK, DB, KEEP } from '../tokens.js';
import { readChecklist } from './checklists.service.js';
import { tellResult } from './review-words.js';
import type {
  ChecklistView,
  CompleteReview,
  FindingQuery,
  FindingView,
  ReviewQuery,
  ReviewView,
  WorkKind,
} from './supervision.schema.js';

/** Days in which what was found is to be put right. Elapsed time; minor findings are only told. */
const SETTLE_WITHIN: Readonly<Record<Severity, number | null>> = { minor: null, major: 14, critical: 2 };
const DAY = 24 * 3_600_000;

const PERSON = { select: { id: true, name: true } } as const;
const FINDING = {
  include: {
    followUp: { select: { state: true, dueAt: true, endedAt: true } },
    review: { select: { staff: PERSON } },
  },
} as const;
const INCLUDE = {
  staff: PERSON,
  reviewer: PERSON,
  work: { include: { customer: PERSON } },
  ticket: { include: { customer: PERSON } },
  followUp: { select: { state: true, dueAt: true, planId: true, step: true, occurrence: true } },
  findings: { ...FINDING, orderBy: { id: 'asc' } },
} as const satisfies Prisma.ReviewInclude;
type Row = Prisma.ReviewGetPayload<{ include: typeof INCLUDE }>;
type FindingRow = Row['findings'][number];

/** Looks at closed work: what was drawn, what was found, and what became of it. */
@Injectable()
export class ReviewsService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
    @Inject(KEEP) private readonly keep: KeepContext,
  ) {}

  /** Newest first. Staff see what they are to look at, and the results of their own work. */
  async search(
    { reviewer, staff, month, state, limit, ...query }: ReviewQuery,
    actor: Actor,
  ): Promise<Page<ReviewView>> {
    const behind = idBehind({ limit, ...query });
    const rows = await this.db.review.findMany({
      where: {
        AND: [
          behind === undefined ? {} : { id: { lt: behind } },
          reviewer === undefined
            ? {}
            : { reviewer: reviewer === 'me' ? { id: actor.staffId ?? '' } : named(reviewer) },
          staff === undefined ? {} : { staff: named(staff) },
          month === undefined ? {} : { month: new Date(`${month}-01`) },
          state === undefined ? {} : inState(state),
          visibleTo(actor),
        ],
      },
      include: INCLUDE,
      orderBy: { id: 'desc' },
      take: limit + 1,
    });
    const lists = await this.checklistsOf(rows);
    return toPage(
      rows,
      limit,
      (row) => toReview(row, lists.get(row.id)!),
      (row) => [row.id],
    );
  }

  async get(id: string, actor: Actor): Promise<ReviewView> {
    return read(this.db, id, actor);
  }

  /**
   * What whoever looked at it found. Who did the work is told, and what is to be put right becomes their work.
   * @throws `review.forbidden` (403) for one's own work or another's review; `review.already-done` (409) for a second one
   */
  complete(id: string, body: CompleteReview, actor: Actor): Promise<ReviewView> {
    return inTransaction(this.db, async (tx) => {
      const now = await this.clock.now(tx);
      await lock(tx, id);
      const row = await getReview(tx, id);
      assertMayReview(row, actor);
      if (row.doneAt !== null)
        throw new DomainError('review.already-done', 'This review has its result', { status: 409 });
      const checklist = await readChecklist(tx, row.kind as WorkKind);
      assertAnswers(checklist, body);
      const severities = body.findings.map(({ severity }) => severity);
      const result = reviewResult(Object.values(body.answers), severities);
      const { answers, comment = null, findings } = body;
      const done = {
        answers,
        comment,
        result,
        version: checklist.version,
        doneAt: new Date(now),
        doneBy: actor.id,
      };
      await tx.review.update({ where: { id }, data: done });
      await this.close(tx, row, now, actor);
      for (const finding of findings) await this.note(tx, row, finding, now, actor);
      const { staffId, reviewer } = row;
      const customer = customerOf(row).name;
      // A program with a key acts for whoever the review is with.
      const name = actor.staffId === undefined ? reviewer.name : actor.name;
      await tellResult(this.keep, tx, { staffId, reviewer: name, customer, result, comment, findings }, now);
      const data = { result, findings: findings.length };
      await audit(tx, now, { actor: actor.id, action: 'review.done', entity: 'review', entityId: id, data });
      return read(tx, id, actor);
    });
  }

  /** Newest first. */
  async findings({ staff, state, limit, ...query }: FindingQuery, actor: Actor): Promise<Page<FindingView>> {
    const behind = idBehind({ limit, ...query });
    const rows = await this.db.finding.findMany({
      where: {
        AND: [
          behind === undefined ? {} : { id: { lt: behind } },
          { review: { AND: [staff === undefined ? {} : { staff: named(staff) }, visibleTo(actor)] } },
          state === undefined ? {} : findingIn(state),
        ],
      },
      ...FINDING,
      orderBy: { id: 'desc' },
      take: limit + 1,
    });
    return toPage(rows, limit, toFinding, (row) => [row.id]);
  }

  /** The work of reviewing is done, unless somebody ended it before. */
  private async close(tx: Tx, { followUp }: Row, now: Instant, actor: Actor): Promise<void> {
    const { planId, step, occurrence, state } = followUp;
    if (FINAL_STATES.includes(state as never)) return;
    await recordEvent(tx, { planId }, { type: 'done', at: now, step, occurrence }, now, actor.id);
    await keepPlans(this.keep, tx, [planId], now, actor.id);
  }

  private async note(
    tx: Tx,
    { id: reviewId, staffId, followUp: { planId } }: Row,
    { item, severity, text }: CompleteReview['findings'][number],
    now: Instant,
    actor: Actor,
  ): Promise<void> {
    const id = newId('finding');
    const days = SETTLE_WITHIN[severity];
    const work = { planId, work: 'review', kind: 'review', text, ownerId: staffId, ref: id } as const;
    const followUpId =
      days === null
        ? null
        : await addWork(this.keep, tx, { ...work, dueAt: now + days * DAY }, now, actor.id);
    const data = { id, reviewId, item: item ?? null, severity, text, followUpId, createdAt: new Date(now) };
    await tx.finding.create({ data });
  }

  private async checklistsOf(rows: readonly Row[]): Promise<Map<string, ChecklistView>> {
    const found = new Map<string, ChecklistView>();
    for (const row of rows)
      found.set(row.id, await readChecklist(this.db, row.kind as WorkKind, row.version));
    return found;
  }
}

function named(idOrKey: string) {
  return { OR: [{ id: idOrKey }, { key: idOrKey }] };
}

function visibleTo({ role, staffId = '' }: Actor): Prisma.ReviewWhereInput {
  if (role !== 'staff') return {};
  return { OR: [{ reviewerId: staffId }, { staffId, doneAt: { not: null } }] };
}

function inState(state: ReviewView['state']): Prisma.ReviewWhereInput {
  if (state === 'done') return { doneAt: { not: null } };
  return { doneAt: null, followUp: { endedAt: state === 'open' ? null : { not: null } } };
}

function findingIn(state: FindingView['state']): Prisma.FindingWhereInput {
  if (state === 'told') return { followUpId: null };
  return { followUp: { endedAt: state === 'open' ? null : { not: null } } };
}

async function lock(tx: Tx, id: string): Promise<void> {
  await tx.$queryRaw`
    SELECT p.id FROM plans p JOIN follow_ups f ON f."planId" = p.id JOIN reviews r ON r."followUpId" = f.id
    WHERE r.id = ${id} FOR NO KEY UPDATE OF p`;
  await tx.$queryRaw`SELECT id FROM reviews WHERE id = ${id} FOR NO KEY UPDATE`;
}

async function getReview(tx: Tx, id: string): Promise<Row> {
  const row = await tx.review.findUnique({ where: { id }, include: INCLUDE });
  if (!row) throw new DomainError('review.not-found', 'There is no such review');
  return row;
}

async function read(tx: Tx, id: string, actor: Actor): Promise<ReviewView> {
  const row = await tx.review.findFirst({ where: { AND: [{ id }, visibleTo(actor)] }, include: INCLUDE });
  if (!row) throw new DomainError('review.not-found', 'There is no such review');
  return toReview(row, await readChecklist(tx, row.kind as WorkKind, row.version));
}

function assertMayReview({ staffId, reviewerId }: Row, actor: Actor): void {
  if (actor.staffId === staffId) throw new DomainError('review.forbidden', 'Nobody looks at their own work');
  if (actor.role === 'staff' && actor.staffId !== reviewerId)
    throw new DomainError('review.forbidden', 'This is for somebody else to look at');
}

/** @throws `request.invalid` (400), naming every line that was forgotten or does not exist */
function assertAnswers({ items }: ChecklistView, { answers, findings }: CompleteReview): void {
  const keys = new Set(items.map(({ key }) => key));
  const faults = [
    ...items
      .filter(({ key }) => !(key in answers))
      .map(({ key }) => ({ path: `/answers/${key}`, message: 'is missing' })),
    ...Object.keys(answers)
      .filter((key) => !keys.has(key))
      .map((key) => ({ path: `/answers/${key}`, message: 'is no line of the checklist' })),
    ...findings.flatMap(({ item }, i) =>
      item !== undefined && !keys.has(item)
        ? [{ path: `/findings/${i}/item`, message: 'is no line of the checklist' }]
        : [],
    ),
  ];
  if (faults.length > 0) throw refuse(faults);
}

function customerOf({ work, ticket }: Row) {
  return (work ?? ticket)!.customer;
}

function toReview(row: Row, checklist: ChecklistView): ReviewView {
  const { id, kind, staff, reviewer, work, ticket, followUp, findings } = row;
  const { id: customerId, name } = customerOf(row);
  return {
    ...{ id, staff, reviewer, checklist, followUp: row.followUpId, comment: row.comment },
    kind: kind as WorkKind,
    month: toDateText(row.month),
    state: row.doneAt ? 'done' : FINAL_STATES.includes(followUp.state as never) ? 'dropped' : 'open',
    why: row.drawn as ReviewView['why'],
    customer: { id: customerId, name },
    work: work
      ? {
          ...{
            id: work.id,
            title: work.step,
            outcome: work.outcome,
            score: work.score,
            comment: work.comment,
          },
          closedAt: work.endedAt && toInstantText(work.endedAt),
        }
      : { id: ticket!.id, title: ticket!.subject, outcome: null, score: null, comment: null, closedAt: null },
    dueAt: toInstantText(followUp.dueAt),
    result: row.result as ReviewView['result'],
    doneAt: row.doneAt && toInstantText(row.doneAt),
    answers: row.answers as ReviewView['answers'],
    findings: findings.map(toFinding),
  };
}

function toFinding({
  id,
  reviewId,
  item,
  severity,
  text,
  followUpId,
  followUp,
  review,
  createdAt,
}: FindingRow): FindingView {
  return {
    ...{ id, review: reviewId, item, text, followUp: followUpId, staff: review.staff },
    severity: severity as FindingView['severity'],
    state: followUp === null ? 'told' : followUp.endedAt === null ? 'open' : 'settled',
    dueAt: followUp && toInstantText(followUp.dueAt),
    settledAt: followUp?.endedAt ? toInstantText(followUp.endedAt) : null,
    createdAt: toInstantText(createdAt),
  };
}
