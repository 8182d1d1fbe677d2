import type { AgreementClock } from './agreement.js';
import { formatDate, parseDate, type LocalDate } from './local-date.js';
import type { AgreementSubject } from './subject.js';
import { addToDay, localDay, parseDuration, type Instant } from './time.js';

/**
 * The last day of the term that a renewal begins now. One that runs is prolonged from its end; one that has lapsed begins
 * again today, and nobody pays for the time in between. Null: as the agreement itself says, for as long as before.
 * @param term length of the new term, in calendar units; default as before
 */
export function renewedEnd(
  { renewFor, term: first }: AgreementSubject,
  { endsOn }: Pick<AgreementClock, 'endsOn'>,
  { zone, now, term }: { zone: string; now: Instant; term?: string },
): LocalDate | null {
  const today = localDay(now, zone);
  const after = parseDate(endsOn) + 1;
  if (after > today && term === undefined) return null;
  const length = parseDuration(term ?? renewFor ?? first ?? 'P1Y');
  return formatDate(addToDay(Math.max(after, today), length) - 1);
}
