import { areaOf, type Crew, type TakenTime } from '@aftercare/workflows/domain/visit-slots.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import type { Tx } from '../client.js';
import type { Documents } from '../documents.js';

/** A stretch of time that a team is looked at over. */
export interface Span {
  from: Instant;
  to: Instant;
}

/** Which team goes there: the one its policy names, the one of whoever has the work, else the one that goes out. */
export async function findTeam(
  tx: Tx,
  { team, ownerId }: { team?: string; ownerId: string | null },
): Promise<string | null> {
  const goesOut = {
    OR: [{ calendar: { not: null } }, { visitsPerDay: { not: null } }, { minutesPerDay: { not: null } }],
  };
  const named = team === undefined ? null : await tx.team.findUnique({ where: { key: team } });
  if (named) return named.id;
  const owners =
    ownerId === null
      ? null
      : await tx.team.findFirst({ where: { members: { some: { id: ownerId } }, ...goesOut } });
  const any = owners ?? (await tx.team.findFirst({ where: goesOut, orderBy: { key: 'asc' } }));
  return any?.id ?? null;
}

/** Whoever gives away a team's time holds this until the end of their transaction. Taken after the locks of plans. */
export async function lockTeam(tx: Tx, teamId: string | null): Promise<void> {
  if (teamId !== null) await tx.$queryRaw`SELECT id FROM teams WHERE id = ${teamId} FOR UPDATE`;
}

/**
 * A team with its people, hours, capacity and what it has on in a stretch of time.
 * @param teamId null: nobody goes out here, so nothing limits it
 * @param without a visit that does not count: the one that is moved
 */
export async function readCrew(
  tx: Tx,
  documents: Documents,
  teamId: string | null,
  { from, to }: Span,
  without?: string,
): Promise<Crew> {
  const organisation = await tx.organisation.findUniqueOrThrow({ where: { id: 1 } });
  const { calendars } = await documents.current(tx);
  if (teamId === null) {
    return {
      ...{ calendar: null, zone: organisation.zone, visitsPerDay: null, minutesPerDay: null },
      ...{ members: [], taken: [] },
    };
  }
  const team = await tx.team.findUniqueOrThrow({ where: { id: teamId } });
  const calendar = team.calendar === null ? null : (calendars.get(team.calendar) ?? null);
  const staff = await tx.staff.findMany({
    where: { teamId, active: true },
    include: { absences: { where: { from: { lt: new Date(to) }, until: { gt: new Date(from) } } } },
    orderBy: { id: 'asc' },
  });
  const visits = await tx.visit.findMany({
    where: {
      OR: [{ teamId }, { staffId: { in: staff.map(({ id }) => id) } }],
      state: { in: ['booked', 'done'] },
      startsAt: { lt: new Date(to + DAY) },
      endsAt: { gt: new Date(from - DAY) },
      ...(without !== undefined && { id: { not: without } }),
    },
    include: { site: true },
  });
  return {
    calendar,
    zone: calendar?.zone ?? organisation.zone,
    visitsPerDay: team.visitsPerDay,
    minutesPerDay: team.minutesPerDay,
    members: staff.map((one) => ({
      ...{ id: one.id, languages: one.languages, skills: one.skills },
      calendar: one.calendar === null ? null : (calendars.get(one.calendar) ?? null),
      absences: one.absences.map((away) => ({ from: away.from.getTime(), until: away.until.getTime() })),
    })),
    taken: visits.map((visit): TakenTime => ({
      ...{ startsAt: visit.startsAt.getTime(), endsAt: visit.endsAt.getTime() },
      ...{ staffId: visit.staffId, siteId: visit.siteId, area: areaOf(visit.site) },
    })),
  };
}

const DAY = 86_400_000;
