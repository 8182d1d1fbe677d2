import { Prisma } from '@aftercare/db/client.js';
import type { Period } from './period.js';
import type { Group, ReportQuery } from './report.schema.js';

/** A follow-up `f` with all that reports tell follow-ups apart by; to the left, so that unused joins are left out. */
export const FOLLOW_UPS = Prisma.sql`
  follow_ups f
  LEFT JOIN plans p ON p.id = f."planId"
  LEFT JOIN policy_versions v ON v.id = p."policyVersionId"
  LEFT JOIN customers c ON c.id = f."customerId"
  LEFT JOIN sales s ON s.id = p."saleId"
  LEFT JOIN tickets t ON t.id = p."ticketId"
  LEFT JOIN agreements a ON a.id = p."agreementId"
  LEFT JOIN staff w ON w.id = f."ownerId"`;

/** What each customer's things are told apart by, where `c`, `v`, `w` and products are at hand. */
export interface Columns {
  products: Prisma.Sql;
  owner: Prisma.Sql;
  policy: Prisma.Sql;
}

export const OF_FOLLOW_UPS: Columns = {
  products: Prisma.sql`coalesce(s.products, t.products, a.products)`,
  owner: Prisma.sql`f."ownerId"`,
  policy: Prisma.sql`v."policyKey"`,
};

/** Words that no column can hold stand for what is missing. */
export const NONE = '(none)';

/** The name by which a row belongs to its group. */
export function groupColumn(group: Group, { products, policy }: Columns): Prisma.Sql {
  switch (group) {
    case 'tier':
      return Prisma.sql`c.tier`;
    case 'type':
      return Prisma.sql`c.type`;
    case 'region':
      return Prisma.sql`coalesce(c.region, c.country)`;
    case 'product':
      return Prisma.sql`coalesce(${products}->0->>'code', ${NONE})`;
    case 'policy':
      return Prisma.sql`coalesce(${policy}, ${NONE})`;
    case 'staff':
      return Prisma.sql`coalesce(w.name, ${NONE})`;
  }
}

/** The filters of a report; always at least one condition. */
export function conditionsOf(query: ReportQuery, { products, owner, policy }: Columns): Prisma.Sql {
  const conditions = [Prisma.sql`TRUE`];
  if (query.tier) conditions.push(Prisma.sql`c.tier = ${query.tier}`);
  if (query.type) conditions.push(Prisma.sql`c.type = ${query.type}`);
  if (query.region) conditions.push(Prisma.sql`(c.region = ${query.region} OR c.country = ${query.region})`);
  if (query.product)
    conditions.push(Prisma.sql`${products} @> ${JSON.stringify([{ code: query.product }])}::jsonb`);
  if (query.policy) conditions.push(Prisma.sql`${policy} = ${query.policy}`);
  if (query.staff)
    conditions.push(
      Prisma.sql`${owner} = (SELECT id FROM staff WHERE id = ${query.staff} OR key = ${query.staff})`,
    );
  if (query.team)
    conditions.push(Prisma.sql`${owner} IN (SELECT o.id FROM staff o JOIN teams g ON g.id = o."teamId"
      WHERE g.id = ${query.team} OR g.key = ${query.team})`);
  return Prisma.join(conditions, ' AND ');
}

/** The first local day of the stretch in which an instant lies, as text. */
export function stretchOf(at: Prisma.Sql, { by, zone }: Period): Prisma.Sql {
  return Prisma.sql`to_char(date_trunc(${by}::text, (${at}) AT TIME ZONE ${zone}::text), 'YYYY-MM-DD')`;
}

/** Whether an instant lies in the period. */
export function within(at: Prisma.Sql, { from, until }: Period): Prisma.Sql {
  return Prisma.sql`(${at}) >= ${from} AND (${at}) < ${until}`;
}
