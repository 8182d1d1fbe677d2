import { judgeConsent } from '@aftercare/workflows/domain/consent.js';
import { addDuration, parseDuration, times, type Instant } from '@aftercare/workflows/domain/time.js';
import { waveTime } from '@aftercare/workflows/domain/wave.js';
import { type ConsentJson, toConsents } from './consents.js';
import { Prisma, type Tx } from './client.js';
import { toCustomerFacts } from './facts.js';
import type { KeepContext } from './keep-plans.js';

/** Whom a wave is for; what is not named means everybody. */
export interface Audience {
  tier?: string[];
  type?: string[];
  /** Regions or countries. */
  region?: string[];
  /** Code of a product that they have bought. */
  product?: string;
}

/** What decides who is asked when. */
export interface WavePlan {
  seed: string;
  startsOn: string;
  weeks: number;
  notWithin: string;
  audience: Audience;
}

/**
 * asked-lately, asked-soon: another question left, or will, within `notWithin`; no-plan: nothing of theirs is followed, so
 * nothing could hold an answer; unreachable: no usable number nor address; no-consent: they may not be asked
 */
export type LeftOut = 'asked-lately' | 'asked-soon' | 'no-plan' | 'unreachable' | 'no-consent';

export interface Candidate {
  customerId: string;
  name: string;
  tier: string;
  askAt: Instant;
  /** Null: they are to be asked. */
  reason: LeftOut | null;
}

interface Row {
  id: string;
  name: string;
  type: string;
  tier: string;
  country: string;
  region: string | null;
  language: string;
  phone: string;
  phoneState: string;
  zone: string | null;
  channels: string[];
  hasEmail: boolean;
  planned: boolean;
  lastAskedAt: Date | null;
  nextAskedAt: Date | null;
  consents: ConsentJson[];
}

/** Customers of an audience behind an id, in the order of their ids, each with when they are asked or why not. */
export async function judgeCandidates(
  { documents }: KeepContext,
  tx: Tx,
  plan: WavePlan,
  { after, limit }: { after: string; limit: number },
  now: Instant,
): Promise<Candidate[]> {
  const zone = (await tx.organisation.findUnique({ where: { id: 1 } }))?.zone ?? 'UTC';
  const { contactRules } = await documents.current(tx);
  const rows = await readRows(tx, plan.audience, { after, limit }, now);
  return rows.map((row) => {
    const askAt = waveTime(plan, { id: row.id, zone: row.zone ?? zone });
    const within = (at: Date | null) => isWithin(at, askAt, plan.notWithin, zone);
    const reason = ((): LeftOut | null => {
      if (!row.planned) return 'no-plan';
      if (within(row.lastAskedAt)) return 'asked-lately';
      if (within(row.nextAskedAt)) return 'asked-soon';
      return cannotAsk(row, contactRules);
    })();
    return { customerId: row.id, name: row.name, tier: row.tier, askAt, reason };
  });
}

/** Members whose time has come and who have been asked something in the meantime, or soon will be. */
export async function findAskedLately(
  tx: Tx,
  customerIds: readonly string[],
  notWithin: string,
  now: Instant,
): Promise<ReadonlyMap<string, LeftOut>> {
  const zone = (await tx.organisation.findUnique({ where: { id: 1 } }))?.zone ?? 'UTC';
  const rows = await tx.$queryRaw<{ id: string; lastAskedAt: Date | null; nextAskedAt: Date | null }[]>`
    SELECT c.id, ${LAST_ASKED(now)} AS "lastAskedAt", ${NEXT_ASKED(now)} AS "nextAskedAt" FROM customers c
    WHERE c.id = ANY(${customerIds as string[]})`;
  const found = new Map<string, LeftOut>();
  for (const { id, lastAskedAt, nextAskedAt } of rows) {
    if (isWithin(lastAskedAt, now, notWithin, zone)) found.set(id, 'asked-lately');
    else if (isWithin(nextAskedAt, now, notWithin, zone)) found.set(id, 'asked-soon');
  }
  return found;
}

function isWithin(at: Date | null, of: Instant, duration: string, zone: string): boolean {
  if (at === null) return false;
  const length = parseDuration(duration);
  return (
    at.getTime() > addDuration(of, times(length, -1), zone) && at.getTime() < addDuration(of, length, zone)
  );
}

const LAST_ASKED = (
  now: Instant,
) => Prisma.sql`(SELECT max(f."sendAt") FROM follow_ups f WHERE f."customerId" = c.id
  AND f.kind = 'survey' AND f.state IN ('sent', 'answered', 'closed') AND f."sendAt" <= ${new Date(now)})`;
const NEXT_ASKED = (
  now: Instant,
) => Prisma.sql`(SELECT min(f."sendAt") FROM follow_ups f WHERE f."customerId" = c.id
  AND f.kind = 'survey' AND f.state IN ('planned', 'due') AND f."sendAt" > ${new Date(now)})`;

function readRows(
  tx: Tx,
  { tier, type, region, product }: Audience,
  { after, limit }: { after: string; limit: number },
  now: Instant,
): Promise<Row[]> {
  const conditions = [Prisma.sql`c.id > ${after}`, Prisma.sql`c."leftAt" IS NULL`];
  if (tier) conditions.push(Prisma.sql`c.tier = ANY(${tier})`);
  // Our own people are asked only where an audience names them.
  conditions.push(type ? Prisma.sql`c.type = ANY(${type})` : Prisma.sql`c.type <> 'internal'`);
  if (region) conditions.push(Prisma.sql`(c.region = ANY(${region}) OR c.country = ANY(${region}))`);
  if (product)
    conditions.push(Prisma.sql`EXISTS (SELECT 1 FROM sales s WHERE s."customerId" = c.id
      AND s.products @> ${JSON.stringify([{ code: product }])}::jsonb)`);
  return tx.$queryRaw<Row[]>`
    SELECT c.id, c.name, c.type, c.tier, c.country, c.region, c.language, c.phone, c."phoneState", c.zone, c.channels,
      c.email IS NOT NULL AND c."emailState" <> 'invalid' AS "hasEmail",
      EXISTS (SELECT 1 FROM plans p WHERE p."customerId" = c.id) AS planned,
      ${LAST_ASKED(now)} AS "lastAskedAt", ${NEXT_ASKED(now)} AS "nextAskedAt",
      (SELECT coalesce(json_agg(json_build_object('id', n.id, 'channel', n.channel, 'purpose', n.purpose,
        'granted', n.granted, 'method', n.method, 'basis', n.basis, 'at', n.at) ORDER BY n.at, n.id), '[]')
        FROM consents n WHERE n."customerId" = c.id) AS consents
    FROM customers c WHERE ${Prisma.join(conditions, ' AND ')} ORDER BY c.id LIMIT ${limit}`;
}

/** Whether any of their channels may carry a question now. The agenda asks again when it is to leave. */
function cannotAsk(row: Row, rules: Parameters<typeof judgeConsent>[2]): LeftOut | null {
  const facts = toCustomerFacts(row);
  const channels = (facts.channels ?? ['sms']).filter(
    (channel) => channel !== 'call' && (channel === 'email' ? row.hasEmail : facts.textable !== false),
  );
  if (channels.length === 0) return 'unreachable';
  const consents = toConsents(row.consents);
  const { country, numberCountry } = facts;
  const mayAsk = channels.some(
    (channel) =>
      judgeConsent({ purpose: 'survey', channel, country, numberCountry }, consents, rules).allowed,
  );
  return mayAsk ? null : 'no-consent';
}
