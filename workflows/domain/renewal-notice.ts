import type { CustomerFacts } from './facts.js';
import { formatDate, parseDate } from './local-date.js';
import { placeIs } from './place.js';
import type { Reason } from './reason.js';
import type { AgreementSubject } from './subject.js';
import { addToDay, parseDuration, times } from './time.js';
import { because } from './wording.js';

/** A duty to tell a customer, before an agreement renews by itself, that it will. */
export interface NoticeRule {
  readonly code: string;
  /** Country codes, or a country and region such as `US-CA`. */
  readonly places: readonly string[];
  /** It protects consumers only; otherwise companies too. */
  readonly consumersOnly: boolean;
  /** Only where the first term is at least so long. */
  readonly fromTerm?: string;
  /** What the window is counted back from: the last day to refuse the renewal, or the last day of the term. */
  readonly before: 'refusal' | 'end';
  /** Not earlier than so long before; absent: as early as one likes. */
  readonly earliest?: string;
  /** At the latest so long before. */
  readonly latest: string;
  readonly source: string;
}

/**
 * Laws that prescribe when a renewal has to be announced. Data, not advice: whoever does business in a place has them
 * checked there. Where no law is named, only the agreement's own `renewalNotice` counts.
 */
export const NOTICE_RULES: readonly NoticeRule[] = [
  {
    code: 'fr.l215-1',
    places: ['FR'],
    consumersOnly: true,
    before: 'refusal',
    earliest: 'P3M',
    latest: 'P1M',
    source: 'Code de la consommation, art. L215-1',
  },
  {
    code: 'it.65-bis',
    places: ['IT'],
    consumersOnly: true,
    before: 'end',
    latest: 'P30D',
    source: 'Codice del consumo, art. 65-bis',
  },
  {
    code: 'us-ca.17602',
    places: ['US-CA'],
    consumersOnly: true,
    fromTerm: 'P1Y',
    before: 'end',
    earliest: 'P45D',
    latest: 'P15D',
    source: 'California Business and Professions Code § 17602',
  },
  {
    code: 'us-ny.527-a',
    places: ['US-NY'],
    consumersOnly: true,
    fromTerm: 'P1Y',
    before: 'refusal',
    earliest: 'P45D',
    latest: 'P15D',
    source: 'New York General Business Law § 527-a',
  },
  {
    code: 'us-il.601',
    places: ['US-IL'],
    consumersOnly: true,
    fromTerm: 'P1Y',
    before: 'refusal',
    earliest: 'P60D',
    latest: 'P30D',
    source: 'Illinois Compiled Statutes, 815 ILCS 601/10',
  },
  {
    code: 'cn.online-trade-18',
    places: ['CN'],
    consumersOnly: true,
    before: 'end',
    latest: 'P5D',
    source: '网络交易监督管理办法, art. 18',
  },
];

/** Code of the agreement's own promise to announce its renewal. */
export const BY_CONTRACT = 'contract';

/** When the renewal of one term has to be announced. Day numbers. */
export interface NoticeWindow {
  /** Codes of the rules that ask for it, `contract` among them; never empty. */
  readonly rules: readonly string[];
  /** Null: as early as one likes. */
  readonly firstDay: number | null;
  /** The last day on which the announcement may leave. */
  readonly lastDay: number;
  /** The last day on which the customer may refuse the renewal. */
  readonly refuseUntilDay: number;
  readonly endsDay: number;
}

/** The part of a term that matters here. */
interface Ending {
  readonly endsDay: number;
  readonly noticeDay: number | null;
}

/**
 * When the renewal of a term has to be announced, by law of the customer's place or by the agreement itself. What asks
 * for it earliest counts; where windows exclude each other the latest beginning gives way. Null: nobody asks for it.
 */
export function noticeWindow(
  agreement: AgreementSubject,
  customer: CustomerFacts,
  { endsDay, noticeDay }: Ending,
): NoticeWindow | null {
  if (!agreement.autoRenew) return null;
  const refuseUntilDay = noticeDay ?? endsDay;
  const back = (from: number, by: string): number => addToDay(from, times(parseDuration(by), -1));
  const wanted = NOTICE_RULES.filter((rule) => applies(rule, agreement, customer)).map((rule) => {
    const from = rule.before === 'end' ? endsDay : refuseUntilDay;
    const firstDay = rule.earliest === undefined ? null : back(from, rule.earliest);
    return { code: rule.code, firstDay, lastDay: back(from, rule.latest) };
  });
  if (agreement.renewalNotice !== undefined)
    wanted.push({
      ...{ code: BY_CONTRACT, firstDay: null },
      lastDay: back(refuseUntilDay, agreement.renewalNotice),
    });
  if (wanted.length === 0) return null;
  const lastDay = Math.min(...wanted.map((one) => one.lastDay));
  const firstDays = wanted.flatMap((one) => one.firstDay ?? []).filter((day) => day <= lastDay);
  return {
    rules: wanted.map(({ code }) => code),
    firstDay: firstDays.length === 0 ? null : Math.max(...firstDays),
    lastDay,
    refuseUntilDay,
    endsDay,
  };
}

function applies(
  { places, consumersOnly, fromTerm }: NoticeRule,
  agreement: AgreementSubject,
  customer: CustomerFacts,
): boolean {
  if (!placeIs(places, customer)) return false;
  if (consumersOnly && customer.type !== undefined && customer.type !== 'retail') return false;
  return fromTerm === undefined || isAtLeast(agreement, fromTerm);
}

function isAtLeast({ startsOn, endsOn, term }: AgreementSubject, least: string): boolean {
  const starts = parseDate(startsOn);
  const ends = endsOn === undefined ? addToDay(starts, parseDuration(term ?? 'P1Y')) : parseDate(endsOn) + 1;
  return ends >= addToDay(starts, parseDuration(least));
}

/** What asks for an announcement, for whoever reads or writes it. */
export function noticeReason({ rules, lastDay, refuseUntilDay, endsDay }: NoticeWindow): Reason {
  return because('notice.required', {
    rules: rules.join(', '),
    sendBy: formatDate(lastDay),
    refuseUntil: formatDate(refuseUntilDay),
    endsOn: formatDate(endsDay),
  });
}
