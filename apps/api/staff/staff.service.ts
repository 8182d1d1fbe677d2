import { audit } from '@aftercare/db/audit.js';
import { type Db, type Prisma, type Tx, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { newId } from '@aftercare/db/ids.js';
import { reconsiderRoutine } from '@aftercare/db/routines/routine.js';
import { saveSignIn } from '@aftercare/db/sign-ins.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../common/actor.js';
import { type Page, idBehind, toPage } from '../common/page.js';
import { CLOCK, DB } from '../tokens.js';
import {
  type DigestChoice,
  type NewStaff,
  type StaffChanges,
  type StaffQuery,
  type StaffRow,
  type StaffView,
  staffInclude,
  toStaff,
} from './staff.schema.js';

@Injectable()
export class StaffService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
  ) {}

  async search(query: StaffQuery): Promise<Page<StaffView>> {
    const { q, team, active, limit } = query;
    const behind = idBehind(query);
    const now = new Date(await this.clock.now(this.db));
    const rows = await this.db.staff.findMany({
      where: {
        ...(behind !== undefined && { id: { gt: behind } }),
        ...(team !== undefined && { team: { key: team } }),
        ...(active !== undefined && { active: active === 'true' }),
        ...(q !== undefined && { name: { contains: q, mode: 'insensitive' } }),
      },
      include: staffInclude(now),
      orderBy: { id: 'asc' },
      take: limit + 1,
    });
    return toPage(rows, limit, toStaff, (row) => [row.id]);
  }

  async get(id: string): Promise<StaffView> {
    return toStaff(await getStaff(this.db, id, await this.clock.now(this.db)));
  }

  create({ password, team, ...facts }: NewStaff, actor: Actor): Promise<StaffView> {
    assertMayGive(actor, facts.role);
    return inTransaction(this.db, async (tx) => {
      await assertFree(tx, facts);
      await assertCalendar(tx, facts.calendar);
      const teamId = await findTeamId(tx, team);
      const data = { id: newId('staff'), teamId, ...facts };
      const include = staffInclude(new Date(await this.clock.now(tx)));
      const row = await tx.staff.create({ data, include });
      if (password !== undefined) await saveSignIn(tx, { ...toPerson(row), password });
      await this.note(tx, actor, 'staff.created', row.id, Object.keys(facts));
      await reconsiderRoutine(tx, 'digest', await this.clock.now(tx));
      return toStaff(row);
    });
  }

  update(id: string, { password, team, ...facts }: StaffChanges, actor: Actor): Promise<StaffView> {
    return inTransaction(this.db, async (tx) => {
      const now = await this.clock.now(tx);
      const before = await getStaff(tx, id, now);
      // Neither a new role nor a new password may lead to more than the caller's own role.
      assertMayGive(actor, before.role);
      if (facts.role !== undefined) assertMayGive(actor, facts.role);
      await assertFree(tx, facts, id);
      await assertCalendar(tx, facts.calendar ?? null);
      const data: Prisma.StaffUncheckedUpdateInput = facts;
      if (team !== undefined) data.teamId = await findTeamId(tx, team);
      const row = await tx.staff.update({ where: { id }, data, include: staffInclude(new Date(now)) });
      await keepSignIn(tx, before, row, password);
      await this.note(tx, actor, 'staff.changed', id, Object.keys(data));
      await reconsiderRoutine(tx, 'digest', now);
      return toStaff(row);
    });
  }

  /** @throws `staff.not-found` for a caller who is no member of staff, such as an API key */
  async chooseDigest({ wanted }: DigestChoice, actor: Actor): Promise<StaffView> {
    const id = actor.staffId ?? '';
    return inTransaction(this.db, async (tx) => {
      const now = await this.clock.now(tx);
      const before = await getStaff(tx, id, now);
      if (before.digest === wanted) return toStaff(before);
      await tx.staff.update({ where: { id }, data: { digest: wanted } });
      await this.note(tx, actor, 'staff.changed', id, ['digest']);
      await reconsiderRoutine(tx, 'digest', now);
      return toStaff(await getStaff(tx, id, now));
    });
  }

  private async note(
    tx: Tx,
    actor: Actor,
    action: string,
    entityId: string,
    fields: string[],
  ): Promise<void> {
    const now = await this.clock.now(tx);
    await audit(tx, now, { actor: actor.id, action, entity: 'staff', entityId, data: { fields } });
  }
}

/** @throws `staff.not-found` */
async function getStaff(tx: Tx, id: string, now: Instant): Promise<StaffRow> {
  const row = await tx.staff.findUnique({ where: { id }, include: staffInclude(new Date(now)) });
  if (row) return row;
  throw new DomainError('staff.not-found', 'There is no such staff member');
}

/** Only an admin makes and changes admins. */
function assertMayGive(actor: Actor, role: string): void {
  if (role !== 'admin' || actor.role === 'admin') return;
  throw new DomainError('role.forbidden', 'Only an admin may do this to an admin');
}

async function assertFree(tx: Tx, facts: { key?: string; email?: string }, self?: string): Promise<void> {
  const taken = async (field: 'key' | 'email') =>
    facts[field] !== undefined &&
    (await tx.staff.count({
      where: { [field]: facts[field], ...(self !== undefined && { id: { not: self } }) },
    })) > 0;
  const errors = [];
  for (const field of ['key', 'email'] as const)
    if (await taken(field)) errors.push({ path: `/${field}`, message: 'is taken by another staff member' });
  if (errors.length > 0) throw new DomainError('staff.conflict', 'Another staff member has this', { errors });
}

async function assertCalendar(tx: Tx, key: string | null): Promise<void> {
  if (key === null || (await tx.calendar.count({ where: { key } })) > 0) return;
  throw new DomainError('calendar.unknown', 'There is no such calendar', {
    errors: [{ path: '/calendar', message: 'names no calendar' }],
  });
}

async function findTeamId(tx: Tx, key: string | null): Promise<string | null> {
  if (key === null) return null;
  const team = await tx.team.findUnique({ where: { key } });
  if (team) return team.id;
  throw new DomainError('team.unknown', 'There is no such team', {
    errors: [{ path: '/team', message: 'names no team' }],
  });
}

/** A sign-in follows its staff member: address, name, role; it ends with the work here. */
async function keepSignIn(
  tx: Tx,
  before: StaffRow,
  row: StaffRow,
  password: string | undefined,
): Promise<void> {
  const { email, name, role } = toPerson(row);
  await tx.authUser.updateMany({ where: { email: before.email }, data: { email, name, role } });
  if (password !== undefined) await saveSignIn(tx, { email, name, role, password });
  const ends = password !== undefined || !row.active;
  if (ends) await tx.authSession.deleteMany({ where: { user: { email } } });
}

function toPerson({ email, name, role }: StaffRow) {
  return { email, name, role: role as StaffView['role'] };
}
