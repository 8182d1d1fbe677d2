import type { ReadTierRules } from '@aftercare/workflows/documents/tier-rules-document.js';
import type { Tier, TierCase, TierFacts } from '@aftercare/workflows/domain/tier.js';
import { type Instant, addDuration, times } from '@aftercare/workflows/domain/time.js';
import { Prisma, type Tx } from '../client.js';

/** A customer with what their tier depends on. */
export interface CustomerCase extends TierCase {
  customerId: string;
  /** Sales in the window whose currency is not that of the rules, or that have no amount: they count for nothing. */
  uncounted: number;
}

interface Row {
  customerId: string;
  tier: Tier;
  turnover: number;
  uncounted: number;
  years: number;
  margin: number | null;
  risk: number | null;
  changedAt: Date | null;
  pinned: Tier | null;
}

/** Customers in one piece. */
const PIECE = 1000;

/** All customers that the rules are about, in the order of their ids, piece by piece. */
export async function* readCases(
  tx: Tx,
  rules: ReadTierRules,
  now: Instant,
  zone: string,
): AsyncGenerator<CustomerCase[]> {
  for (let behind = ''; ;) {
    const piece = await readPiece(tx, rules, Prisma.sql`c.id > ${behind}`, now, zone);
    if (piece.length > 0) yield piece;
    if (piece.length < PIECE) return;
    behind = piece.at(-1)!.customerId;
  }
}

/** One customer; null where the rules are not about them. */
export async function findCase(
  tx: Tx,
  rules: ReadTierRules,
  customerId: string,
  now: Instant,
  zone: string,
): Promise<CustomerCase | null> {
  const [found] = await readPiece(tx, rules, Prisma.sql`c.id = ${customerId}`, now, zone);
  return found ?? null;
}

async function readPiece(
  tx: Tx,
  rules: ReadTierRules,
  which: Prisma.Sql,
  now: Instant,
  zone: string,
): Promise<CustomerCase[]> {
  const at = new Date(now);
  const from = new Date(addDuration(now, times(rules.window, -1), zone));
  const rows = await tx.$queryRaw<Row[]>`
    WITH piece AS (SELECT c.id, c.tier, c."createdAt" FROM customers c
        WHERE ${which} AND c."leftAt" IS NULL AND c.type = ANY(${rules.types as string[]}) ORDER BY c.id LIMIT ${PIECE}),
      sold AS (SELECT s."customerId", min(s."soldAt") AS first,
          coalesce(sum(s.amount) FILTER (WHERE s.currency = ${rules.currency} AND s."soldAt" > ${from}), 0)::float8 AS turnover,
          count(*) FILTER (WHERE s."soldAt" > ${from} AND (s.amount IS NULL OR s.currency IS DISTINCT FROM ${rules.currency}))::int AS uncounted
        FROM sales s JOIN piece p ON p.id = s."customerId" WHERE s."soldAt" <= ${at} GROUP BY 1)
    SELECT p.id AS "customerId", p.tier, coalesce(s.turnover, 0)::float8 AS turnover, coalesce(s.uncounted, 0) AS uncounted,
      extract(year FROM age(${at}::timestamptz, least(p."createdAt", s.first)))::int AS years,
      (SELECT value::float8 FROM customer_figures f WHERE f."customerId" = p.id AND name = 'margin' ORDER BY f.at DESC, f.id DESC LIMIT 1) AS margin,
      (SELECT value::float8 FROM customer_figures f WHERE f."customerId" = p.id AND name = 'risk' ORDER BY f.at DESC, f.id DESC LIMIT 1) AS risk,
      (SELECT max(h.at) FROM tier_changes h WHERE h."customerId" = p.id) AS "changedAt",
      (SELECT n.tier FROM tier_pins n WHERE n."customerId" = p.id AND (n.until IS NULL OR n.until > ${at})) AS pinned
    FROM piece p LEFT JOIN sold s ON s."customerId" = p.id ORDER BY p.id`;
  return rows.map(toCase);
}

function toCase({
  customerId,
  tier,
  turnover,
  uncounted,
  years,
  margin,
  risk,
  changedAt,
  pinned,
}: Row): CustomerCase {
  const facts: TierFacts = { turnover: Math.round(turnover * 100) / 100, margin, years, risk };
  return { customerId, tier, facts, uncounted, changedAt: changedAt?.getTime() ?? null, pinned };
}
