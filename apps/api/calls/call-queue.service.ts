import { coveredBy } from '@aftercare/db/absences.js';
import { judgeCallNow } from '@aftercare/db/calls.js';
import { type Db, Prisma, type Tx, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import type { KeepContext } from '@aftercare/db/keep-plans.js';
import { type TextFacts, type Wording, readWording, writeText } from '@aftercare/db/write-text.js';
import { type CallRank, compareCalls, rankCall } from '@aftercare/workflows/domain/call-queue.js';
import { dayPartOf } from '@aftercare/workflows/domain/day-part.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { type Instant, formatInstant, toLocal } from '@aftercare/workflows/domain/time.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../common/actor.js';
import { toInstantText } from '../common/schemas.js';
import { readFollowUps } from '../follow-ups/board.service.js';
import { findStaffId } from '../staff/find-staff.js';
import { CLOCK, DB, KEEP } from '../tokens.js';
import { SPOKEN, countToday } from './calls-today.js';
import type { CallQueueView, QueueQuery, QueuedCallView } from './calls.schema.js';

/** The most urgent by tier and date are ranked in full; nobody calls more than these before the queue is asked again. */
const RANKED = 300;
/** What worked longer ago says little about today. Milliseconds. */
const REMEMBERED = 730 * 86_400_000;

interface Waiting {
  id: string;
  planId: string;
  customerId: string;
  step: string;
  occurrence: number;
  template: string | null;
  question: string | null;
  weight: number;
  dueAt: Date;
  zone: string;
  reasons: TextFacts['reasons'];
  products: TextFacts['products'];
  staffName: string | null;
  name: string;
  language: string;
  phone: string;
  email: string | null;
  total: number;
}

interface Attempt {
  followUpId: string;
  at: Date;
  data: { outcome: string; comment?: string; callBackAt?: string };
  recordedBy: string;
}

interface Ranked {
  call: Waiting;
  attempts: Attempt[];
  rank: CallRank;
}

/** Which call to make next, and everything one needs for it. */
@Injectable()
export class CallQueueService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
    @Inject(KEEP) private readonly keep: KeepContext,
  ) {}

  /** @throws `staff.unknown` (400) for a member of staff or `me` that names nobody */
  read(query: QueueQuery, actor: Actor): Promise<CallQueueView> {
    return inTransaction(this.db, async (tx) => {
      const now = await this.clock.now(tx);
      const waiting = await readWaiting(tx, await whose(tx, query, actor, now), now);
      const ranked = await rank(tx, waiting, now);
      const items = await this.judge(tx, ranked.slice(0, 2 * query.limit), now);
      return {
        now: formatInstant(now),
        total: waiting[0]?.total ?? 0,
        today: await countToday(tx, query, actor, now),
        items: await toItems(tx, items.slice(0, query.limit), this.keep.senders.sms, now),
      };
    });
  }

  /** Those that may be called now before those that may not; otherwise the order stays. */
  private async judge(tx: Tx, ranked: readonly Ranked[], now: Instant): Promise<Judged[]> {
    const judged: Judged[] = [];
    for (const one of ranked)
      judged.push({ ...one, verdict: await judgeCallNow(this.keep, tx, one.call.id, 'bridge', now) });
    return [
      ...judged.filter(({ verdict }) => verdict.verdict === 'send'),
      ...judged.filter(({ verdict }) => verdict.verdict !== 'send'),
    ];
  }
}

type Judged = Ranked & { verdict: Awaited<ReturnType<typeof judgeCallNow>> };

/** A member of staff has the calls of those for whom they stand in, too. */
async function whose(tx: Tx, { staff, team }: QueueQuery, actor: Actor, now: Instant): Promise<Prisma.Sql> {
  const conditions = [Prisma.sql`f.state = 'due' AND f.kind = 'call'`];
  if (staff === 'me' && actor.staffId === undefined)
    throw new DomainError('staff.unknown', 'An API key is nobody of the staff', {
      errors: [{ path: '/staff', message: 'is "me", but this is an API key' }],
    });
  if (staff !== undefined) {
    const id = staff === 'me' ? actor.staffId! : await findStaffId(tx, staff, '/staff');
    conditions.push(Prisma.sql`f."ownerId" = ANY(${[id, ...(await coveredBy(tx, id, now))]})`);
  }
  if (team !== undefined)
    conditions.push(
      Prisma.sql`f."ownerId" IN (SELECT s.id FROM staff s JOIN teams m ON m.id = s."teamId" WHERE m.key = ${team})`,
    );
  return Prisma.join(conditions, ' AND ');
}

