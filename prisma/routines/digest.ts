import { digestDay, nextDigest, type WorkPlace } from '@aftercare/workflows/domain/digest.js';
import { formatDate } from '@aftercare/workflows/domain/local-date.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import type { Tx } from '../client.js';
import { tellStaff } from '../staff-notes.js';
import { readDigestFigures } from './digest-figures.js';
import { digestLanguage, writeDigest } from './digest-words.js';
import type { RoutineContext } from './routine.js';

interface Manager {
  id: string;
  name: string;
  languages: string[];
  calendar: string | null;
}

/**
 * Stages the digest of each manager whose morning it is: by e-mail, on their working days, not while they are away, and
 * once a person and day, which the table of digests makes sure of.
 * @returns the next morning of any of them; null: nobody wants one
 */
export async function sendDigests(context: RoutineContext, tx: Tx, now: Instant): Promise<Instant | null> {
  const organisation = await tx.organisation.findUnique({ where: { id: 1 } });
  if (!organisation || !context.keep.senders.email) return null;
  const { calendars } = await context.keep.documents.current(tx);
  const mornings: Instant[] = [];
  for (const manager of await readManagers(tx)) {
    const calendar = (manager.calendar && calendars.get(manager.calendar)) || null;
    const place: WorkPlace = { calendar, zone: calendar?.zone ?? organisation.zone };
    const day = digestDay(now, place);
    if (day !== null && (await isHere(tx, manager.id, now)))
      await sendDigest(context, tx, manager, { day, zone: place.zone, language: organisation.language }, now);
    mornings.push(nextDigest(now, place) ?? Infinity);
  }
  const next = Math.min(...mornings);
  return next === Infinity ? null : next;
}

function readManagers(tx: Tx): Promise<Manager[]> {
  return tx.staff.findMany({
    where: { active: true, role: 'manager', digest: true },
    select: { id: true, name: true, languages: true, calendar: true },
    orderBy: { id: 'asc' },
  });
}

async function isHere(tx: Tx, staffId: string, now: Instant): Promise<boolean> {
  const at = new Date(now);
  return (await tx.absence.count({ where: { staffId, from: { lte: at }, until: { gt: at } } })) === 0;
}

interface Morning {
  /** Day number. */
  day: number;
  zone: string;
  /** The organisation's. */
  language: string;
}

async function sendDigest(
  { keep, consoleUrl }: RoutineContext,
  tx: Tx,
  { id: staffId, name, languages }: Manager,
  { day, zone, language: ours }: Morning,
  now: Instant,
): Promise<void> {
  const before = await tx.digest.findFirst({ where: { staffId }, orderBy: { on: 'desc' } });
  const figures = await readDigestFigures(tx, { staffId, zone, day, since: before?.at ?? null }, now);
  const row = { staffId, on: new Date(formatDate(day)), at: new Date(now), figures: figures as object };
  const { count } = await tx.digest.createMany({ data: [row], skipDuplicates: true });
  if (count === 0) return;
  const language = digestLanguage(languages, ours);
  const { subject, body } = writeDigest({ name, figures, zone, consoleUrl }, language);
  await tellStaff(tx, keep.senders, { staffId, part: 'digest', subject, body, language, byMail: true }, now);
}
