import { Prisma, type Tx } from '@aftercare/db/client.js';
import { TIER_WEIGHT } from '@aftercare/db/keep/follow-up-rows.js';
import { atLocal, type Instant, localDay } from '@aftercare/workflows/domain/time.js';
import type { BoardQuery, Bucket } from './follow-ups.schema.js';

/** What narrows the board, without its order and pages. */
export type BoardFilters = Omit<BoardQuery, 'limit' | 'after' | 'counts' | 'sort'>;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Overdue for so long is not late any more, it is forgotten. Elapsed time. */
const STALE_AFTER = 14 * DAY;

/** Everything a row of the board shows at an instant, for `f` in `follow_ups`. */
export const boardColumns = (at: Date): Prisma.Sql => Prisma.sql`
  f.id, f."planId", v."policyKey", v.version AS "policyVersion", v.document->>'name' AS "policyName",
  CASE WHEN p."saleId" IS NOT NULL THEN 'sale' WHEN p."ticketId" IS NOT NULL THEN 'ticket' ELSE 'agreement' END AS "subjectType",
  coalesce(p."saleId", p."ticketId", p."agreementId") AS "subjectId",
  coalesce(s."externalId", t."externalId", a."externalId") AS "subjectExternalId",
  f.step, f.occurrence,
  (SELECT count(*)::int FROM follow_ups o WHERE o."planId" = f."planId" AND (o."dueAt", o.id) <= (f."dueAt", f.id)) AS "placeN",
  (SELECT count(*)::int FROM follow_ups o WHERE o."planId" = f."planId") AS "placeOf",
  f.kind, f.question, f.state, f."dueAt", p.zone, f."sendAt", f."closesAt", f."expiresAt",
  json_build_object('id', c.id, 'name', c.name, 'tier', c.tier, 'type', c.type, 'country', c.country, 'region', c.region,
    'language', c.language, 'phoneState', c."phoneState") AS customer,
  coalesce(s.products, t.products, a.products)->0->>'name' AS product,
  CASE WHEN w.id IS NULL THEN NULL ELSE json_build_object('id', w.id, 'name', w.name) END AS owner,
  (SELECT json_build_object('id', u.id, 'name', u.name) FROM absences b JOIN staff u ON u.id = b."coverId"
    WHERE b."staffId" = f."ownerId" AND b."from" <= ${at} AND b.until > ${at}) AS cover,
  f."attemptsUsed", f."attemptsMax", f."nextAt", f.score, f.comment, f.outcome, f.reasons, f.weight`;

/** All joins to the left, so that the database leaves out those that a question does not need. */
export const BOARD_TABLES = Prisma.sql`
  follow_ups f
  LEFT JOIN plans p ON p.id = f."planId"
  LEFT JOIN policy_versions v ON v.id = p."policyVersionId"
  LEFT JOIN customers c ON c.id = f."customerId"
  LEFT JOIN sales s ON s.id = p."saleId"
  LEFT JOIN tickets t ON t.id = p."ticketId"
  LEFT JOIN agreements a ON a.id = p."agreementId"
  LEFT JOIN staff w ON w.id = f."ownerId"`;

/** What may still come to something; a text that was sent is over, a question that was sent waits for its answer. */
export const OPEN = Prisma.sql`(f.state IN ('planned', 'due') OR (f.state = 'sent' AND f.kind = 'survey'))`;

/** An instant, and when the organisation's day ends around it. */
export interface BoardTime {
  now: Instant;
  dayEndsAt: Instant;
}

export async function readBoardTime(tx: Tx, now: Instant): Promise<BoardTime> {
  const zone = (await tx.organisation.findUnique({ where: { id: 1 } }))?.zone ?? 'UTC';
  return { now, dayEndsAt: atLocal(localDay(now, zone) + 1, 0, zone) };
}

