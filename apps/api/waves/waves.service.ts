import { audit } from '@aftercare/db/audit.js';
import { type Db, type Tx, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { newId } from '@aftercare/db/ids.js';
import type { KeepContext } from '@aftercare/db/keep-plans.js';
import { arrangeRoutine } from '@aftercare/db/routines/routine.js';
import { waveBegin } from '@aftercare/db/routines/wave.js';
import { type Candidate, judgeCandidates } from '@aftercare/db/waves.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { formatDate, weekday } from '@aftercare/workflows/domain/local-date.js';
import { formatInstant, localDay, toLocalDate } from '@aftercare/workflows/domain/time.js';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../common/actor.js';
import { type Page, type PageQuery, decodeCursor, idBehind, toPage } from '../common/page.js';
import { toInstantText } from '../common/schemas.js';
import { refuse } from '../subjects/intake.js';
import { CLOCK, DB, KEEP } from '../tokens.js';
import {
  type MemberQuery,
  type MemberView,
  type NewWave,
  type WaveCounts,
  type WavePreview,
  type WaveView,
  toWave,
} from './waves.schema.js';

const PIECE = 2_000;
const EXAMPLES = 50;

/** Questions about the relationship, put to many customers in waves. */
@Injectable()
export class WavesService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
    @Inject(KEEP) private readonly keep: KeepContext,
  ) {}

  /** Who would be asked, when, and who not and why, as things stand now. Stores nothing. */
  async preview(body: NewWave): Promise<WavePreview> {
    const now = await this.clock.now(this.db);
    await assertMakesSense(this.db, body, await this.today());
    const zone = await this.zone();
    const { name: seed, startsOn, weeks, notWithin, audience } = body;
    const tally = new Tally(zone);
    for (let after = ''; ;) {
      const plan = { seed, startsOn, weeks, notWithin, audience };
      const found = await judgeCandidates(this.keep, this.db, plan, { after, limit: PIECE }, now);
      found.forEach((one) => tally.count(one));
      if (found.length < PIECE) return tally.preview();
      after = found.at(-1)!.customerId;
    }
  }

  /** @throws `wave.invalid` (400), with all that does not fit */
  create(body: NewWave, actor: Actor): Promise<WaveView> {
    return inTransaction(this.db, async (tx) => {
      const now = await this.clock.now(tx);
      await assertMakesSense(tx, body, await this.today());
      const id = newId('surveyWave');
      const { every = null, startsOn, ...rest } = body;
      const row = await tx.surveyWave.create({
        data: {
          id,
          ...rest,
          every,
          startsOn: new Date(startsOn),
          createdAt: new Date(now),
          createdBy: actor.id,
        },
      });
      await arrangeRoutine(tx, `wave:${id}`, waveBegin(startsOn, await this.zone(), now));
      await audit(tx, now, {
        actor: actor.id,
        action: 'wave.created',
        entity: 'wave',
        entityId: id,
        data: { ...body },
      });
      return toWave(row, await countMembers(tx, id));
    });
  }

  /** Newest first. */
  async list(query: PageQuery): Promise<Page<WaveView>> {
    const behind = idBehind(query);
    const rows = await this.db.surveyWave.findMany({
      where: behind === undefined ? {} : { id: { lt: behind } },
      orderBy: { id: 'desc' },
      take: query.limit + 1,
    });
    const counts = new Map<string, WaveCounts>();
    for (const { id } of rows) counts.set(id, await countMembers(this.db, id));
    return toPage(
      rows,
      query.limit,
      (row) => toWave(row, counts.get(row.id)!),
      (row) => [row.id],
    );
  }

  async get(id: string): Promise<WaveView> {
    return toWave(await getWave(this.db, id), await countMembers(this.db, id));
  }

  /** In the order in which they are asked. */
  async members(id: string, query: MemberQuery): Promise<Page<MemberView>> {
    await getWave(this.db, id);
    const [askAt, customerId] =
      query.after === undefined ? [] : decodeCursor(query.after, z.tuple([z.iso.datetime(), z.string()]));
    const rows = await this.db.waveMember.findMany({
      where: {
        waveId: id,
        ...(query.state && { state: query.state }),
        ...(askAt !== undefined && {
          OR: [
            { askAt: { gt: new Date(askAt) } },
            { askAt: new Date(askAt), customerId: { gt: customerId } },
          ],
        }),
      },
      include: {
        customer: { select: { id: true, name: true, tier: true } },
        followUp: { select: { id: true, state: true, score: true, comment: true } },
      },
      orderBy: [{ askAt: 'asc' }, { customerId: 'asc' }],
      take: query.limit + 1,
    });
    return toPage(
      rows,
      query.limit,
      ({ customer, followUp, askAt: at, state, reason }) => ({
        ...{ customer, followUp, askAt: toInstantText(at) },
        state: state as MemberView['state'],
        reason: reason as MemberView['reason'],
      }),
      (row) => [row.askAt.toISOString(), row.customerId],
    );
  }

  /** Nobody else is asked; what was asked stays asked. Stopping twice changes nothing. */
  stop(id: string, actor: Actor): Promise<WaveView> {
    return inTransaction(this.db, async (tx) => {
      const now = await this.clock.now(tx);
      await tx.$queryRaw`SELECT id FROM survey_waves WHERE id = ${id} FOR NO KEY UPDATE`;
      const wave = await getWave(tx, id);
      if (wave.state === 'done')
        throw new DomainError('wave.already-done', 'Everybody was asked', { status: 409 });
      if (wave.state === 'stopped') return toWave(wave, await countMembers(tx, id));
      const row = await tx.surveyWave.update({
        where: { id },
        data: { state: 'stopped', endedAt: new Date(now) },
      });
      await arrangeRoutine(tx, `wave:${id}`, null);
      await audit(tx, now, { actor: actor.id, action: 'wave.stopped', entity: 'wave', entityId: id });
      return toWave(row, await countMembers(tx, id));
    });
  }

  private async zone(): Promise<string> {
    return (await this.db.organisation.findUnique({ where: { id: 1 } }))?.zone ?? 'UTC';
  }

  private async today(): Promise<string> {
    return toLocalDate(await this.clock.now(this.db), await this.zone());
  }
}

