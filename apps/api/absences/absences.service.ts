import { audit } from '@aftercare/db/audit.js';
import { type Db, type Tx, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { newId } from '@aftercare/db/ids.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../common/actor.js';
import { type Page, idBehind, toPage } from '../common/page.js';
import { findStaffId } from '../staff/find-staff.js';
import { CLOCK, DB } from '../tokens.js';
import {
  ABSENCE_INCLUDE,
  type AbsenceQuery,
  type AbsenceView,
  type NewAbsence,
  toAbsence,
} from './absences.schema.js';

/** Who is away, and who stands in. What was owned stays owned: the cover sees it too and is told of it. */
@Injectable()
export class AbsencesService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
  ) {}

  /**
   * @throws `absence.conflict` (409) where it overlaps another one of the same person; `absence.invalid` (400) where
   *   the cover is the absent person or away as well
   */
  create(body: NewAbsence, actor: Actor): Promise<AbsenceView> {
    return inTransaction(this.db, async (tx) => {
      const now = await this.clock.now(tx);
      const staffId = await findStaffId(tx, body.staff, '/staff');
      const coverId = body.cover === undefined ? null : await findStaffId(tx, body.cover, '/cover');
      const span = { from: new Date(body.from), until: new Date(body.until) };
      // Two that overlap cannot be written at the same time.
      await tx.$queryRaw`SELECT id FROM staff WHERE id = ${staffId} FOR UPDATE`;
      if (await isAway(tx, staffId, span))
        throw new DomainError('absence.conflict', 'This person is away then already');
      if (coverId !== null) await assertCanCover(tx, coverId, staffId, span);
      const row = await tx.absence.create({
        data: {
          ...{ id: newId('absence'), staffId, coverId, ...span, reason: body.reason },
          ...{ createdAt: new Date(now), createdBy: actor.id },
        },
        include: ABSENCE_INCLUDE,
      });
      await this.note(tx, actor, 'absence.created', row.id, { staffId, coverId });
      return toAbsence(row);
    });
  }

  async search(query: AbsenceQuery): Promise<Page<AbsenceView>> {
    const behind = idBehind(query);
    const { staff, from, until, limit } = query;
    const rows = await this.db.absence.findMany({
      where: {
        ...(behind !== undefined && { id: { gt: behind } }),
        ...(staff !== undefined && { staff: { OR: [{ id: staff }, { key: staff }] } }),
        ...(from !== undefined && { until: { gt: new Date(from) } }),
        ...(until !== undefined && { from: { lt: new Date(until) } }),
      },
      include: ABSENCE_INCLUDE,
      orderBy: { id: 'asc' },
      take: limit + 1,
    });
    return toPage(rows, limit, toAbsence, (row) => [row.id]);
  }

  /** Somebody is back sooner, or stays after all. One that has not begun is as if it had never been. */
  end(id: string, actor: Actor): Promise<void> {
    return inTransaction(this.db, async (tx) => {
      const now = await this.clock.now(tx);
      const row = await tx.absence.findUnique({ where: { id } });
      if (!row) throw new DomainError('absence.not-found', 'There is no such absence');
      if (row.from.getTime() >= now) await tx.absence.delete({ where: { id } });
      else if (row.until.getTime() > now)
        await tx.absence.update({ where: { id }, data: { until: new Date(now) } });
      await this.note(tx, actor, 'absence.ended', id, { staffId: row.staffId });
    });
  }

  private async note(tx: Tx, actor: Actor, action: string, entityId: string, data: object): Promise<void> {
    const now = await this.clock.now(tx);
    await audit(tx, now, { actor: actor.id, action, entity: 'absence', entityId, data: { ...data } });
  }
}

interface Span {
  from: Date;
  until: Date;
}

async function isAway(tx: Tx, staffId: string, { from, until }: Span): Promise<boolean> {
  return (await tx.absence.count({ where: { staffId, from: { lt: until }, until: { gt: from } } })) > 0;
}

async function assertCanCover(tx: Tx, coverId: string, staffId: string, span: Span): Promise<void> {
  const { active } = await tx.staff.findUniqueOrThrow({ where: { id: coverId } });
  const fault =
    coverId === staffId
      ? 'is the person who is away'
      : !active
        ? 'does not work here any more'
        : (await isAway(tx, coverId, span))
          ? 'is away in that time too'
          : null;
  if (fault === null) return;
  throw new DomainError('absence.invalid', 'This person cannot stand in', {
    errors: [{ path: '/cover', message: fault }],
  });
}
