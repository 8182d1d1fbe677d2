import { Prisma, type Tx } from '@aftercare/db/client.js';
import { type AgreementTimeline, followAgreement } from '@aftercare/workflows/domain/agreement.js';
import type { PlanEvent } from '@aftercare/workflows/domain/event.js';
import { EventLog } from '@aftercare/workflows/domain/event-log.js';
import { parseDate } from '@aftercare/workflows/domain/local-date.js';
import { localDay } from '@aftercare/workflows/domain/time.js';
import type { Period } from './period.js';
import { type Columns, conditionsOf, groupColumn } from './report.query.js';
import type { ReportQuery } from './report.schema.js';

/** An agreement over time, as far as reports ask. Days are day numbers of the organisation. */
export interface FollowedAgreement {
  name: string;
  startsDay: number;
  timeline: AgreementTimeline;
  /** The first day on which it was no longer in force; null: it still is. */
  endedDay: number | null;
  /** cancelled: called off; lapsed: it ran out and was not renewed */
  ended: 'lapsed' | 'cancelled' | null;
}

interface Row {
  id: string;
  name: string;
  startsOn: string;
  endsOn: string | null;
  term: string | null;
  autoRenew: boolean;
  renewFor: string | null;
  notice: string | null;
  events: { type: PlanEvent['type']; at: string; data: Record<string, unknown> }[] | null;
}

const AGREEMENTS = Prisma.sql`
  agreements a JOIN customers c ON c.id = a."customerId" LEFT JOIN staff w ON w.id = c."ownerId"`;
/** A look of its own for each agreement, so it is taken only where somebody asks for a policy. */
const THEIR_POLICY = Prisma.sql`
  LEFT JOIN LATERAL (SELECT v."policyKey" FROM plans p JOIN policy_versions v ON v.id = p."policyVersionId"
    WHERE p."agreementId" = a.id ORDER BY p.id LIMIT 1) v ON true`;
const OF_AGREEMENTS: Columns = {
  products: Prisma.sql`a.products`,
  owner: Prisma.sql`c."ownerId"`,
  policy: Prisma.sql`v."policyKey"`,
};
/** So many are in memory at one time. */
const PIECE = 5_000;

/** Follows each agreement by the one rule that plans follow too, piece by piece. */
export async function* followAgreements(
  tx: Tx,
  query: ReportQuery,
  period: Period,
): AsyncGenerator<FollowedAgreement> {
  const needsPolicy = query.policy !== undefined || query.group === 'policy';
  const tables = needsPolicy ? Prisma.sql`${AGREEMENTS} ${THEIR_POLICY}` : AGREEMENTS;
  for (let after = ''; ;) {
    const rows = await tx.$queryRaw<Row[]>`
      SELECT a.id, ${groupColumn(query.group, OF_AGREEMENTS)} AS name, to_char(a."startsOn", 'YYYY-MM-DD') AS "startsOn",
        to_char(a."endsOn", 'YYYY-MM-DD') AS "endsOn", a.term, a."autoRenew", a."renewFor", a.notice,
        (SELECT json_agg(json_build_object('type', e.type, 'at', e.at, 'data', e.data) ORDER BY e.at, e."recordedAt", e.id)
          FROM events e WHERE e."agreementId" = a.id AND e."undoneAt" IS NULL AND e.type LIKE 'agreement.%') AS events
      FROM ${tables} WHERE a.id > ${after} AND ${conditionsOf(query, OF_AGREEMENTS)} ORDER BY a.id LIMIT ${PIECE}`;
    for (const row of rows) yield follow(row, period);
    if (rows.length < PIECE) return;
    after = rows.at(-1)!.id;
  }
}

function follow(row: Row, { zone, now }: Period): FollowedAgreement {
  const subject = {
    type: 'agreement' as const,
    startsOn: row.startsOn,
    endsOn: row.endsOn ?? undefined,
    term: row.term ?? undefined,
    autoRenew: row.autoRenew,
    renewFor: row.renewFor ?? undefined,
    notice: row.notice ?? undefined,
    products: [],
  };
  const events = (row.events ?? []).map(
    ({ type, at, data }) => ({ ...data, type, at: Date.parse(at) }) as PlanEvent,
  );
  const log = new EventLog(events, now);
  const timeline = followAgreement(subject, log, { zone, now, until: now });
  const { state, endsOn } = timeline.clock;
  const ended = state === 'lapsed' || state === 'cancelled' ? state : null;
  const cancelledAt = log.ofType('agreement.cancelled').at(-1)?.at;
  const lastDay = parseDate(endsOn) + 1;
  const endedDay =
    ended === null
      ? null
      : ended === 'cancelled' && cancelledAt !== undefined
        ? Math.min(lastDay, localDay(cancelledAt, zone))
        : lastDay;
  return { name: row.name, startsDay: parseDate(row.startsOn), timeline, ended, endedDay };
}
