import { type Db, Prisma } from '@aftercare/db/client.js';
import { TIER_WEIGHT } from '@aftercare/db/keep/follow-up-rows.js';
import type { Calendar } from '@aftercare/workflows/domain/calendar.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../common/page.js';
import { urgencyOf } from './board-item.js';
import { BOARD_TABLES } from './board.query.js';

/** The tiers, and those of whom no tier is known. */
const WEIGHTS = [...Object.values(TIER_WEIGHT), 0];
/** The place of the list of what is not overdue. */
const LATER = WEIGHTS.length;
const NOTHING = '';

/** How far each list has been shown: of the overdue of each weight, and of what is not overdue. */
const placesSchema = z.array(z.string()).length(2 * (LATER + 1));

interface Candidate {
  id: string;
  weight: number;
  dueAt: Date;
  step: string;
  policyVersionId: string;
}

/** One of the lists that are merged, with what is left of it. */
interface List {
  n: number;
  rows: { row: Candidate; urgency: number }[];
}

interface Head {
  dueAt: string;
  id: string;
}

export type CalendarOf = (row: { policyVersionId: string; step: string }) => Promise<Calendar | null>;

/**
 * Ids in the order of urgency: what is overdue first, by opening time overdue × weight of the tier, then what comes
 * next by date. Opening time cannot be kept in an index, since it grows while nobody writes. But among customers of one
 * weight the earlier is the more urgent, so the heads of a few indexed lists, one for each weight, are merged.
 */
export async function readByUrgency(
  db: Db,
  conditions: readonly Prisma.Sql[],
  { limit, after }: { limit: number; after?: string },
  calendarOf: CalendarOf,
  now: Instant,
): Promise<{ ids: string[]; next: string | null }> {
  const places = readPlaces(after);
  const overdue = Prisma.sql`f.state = 'due' AND f."dueAt" < ${new Date(now)}`;
  const parts = [
    ...WEIGHTS.map((weight) => Prisma.sql`${overdue} AND f.weight = ${weight}`),
    Prisma.sql`NOT (${overdue})`,
  ];
  const lists = await Promise.all(
    parts.map(async (part, n): Promise<List> => {
      const rows = await read(db, [...conditions, part], places[n], limit + 1);
      const weigh = async (row: Candidate) => (n === LATER ? 0 : urgencyOf(row, await calendarOf(row), now));
      return { n, rows: await Promise.all(rows.map(async (row) => ({ row, urgency: await weigh(row) }))) };
    }),
  );
  const ids: string[] = [];
  for (let list = mostUrgent(lists); list && ids.length < limit; list = mostUrgent(lists)) {
    const { row } = list.rows.shift()!;
    ids.push(row.id);
    places[list.n] = { dueAt: row.dueAt.toISOString(), id: row.id };
  }
  return { ids, next: mostUrgent(lists) ? writePlaces(places) : null };
}

/** The list whose first row is the most urgent of all; the last one only when the others are at their end. */
function mostUrgent(lists: readonly List[]): List | undefined {
  const left = lists.filter(({ rows }) => rows.length > 0);
  const overdue = left.filter(({ n }) => n !== LATER);
  return overdue.length === 0
    ? left[0]
    : overdue.reduce((best, one) => (one.rows[0]!.urgency > best.rows[0]!.urgency ? one : best));
}

function read(
  db: Db,
  conditions: readonly Prisma.Sql[],
  behind: Head | null | undefined,
  limit: number,
): Promise<Candidate[]> {
  const place = behind ? [Prisma.sql`(f."dueAt", f.id) > (${new Date(behind.dueAt)}, ${behind.id})`] : [];
  return db.$queryRaw<Candidate[]>`
    SELECT f.id, f.weight, f."dueAt", f.step, p."policyVersionId" FROM ${BOARD_TABLES}
    WHERE ${Prisma.join([...conditions, ...place], ' AND ')} ORDER BY f."dueAt", f.id LIMIT ${limit}`;
}

function readPlaces(after: string | undefined): (Head | null)[] {
  const empty = Array.from({ length: LATER + 1 }, () => null);
  if (after === undefined) return empty;
  const texts = decodeCursor(after, placesSchema);
  return empty.map((_, n) => {
    const [dueAt, id] = texts.slice(2 * n, 2 * n + 2);
    return dueAt === NOTHING || Number.isNaN(Date.parse(dueAt!)) ? null : { dueAt: dueAt!, id: id! };
  });
}

function writePlaces(places: readonly (Head | null)[]): string {
  return encodeCursor(places.flatMap((place) => (place ? [place.dueAt, place.id] : [NOTHING, NOTHING])));
}