function readWaiting(tx: Tx, condition: Prisma.Sql, now: Instant): Promise<Waiting[]> {
  return tx.$queryRaw<Waiting[]>`
    SELECT f.id, f."planId", f."customerId", f.step, f.occurrence, f.template, f.question, f.weight, f.reasons,
      coalesce(f."nextAt", f."dueAt") AS "dueAt", p.zone, coalesce(s.products, t.products, a.products) AS products,
      o.name AS "staffName", c.name, c.language, c.phone, c.email, count(*) OVER ()::int AS total
    FROM follow_ups f JOIN plans p ON p.id = f."planId" JOIN customers c ON c.id = f."customerId"
    LEFT JOIN staff o ON o.id = f."ownerId"
    LEFT JOIN sales s ON s.id = p."saleId" LEFT JOIN tickets t ON t.id = p."ticketId"
    LEFT JOIN agreements a ON a.id = p."agreementId"
    WHERE ${condition} AND coalesce(f."nextAt", f."dueAt") <= ${new Date(now)}
    ORDER BY f.weight DESC, f."dueAt", f.id LIMIT ${RANKED}`;
}

async function rank(tx: Tx, waiting: readonly Waiting[], now: Instant): Promise<Ranked[]> {
  const attempts = await readAttempts(tx, waiting);
  const reached = await readReached(tx, waiting, now);
  return waiting
    .map((call) => {
      const made = attempts.filter(({ followUpId }) => followUpId === call.id);
      const promised = made.at(-1)?.data.callBackAt;
      const { weight, zone } = call;
      const times = reached.filter(({ customerId }) => customerId === call.customerId);
      const facts = {
        ...{ weight, zone, dueAt: call.dueAt.getTime() },
        promisedAt: promised === undefined ? null : Date.parse(promised),
        reachedIn: times.map(({ at }) => dayPartOf(at.getTime(), zone)),
      };
      return { call, attempts: made, rank: rankCall(facts, now) };
    })
    .sort((a, b) => compareCalls(a.rank, b.rank));
}

function readAttempts(tx: Tx, waiting: readonly Waiting[]): Promise<Attempt[]> {
  return tx.$queryRaw<Attempt[]>`
    SELECT f.id AS "followUpId", e.at, e.data, e."recordedBy" FROM follow_ups f
    JOIN events e ON e."planId" = f."planId" AND e.step = f.step AND e.occurrence = f.occurrence AND e.type = 'call'
      AND e."undoneAt" IS NULL
    WHERE f.id = ANY(${waiting.map(({ id }) => id)}) ORDER BY e.at, e.id`;
}

function readReached(
  tx: Tx,
  waiting: readonly Waiting[],
  now: Instant,
): Promise<{ customerId: string; at: Date }[]> {
  return tx.$queryRaw<{ customerId: string; at: Date }[]>`
    SELECT p."customerId", e.at FROM plans p JOIN events e ON e."planId" = p.id
    WHERE p."customerId" = ANY(${waiting.map(({ customerId }) => customerId)}) AND e.type = 'call'
      AND e."undoneAt" IS NULL AND e.data->>'outcome' IN (${Prisma.join(SPOKEN)})
      AND e.at > ${new Date(now - REMEMBERED)}`;
}

async function toItems(
  tx: Tx,
  judged: readonly Judged[],
  senderNumber: string,
  now: Instant,
): Promise<QueuedCallView[]> {
  const ids = judged.map(({ call }) => call.id);
  const followUps = await readFollowUps(tx, ids, now);
  const keys = judged.flatMap(({ call }) => call.template ?? []);
  const wording = await readWording(tx, [...new Set(keys)]);
  return judged.map(({ call, attempts, rank: { reasons }, verdict }) => ({
    followUp: followUps.get(call.id)!,
    phone: call.phone,
    email: call.email,
    localTime: toLocal(now, call.zone),
    mayCall: {
      verdict: verdict.verdict,
      ...(verdict.verdict === 'wait' && { until: formatInstant(verdict.until) }),
      ...(verdict.verdict !== 'send' && { reason: verdict.reason }),
    },
    script: scriptOf(wording, call, senderNumber),
    attempts: attempts.map(({ at, data, recordedBy }) => ({
      at: toInstantText(at),
      outcome: data.outcome,
      comment: data.comment ?? null,
      callBackAt: data.callBackAt ?? null,
      by: recordedBy,
    })),
    reasons,
  }));
}

/** A script that cannot be written does not keep anybody from calling. */
function scriptOf(wording: Wording, call: Waiting, senderNumber: string): QueuedCallView['script'] {
  if (call.template === null) return null;
  try {
    const { body, language } = writeText(wording, {
      template: call.template,
      senderNumber,
      dueAt: call.dueAt.toISOString(),
      reasons: call.reasons,
      zone: call.zone,
      products: call.products,
      staffName: call.staffName,
      customer: { name: call.name, language: call.language },
    });
    return { text: body, language };
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}
