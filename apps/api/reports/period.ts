import type { Tx } from '@aftercare/db/client.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import type { Estimate } from '@aftercare/workflows/domain/interval.js';
import {
  addMonths,
  dayNumber,
  formatDate,
  parseDate,
  weekday,
  yearMonthDay,
} from '@aftercare/workflows/domain/local-date.js';
import { type Instant, atLocal, localDay } from '@aftercare/workflows/domain/time.js';
import type { EstimateView, PeriodView, ReportQuery } from './report.schema.js';

/** Stretches that are looked at when nobody says. */
const USUAL_DAYS = { day: 30, week: 26 * 7, month: 365 } as const;
const MOST_STRETCHES = 400;
/** With fewer a figure is a hint, and is marked so. */
const FEW = 30;

/** Local days of the organisation, and the instants between which they lie. */
export interface Period {
  readonly by: ReportQuery['by'];
  readonly group: ReportQuery['group'];
  readonly zone: string;
  readonly now: Instant;
  /** Day numbers, both included. */
  readonly fromDay: number;
  readonly toDay: number;
  /** The instant at which the first day begins, and the one at which the last one is over. */
  readonly from: Date;
  readonly until: Date;
}

/** @throws `report.invalid` (400) for days that end before they begin, or more stretches than anybody reads */
export async function readPeriod(tx: Tx, query: ReportQuery, now: Instant): Promise<Period> {
  const zone = (await tx.organisation.findUnique({ where: { id: 1 } }))?.zone ?? 'UTC';
  const toDay = query.to === undefined ? localDay(now, zone) : parseDate(query.to);
  const fromDay = query.from === undefined ? toDay - USUAL_DAYS[query.by] + 1 : parseDate(query.from);
  if (fromDay > toDay) throw refused('/from', 'must not lie after the last day');
  const { by, group } = query;
  const [from, until] = [new Date(atLocal(fromDay, 0, zone)), new Date(atLocal(toDay + 1, 0, zone))];
  const period = { by, group, zone, now, fromDay, toDay, from, until };
  if (stretchesOf(period).length > MOST_STRETCHES)
    throw refused('/by', `makes more than ${MOST_STRETCHES} stretches: ask for longer ones or fewer days`);
  return period;
}

function refused(path: string, message: string): DomainError {
  return new DomainError('report.invalid', 'There is no such report', { errors: [{ path, message }] });
}

export function toPeriodView({ by, group, zone, fromDay, toDay }: Period): PeriodView {
  return { from: formatDate(fromDay), to: formatDate(toDay), by, group, zone };
}

/** The first day of each stretch, also of those in which nothing happened. Weeks begin on Monday. */
export function stretchesOf({ by, fromDay, toDay }: Pick<Period, 'by' | 'fromDay' | 'toDay'>): string[] {
  const starts: string[] = [];
  for (let day = stretchStart(fromDay, by); day <= toDay; day = nextStretch(day, by))
    starts.push(formatDate(day));
  return starts;
}

/** The first day of the stretch in which a day lies. */
export function startOfStretch(day: number, by: Period['by']): string {
  return formatDate(stretchStart(day, by));
}

function stretchStart(day: number, by: Period['by']): number {
  if (by === 'day') return day;
  if (by === 'week') return day - weekday(day);
  const { year, month } = yearMonthDay(day);
  return dayNumber(year, month, 1);
}

function nextStretch(day: number, by: Period['by']): number {
  return by === 'month' ? addMonths(day, 1)! : day + (by === 'week' ? 7 : 1);
}

/** An estimate with the mark of few cases. */
export function marked(estimate: Estimate | null): EstimateView {
  return estimate && { ...estimate, few: estimate.n < FEW };
}
