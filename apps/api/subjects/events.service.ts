import type { Db, Tx } from '@aftercare/db/client.js';
import { inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { type KeepContext, keepPlansOfSubject } from '@aftercare/db/keep-plans.js';
import { recordEvent } from '@aftercare/db/events.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../common/actor.js';
import { Answer } from '../common/answer.js';
import { canonicalJson } from '../common/canonical-json.js';
import { CLOCK, DB, KEEP } from '../tokens.js';
import { type EventRow, type EventView, type NewEvent, toEvent } from './events.schema.js';
import { refuse } from './intake.js';
import { type SubjectWhere, readPlansOf } from './opened-plans.js';

/** Clocks of other systems are a little ahead at times. */
const CLOCK_SLACK = 5 * 60_000;

@Injectable()
export class EventsService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
    @Inject(KEEP) private readonly keep: KeepContext,
  ) {}

  /** Records what happened to a subject, or to a follow-up of its plans, and brings the plans in step with it. */
  add(subject: SubjectWhere, event: NewEvent, actor: Actor): Promise<Answer<EventView>> {
    return inTransaction(this.db, async (tx) => {
      await assertSubject(tx, subject);
      const now = await this.clock.now(tx);
      const at = event.at ?? now;
      assertNotAhead(event, at, now);
      const owner =
        'step' in event ? { planId: await findPlanWith(tx, subject, event.step, event.occurrence) } : subject;
      const known = await findKnown(tx, owner, event, at);
      if (known) return Answer.existing({ ...toEvent(known), plans: await readPlansOf(tx, subject) });
      const { type, at: _, externalId, ...data } = event;
      const row = await recordEvent(tx, owner, { type, at, externalId, ...stepAndData(data) }, now, actor.id);
      await keepPlansOfSubject(this.keep, tx, subject, now, actor.id);
      return Answer.created({ ...toEvent(row), plans: await readPlansOf(tx, subject) });
    });
  }
}

async function assertSubject(tx: Tx, subject: SubjectWhere): Promise<void> {
  const select = { id: true };
  if ('saleId' in subject && !(await tx.sale.findUnique({ where: { id: subject.saleId }, select })))
    throw new DomainError('sale.not-found', 'There is no such sale');
  if ('ticketId' in subject && !(await tx.ticket.findUnique({ where: { id: subject.ticketId }, select })))
    throw new DomainError('ticket.not-found', 'There is no such ticket');
  if (
    'agreementId' in subject &&
    !(await tx.agreement.findUnique({ where: { id: subject.agreementId }, select }))
  )
    throw new DomainError('agreement.not-found', 'There is no such agreement');
}

/** A delivery may be announced ahead; everything else has happened or has not. */
function assertNotAhead(event: NewEvent, at: Instant, now: Instant): void {
  if (event.type === 'delivered' || at <= now + CLOCK_SLACK) return;
  throw refuse([{ path: '/at', message: 'must not lie in the future' }]);
}

async function findPlanWith(
  tx: Tx,
  subject: SubjectWhere,
  step: string,
  occurrence: number,
): Promise<string> {
  const plans = await tx.plan.findMany({ where: subject, select: { id: true } });
  const ids = plans.map((plan) => plan.id);
  const found = await tx.followUp.findFirst({
    where: { planId: { in: ids }, step, occurrence },
    select: { planId: true },
  });
  if (found) return found.planId;
  throw refuse([
    { path: '/step', message: `no plan of this subject has a follow-up ${step} no. ${occurrence}` },
  ]);
}

type Owner = SubjectWhere | { planId: string };

/** The same event again; another one under the same `externalId` is refused. */
async function findKnown(tx: Tx, owner: Owner, event: NewEvent, at: Instant): Promise<EventRow | null> {
  if (event.externalId === undefined) return null;
  const known = await tx.event.findFirst({ where: { ...owner, externalId: event.externalId } });
  if (!known) return null;
  const { type, at: given, externalId: _, ...data } = event;
  const { step, occurrence, ...rest } = stepAndData(data);
  const same =
    known.type === type &&
    (given === undefined || known.at.getTime() === at) &&
    known.step === (step ?? null) &&
    known.occurrence === (occurrence ?? null) &&
    canonicalJson(known.data) === canonicalJson(rest.data);
  if (same) return known;
  throw new DomainError(
    'event.conflict',
    `There is an event "${event.externalId}" already, with other facts`,
    {
      status: 409,
      errors: [{ path: '/externalId', message: 'is taken by an event with other facts' }],
    },
  );
}

function stepAndData(fields: Record<string, unknown>): { step?: string; occurrence?: number; data: object } {
  const { step, occurrence, callBackAt, ...data } = fields;
  const instants = typeof callBackAt === 'number' ? { callBackAt: new Date(callBackAt).toISOString() } : {};
  return {
    step: step as string | undefined,
    occurrence: occurrence as number | undefined,
    data: { ...data, ...instants },
  };
}
