import { shareOf } from '@aftercare/workflows/domain/interval.js';
import { localDay } from '@aftercare/workflows/domain/time.js';
import type { Tx } from '@aftercare/db/client.js';
import { type FollowedAgreement, followAgreements } from './agreement-terms.js';
import { type Period, marked, startOfStretch, stretchesOf, toPeriodView } from './period.js';
import type { RenewalsReport } from './renewals.schema.js';
import type { ReportQuery } from './report.schema.js';

type Fate = 'renewed' | 'lapsed' | 'cancelled';
type Fates = Record<Fate, number>;
const LIMITS = [
  ['30-days', 30],
  ['60-days', 60],
  ['90-days', 90],
  ['180-days', 180],
  ['later', Infinity],
] as const;

/** What became of terms that ran out in the period, and which ones run out next. */
export async function renewalsReport(tx: Tx, query: ReportQuery, period: Period): Promise<RenewalsReport> {
  const groups = new Map<string, Fates>();
  const starts = new Map<string, Fates>(stretchesOf(period).map((start) => [start, noFates()]));
  const expiring = LIMITS.map(([within]) => ({ within, n: 0, renewByThemselves: 0, needRenewing: 0 }));
  const today = localDay(period.now, period.zone);
  for await (const agreement of followAgreements(tx, query, period)) {
    for (const { day, fate } of endsOf(agreement, today)) {
      if (day < period.fromDay || day > period.toDay) continue;
      if (!groups.has(agreement.name)) groups.set(agreement.name, noFates());
      groups.get(agreement.name)![fate]++;
      starts.get(startOfStretch(day, period.by))![fate]++;
    }
    if (agreement.ended === null) countExpiring(expiring, agreement, today);
  }
  return {
    period: toPeriodView(period),
    groups: [...groups]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, fates]) => ({ name, ...sumUp(fates) })),
    trend: [...starts].map(([start, fates]) => ({ start, ...sumUp(fates) })),
    expiring,
  };
}

/** The last days of its terms so far, each with what came after it. */
function endsOf(
  { timeline, ended, endedDay }: FollowedAgreement,
  today: number,
): { day: number; fate: Fate }[] {
  const over = timeline.terms.filter(({ isProjected, endsDay }) => !isProjected && endsDay < today);
  const ends = over.map(({ term, endsDay }) => ({
    day: endsDay,
    fate: (term < timeline.clock.term ? 'renewed' : (ended ?? 'renewed')) as Fate,
  }));
  if (ended !== 'cancelled' || endedDay === null) return ends;
  const last = endedDay - 1;
  return [
    ...ends.filter(({ day, fate }) => day < last && fate === 'renewed'),
    { day: last, fate: 'cancelled' },
  ];
}

function countExpiring(
  expiring: RenewalsReport['expiring'],
  { timeline }: FollowedAgreement,
  today: number,
): void {
  const present = timeline.terms.find(({ term }) => term === timeline.clock.term)!;
  const place = LIMITS.findIndex(([, days]) => present.endsDay - today <= days);
  const bucket = expiring[place]!;
  bucket.n++;
  if (timeline.isOpenEnded) bucket.renewByThemselves++;
  else bucket.needRenewing++;
}

function noFates(): Fates {
  return { renewed: 0, lapsed: 0, cancelled: 0 };
}

function sumUp(fates: Fates) {
  const ended = fates.renewed + fates.lapsed + fates.cancelled;
  return { ended, ...fates, share: marked(shareOf(fates.renewed, ended)) };
}