/** The filters of the board as conditions; without a state filter it shows what is open. */
export function boardConditions(query: BoardFilters, time: BoardTime): Prisma.Sql[] {
  const { now } = time;
  const conditions: Prisma.Sql[] = [];
  const anyOf = (column: Prisma.Sql, values: readonly (string | number)[] | undefined) => {
    if (!values) return;
    // One value apart: only then can an index give the rows in the board's order.
    if (values.length === 1) conditions.push(Prisma.sql`${column} = ${values[0]}`);
    else conditions.push(Prisma.sql`${column} = ANY(${[...values]})`);
  };
  if (query.state) anyOf(Prisma.sql`f.state`, query.state);
  else if (!query.bucket && !query.customer && !query.plan) conditions.push(OPEN);
  if (query.overdue !== undefined) conditions.push(isOverdue(query.overdue, now));
  anyOf(Prisma.sql`f.kind`, query.kind);
  anyOf(Prisma.sql`c.tier`, query.tier);
  // A tier has its weight, by which the board's index is sorted.
  anyOf(
    Prisma.sql`f.weight`,
    query.tier?.map((tier) => TIER_WEIGHT[tier] ?? 0),
  );
  anyOf(Prisma.sql`c.type`, query.type);
  if (query.region)
    conditions.push(Prisma.sql`(c.region = ANY(${query.region}) OR c.country = ANY(${query.region}))`);
  if (query.product)
    conditions.push(
      Prisma.sql`coalesce(s.products, t.products, a.products) @> ${JSON.stringify([{ code: query.product }])}::jsonb`,
    );
  if (query.owner)
    conditions.push(
      query.owner === 'none'
        ? Prisma.sql`f."ownerId" IS NULL`
        : Prisma.sql`f."ownerId" = (SELECT id FROM staff WHERE id = ${query.owner} OR key = ${query.owner})`,
    );
  if (query.team)
    conditions.push(
      Prisma.sql`f."ownerId" IN (SELECT o.id FROM staff o JOIN teams g ON g.id = o."teamId"
        WHERE g.id = ${query.team} OR g.key = ${query.team})`,
    );
  anyOf(Prisma.sql`v."policyKey"`, query.policy);
  if (query.customer) conditions.push(Prisma.sql`f."customerId" = ${query.customer}`);
  if (query.plan) conditions.push(Prisma.sql`f."planId" = ${query.plan}`);
  if (query.bucket) conditions.push(bucketCondition(query.bucket, time));
  if (query.q) conditions.push(words(query.q));
  return conditions;
}

function isOverdue(wanted: boolean, now: Instant): Prisma.Sql {
  const overdue = Prisma.sql`(f.state = 'due' AND f."dueAt" < ${new Date(now)})`;
  return wanted ? overdue : Prisma.sql`NOT ${overdue}`;
}

/** Part of the customer's name or of a comment, or the number under which the sale, ticket or agreement came in. */
function words(q: string): Prisma.Sql {
  const text = q.trim();
  const like = `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
  // One question for each index; a single condition over all tables would read them whole.
  return Prisma.sql`f.id IN (
    SELECT id FROM follow_ups WHERE "customerId" IN (SELECT id FROM customers WHERE name ILIKE ${like})
    UNION SELECT id FROM follow_ups WHERE comment ILIKE ${like}
    UNION SELECT id FROM follow_ups WHERE "planId" IN (
      SELECT id FROM plans WHERE "saleId" = (SELECT id FROM sales WHERE "externalId" = ${text})
      UNION SELECT id FROM plans WHERE "ticketId" = (SELECT id FROM tickets WHERE "externalId" = ${text})
      UNION SELECT id FROM plans WHERE "agreementId" = (SELECT id FROM agreements WHERE "externalId" = ${text})))`;
}

/** What each place of the left rail means. */
export function bucketCondition(bucket: Bucket, { now, dayEndsAt }: BoardTime): Prisma.Sql {
  const at = (instant: Instant) => new Date(instant);
  switch (bucket) {
    case 'breached':
      return Prisma.sql`(f.state = 'due' AND f."dueAt" < ${at(now)})`;
    case 'due-today':
      return Prisma.sql`(f.state IN ('planned', 'due') AND f."dueAt" >= ${at(now)} AND f."dueAt" < ${at(dayEndsAt)})`;
    case 'at-risk':
      return Prisma.sql`(f.state IN ('planned', 'due') AND f.kind IN ('call', 'visit', 'review')
        AND f."dueAt" >= ${at(now)} AND f."dueAt" < ${at(now + 2 * HOUR)})`;
    case 'waiting':
      return Prisma.sql`(f.state = 'sent' AND f.kind = 'survey')`;
    case 'nothing-scheduled':
      return Prisma.sql`(p.state = 'open' AND p."wakeAt" IS NULL AND ${OPEN})`;
    case 'unowned':
      return Prisma.sql`(f.state IN ('planned', 'due') AND f.kind IN ('call', 'visit', 'review') AND f."ownerId" IS NULL)`;
    case 'unreachable':
      return Prisma.sql`(${OPEN} AND c."phoneState" <> 'ok')`;
    case 'stale':
      return Prisma.sql`(f.state = 'due' AND f."dueAt" < ${at(now - STALE_AFTER)})`;
  }
}
