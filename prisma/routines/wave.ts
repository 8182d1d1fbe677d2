import { parseDate } from '@aftercare/workflows/domain/local-date.js';
import {
  addDuration,
  atLocal,
  formatInstant,
  parseDuration,
  toLocalDate,
  type Instant,
} from '@aftercare/workflows/domain/time.js';
import type { Prisma, Tx } from '../client.js';
import { recordEvent } from '../events.js';
import { newId } from '../ids.js';
import { keepPlans } from '../keep-plans.js';
import { type Audience, findAskedLately, judgeCandidates } from '../waves.js';
import { arrangeRoutine, type RoutineContext } from './routine.js';

type WaveRow = Prisma.SurveyWaveGetPayload<object>;

/** Customers that are chosen, and members that are asked, in one transaction. */
const CHOSEN = 500;
const ASKED = 50;

/**
 * Works on the next piece of a wave: first its members are chosen, then each is asked when it is their turn. A member is
 * asked by an event of one of their plans, which is kept in the same transaction, so nobody is asked twice.
 * @returns when there is something to do again; null: the wave is over
 */
export async function workOnWave(
  context: RoutineContext,
  tx: Tx,
  id: string,
  now: Instant,
): Promise<Instant | null> {
  const [wave] = await tx.$queryRaw<WaveRow[]>`SELECT * FROM survey_waves WHERE id = ${id} FOR NO KEY UPDATE`;
  if (wave?.state !== 'running') return null;
  if (wave.chosenAt === null) {
    await choose(context, tx, wave, now);
    return now;
  }
  if (await ask(context, tx, wave, now)) return now;
  const { _min } = await tx.waveMember.aggregate({
    where: { waveId: id, state: 'planned' },
    _min: { askAt: true },
  });
  if (_min.askAt !== null) return _min.askAt.getTime();
  await tx.surveyWave.update({ where: { id }, data: { state: 'done', endedAt: new Date(now) } });
  await repeat(tx, wave, now);
  return null;
}

async function choose({ keep }: RoutineContext, tx: Tx, wave: WaveRow, now: Instant): Promise<void> {
  const { id: waveId, cursor, weeks, notWithin } = wave;
  const plan = {
    seed: wave.name,
    startsOn: dateText(wave.startsOn),
    weeks,
    notWithin,
    audience: wave.audience as Audience,
  };
  const found = await judgeCandidates(keep, tx, plan, { after: cursor ?? '', limit: CHOSEN }, now);
  await tx.waveMember.createMany({
    data: found.map(({ customerId, askAt, reason }) => ({
      ...{ waveId, customerId, askAt: new Date(askAt), reason },
      state: reason === null ? 'planned' : 'left-out',
    })),
    skipDuplicates: true,
  });
  const isLast = found.length < CHOSEN;
  await tx.surveyWave.update({
    where: { id: waveId },
    data: { cursor: found.at(-1)?.customerId ?? cursor, ...(isLast && { chosenAt: new Date(now) }) },
  });
}

interface DueMember {
  customerId: string;
  hasLeft: boolean;
  planId: string | null;
}

/** @returns whether somebody was asked or left out, so that there may be more */
async function ask({ keep }: RoutineContext, tx: Tx, wave: WaveRow, now: Instant): Promise<boolean> {
  const due = await tx.$queryRaw<DueMember[]>`
    SELECT m."customerId", c."leftAt" IS NOT NULL AS "hasLeft",
      (SELECT id FROM plans p WHERE p."customerId" = c.id ORDER BY p.state, p."startedAt" DESC LIMIT 1) AS "planId"
    FROM wave_members m JOIN customers c ON c.id = m."customerId"
    WHERE m."waveId" = ${wave.id} AND m.state = 'planned' AND m."askAt" <= ${new Date(now)}
    ORDER BY m."askAt", m."customerId" LIMIT ${ASKED}`;
  if (due.length === 0) return false;
  const lately = await findAskedLately(tx, due.map(({ customerId }) => customerId), wave.notWithin, now); // prettier-ignore
  const reasons = new Map<string, string>();
  for (const { customerId, hasLeft, planId } of due) {
    const reason = hasLeft ? 'left' : planId === null ? 'no-plan' : lately.get(customerId);
    if (reason !== undefined) reasons.set(customerId, reason);
  }
  for (const [customerId, reason] of reasons)
    await tx.waveMember.update({
      where: { waveId_customerId: { waveId: wave.id, customerId } },
      data: { state: 'left-out', reason },
    });
  const asked = due.filter(({ customerId }) => !reasons.has(customerId));
  await addQuestions(keep, tx, wave, asked, now);
  return true;
}

async function addQuestions(
  keep: RoutineContext['keep'],
  tx: Tx,
  { id: wave, template, question }: WaveRow,
  asked: readonly DueMember[],
  now: Instant,
): Promise<void> {
  const planIds = asked.map(({ planId }) => planId!);
  await tx.$queryRaw`SELECT id FROM plans WHERE id = ANY(${planIds}) ORDER BY id FOR NO KEY UPDATE`;
  for (const planId of planIds) {
    const data = { question, template, wave, dueAt: formatInstant(now) };
    const event = { type: 'question.added', at: now, data, externalId: `wave:${wave}` };
    await recordEvent(tx, { planId }, event, now, 'wave');
  }
  await keepPlans(keep, tx, planIds, now, 'wave');
  for (const { customerId, planId } of asked) {
    const followUp = await tx.followUp.findFirstOrThrow({
      where: { planId: planId!, step: { startsWith: 'asked:' } },
      orderBy: { id: 'desc' },
      select: { id: true },
    });
    await tx.waveMember.update({
      where: { waveId_customerId: { waveId: wave, customerId } },
      data: { state: 'asked', followUpId: followUp.id },
    });
  }
}

/** The next wave of a row of them, for the same people at the same places. */
async function repeat(tx: Tx, wave: WaveRow, now: Instant): Promise<void> {
  if (wave.every === null) return;
  const zone = (await tx.organisation.findUnique({ where: { id: 1 } }))?.zone ?? 'UTC';
  const began = wave.startsOn.getTime();
  const startsOn = toLocalDate(addDuration(began, parseDuration(wave.every), 'UTC'), 'UTC');
  const { name, template, question, weeks, notWithin, every, audience } = wave;
  const id = newId('surveyWave');
  await tx.surveyWave.create({
    data: {
      ...{ id, name, template, question, weeks, notWithin, every, audience: audience as object },
      ...{ startsOn: new Date(startsOn), previousId: wave.id, createdAt: new Date(now), createdBy: 'wave' },
    },
  });
  await arrangeRoutine(tx, `wave:${id}`, waveBegin(startsOn, zone, now));
}

/** When the members of a wave are chosen: on the morning of its first day, when it is known who was asked of late. */
export function waveBegin(startsOn: string, zone: string, now: Instant): Instant {
  return Math.max(now, atLocal(parseDate(startsOn), 0, zone));
}

function dateText(date: Date): string {
  return date.toISOString().slice(0, 10);
}