/** @throws `wave.invalid` */
async function assertMakesSense(tx: Tx, { template, startsOn }: NewWave, today: string): Promise<void> {
  const found = await tx.template.findFirst({ where: { key: template }, orderBy: { version: 'desc' } });
  const faults = [
    ...(found ? [] : [{ path: '/template', message: 'names no template' }]),
    ...(found && found.purpose !== 'survey'
      ? [{ path: '/template', message: 'is no question to customers' }]
      : []),
    ...(startsOn < today ? [{ path: '/startsOn', message: 'must not lie in the past' }] : []),
  ];
  if (faults.length > 0) throw refuse(faults);
}

async function getWave(tx: Tx, id: string) {
  const row = await tx.surveyWave.findUnique({ where: { id } });
  if (!row) throw new DomainError('wave.not-found', 'There is no such wave');
  return row;
}

async function countMembers(tx: Tx, id: string): Promise<WaveCounts> {
  const rows = await tx.$queryRaw<{ state: string; reason: string | null; n: number; answered: number }[]>`
    SELECT m.state, m.reason, count(*)::int AS n, count(f.score)::int AS answered
    FROM wave_members m LEFT JOIN follow_ups f ON f.id = m."followUpId" WHERE m."waveId" = ${id} GROUP BY 1, 2 ORDER BY 3 DESC`;
  const of = (state: string) => rows.filter((row) => row.state === state);
  const sum = (state: string, what: 'n' | 'answered') =>
    of(state).reduce((total, row) => total + row[what], 0);
  return {
    planned: sum('planned', 'n'),
    asked: sum('asked', 'n'),
    answered: sum('asked', 'answered'),
    leftOut: of('left-out').map(({ reason, n }) => ({
      reason: reason as WaveView['leftOut'][number]['reason'],
      n,
    })),
  };
}

/** Counts candidates as they come by. */
class Tally {
  private asked = 0;
  private readonly reasons = new Map<string, number>();
  private readonly weeks = new Map<string, number>();
  private readonly examples: WavePreview['examples'] = [];

  constructor(private readonly zone: string) {}

  count({ customerId: id, name, tier, askAt, reason }: Candidate): void {
    if (reason !== null) this.reasons.set(reason, (this.reasons.get(reason) ?? 0) + 1);
    else {
      this.asked++;
      const day = localDay(askAt, this.zone);
      const week = formatDate(day - weekday(day));
      this.weeks.set(week, (this.weeks.get(week) ?? 0) + 1);
    }
    if (this.examples.length < EXAMPLES)
      this.examples.push({
        customer: { id, name, tier },
        askAt: reason === null ? formatInstant(askAt) : null,
        reason,
      });
  }

  preview(): WavePreview {
    return {
      asked: this.asked,
      leftOut: [...this.reasons].map(([reason, n]) => ({
        reason: reason as WaveView['leftOut'][number]['reason'],
        n,
      })),
      weeks: [...this.weeks].sort(([a], [b]) => (a < b ? -1 : 1)).map(([start, n]) => ({ start, n })),
      examples: this.examples,
    };
  }
}
