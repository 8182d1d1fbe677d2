import { followAgreement, type AgreementTimeline } from '@aftercare/workflows/domain/agreement.js';
import { EventLog } from '@aftercare/workflows/domain/event-log.js';
import type { PlanEvent } from '@aftercare/workflows/domain/event.js';
import type { AgreementSubject } from '@aftercare/workflows/domain/subject.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import type { Prisma, Tx } from './client.js';
import { recordEvent } from './events.js';
import { keepPlansOfSubject, type KeepContext } from './keep-plans.js';

/** Agreements in one statement of catching up. */
const PIECE = 500;

const WITH_PLACE = {
  site: { select: { zone: true } },
  customer: { select: { zone: true } },
  events: {
    where: { undoneAt: null },
    orderBy: [{ at: 'asc' }, { recordedAt: 'asc' }, { id: 'asc' }],
  },
} as const satisfies Prisma.AgreementInclude;
type PlacedAgreement = Prisma.AgreementGetPayload<{ include: typeof WITH_PLACE }>;

/**
 * Writes how agreements stand whose state may have changed by now: a term that renewed by itself or lapsed, an event.
 * Whoever reads the columns calls it first; where nothing changed it is one look at an index.
 */
export async function catchUpAgreements(tx: Tx, now: Instant): Promise<void> {
  for (;;) {
    const rows = await tx.agreement.findMany({
      where: { changesAt: { lte: new Date(now) } },
      include: WITH_PLACE,
      orderBy: { changesAt: 'asc' },
      take: PIECE,
    });
    if (rows.length === 0) return;
    const { zone } = await tx.organisation.findUniqueOrThrow({ where: { id: 1 } });
    for (const row of rows) await save(tx, row, timelineOf(row, zone, now));
    if (rows.length < PIECE) return;
  }
}

async function save(tx: Tx, { id, changesAt }: PlacedAgreement, timeline: AgreementTimeline): Promise<void> {
  const { clock } = timeline;
  await tx.agreement.updateMany({
    // An event that came in the meantime asks again.
    where: { id, changesAt },
    data: {
      state: clock.state,
      currentEndsOn: new Date(`${clock.endsOn}T00:00:00Z`),
      noticeOn: clock.noticeOn === null ? null : new Date(`${clock.noticeOn}T00:00:00Z`),
      termNumber: clock.term,
      changesAt: timeline.changesAt === null ? null : new Date(timeline.changesAt),
    },
  });
}

/** An agreement over time, in the zone of its site, else of its customer, else ours. */
export async function readTimeline(
  tx: Tx,
  id: string,
  now: Instant,
): Promise<{ row: PlacedAgreement; subject: AgreementSubject; zone: string; timeline: AgreementTimeline }> {
  const row = await tx.agreement.findUniqueOrThrow({ where: { id }, include: WITH_PLACE });
  const { zone: ours } = await tx.organisation.findUniqueOrThrow({ where: { id: 1 } });
  const zone = zoneOf(row, ours);
  return { row, subject: toAgreementSubject(row), zone, timeline: timelineOf(row, ours, now) };
}

function timelineOf(row: PlacedAgreement, ours: string, now: Instant): AgreementTimeline {
  const events = row.events.map(
    ({ type, at, data }) => ({ ...(data as object), type, at: at.getTime() }) as PlanEvent,
  );
  const view = { zone: zoneOf(row, ours), now, until: now };
  return followAgreement(toAgreementSubject(row), new EventLog(events, now), view);
}

function zoneOf({ site, customer }: PlacedAgreement, ours: string): string {
  return site?.zone ?? customer.zone ?? ours;
}

/** The facts of an agreement as `agenda()` takes them. */
export function toAgreementSubject(
  row: Pick<
    PlacedAgreement,
    'startsOn' | 'endsOn' | 'term' | 'autoRenew' | 'renewFor' | 'notice' | 'renewalNotice' | 'products'
  >,
): AgreementSubject {
  const { startsOn, endsOn, term, autoRenew, renewFor, notice, renewalNotice, products } = row;
  return {
    type: 'agreement',
    startsOn: startsOn.toISOString().slice(0, 10),
    endsOn: endsOn?.toISOString().slice(0, 10),
    term: term ?? undefined,
    autoRenew,
    renewFor: renewFor ?? undefined,
    notice: notice ?? undefined,
    renewalNotice: renewalNotice ?? undefined,
    products: (products as { code: string }[]).map(({ code }) => code),
  };
}

/**
 * Lets a new agreement take the place of the customer's older ones over the same products that are over, or will be when
 * it begins: their reminders and their winning back end.
 */
export async function replaceOlder(
  context: KeepContext,
  tx: Tx,
  made: { id: string; customerId: string; startsOn: string; products: readonly string[] },
  now: Instant,
  by: string,
): Promise<void> {
  await catchUpAgreements(tx, now);
  const older = await tx.agreement.findMany({
    where: {
      id: { not: made.id },
      customerId: made.customerId,
      replacedById: null,
      OR: [
        { state: { in: ['lapsed', 'ending'] } },
        { currentEndsOn: { lt: new Date(`${made.startsOn}T00:00:00Z`) } },
      ],
    },
    orderBy: { id: 'asc' },
  });
  for (const { id, products } of older) {
    const codes = (products as { code: string }[]).map(({ code }) => code);
    if (codes.length > 0 && !codes.some((code) => made.products.includes(code))) continue;
    await tx.agreement.update({ where: { id }, data: { replacedById: made.id } });
    const event = {
      type: 'agreement.replaced',
      at: now,
      data: { by: made.id },
      externalId: `replaced:${made.id}`,
    };
    await recordEvent(tx, { agreementId: id }, event, now, by);
    await keepPlansOfSubject(context, tx, { agreementId: id }, now, by);
  }
}
