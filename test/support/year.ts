import type { Db } from '@aftercare/db/client.js';
import type { SimText } from './client.js';

/**
 * What a year left behind, looked at with none of the product's own rules: dates and hours come from the runtime,
 * consent from the ledger's rows and the table below. Each check answers a list of faults; empty means none.
 */
export interface Year {
  from: number;
  to: number;
  texts: Text[];
  consents: Awaited<ReturnType<typeof readConsents>>;
  followUps: Awaited<ReturnType<typeof readFollowUps>>;
  agreements: Awaited<ReturnType<typeof readAgreements>>;
}

/** A text that Twilio took in that time, with what our ledger says of it. */
interface Text {
  sid: string;
  to: string;
  body: string;
  at: number;
  messageId: string;
  followUpId: string | null;
  part: string;
  turn: number;
  state: string;
  purpose: string;
  sendAt: number;
  customer: { id: string; country: string; zone: string } | null;
}

const MINUTE = 60_000;
const DAY = 86_400_000;

export async function readYear(db: Db, log: readonly SimText[], from: number): Promise<Year> {
  const clock = await db.clock.findUniqueOrThrow({ where: { id: 1 } });
  const rows = await db.message.findMany({
    where: { sid: { in: log.map(({ sid }) => sid) } },
    include: { customer: { select: { id: true, country: true, zone: true } } },
  });
  const bySid = new Map(rows.map((row) => [row.sid!, row]));
  const texts = log.map(({ sid, to, body }): Text => {
    const row = bySid.get(sid);
    // A text that Twilio took and our ledger does not know would be the worst of all.
    if (!row) throw new Error(`no message has the sid ${sid} of "${body}"`);
    const { id: messageId, followUpId, part, turn, state, purpose } = row;
    const customer = row.customer && { ...row.customer, zone: row.customer.zone! };
    const times = { at: row.acceptedAt!.getTime(), sendAt: row.sendAt.getTime() };
    return { ...{ sid, to, body, messageId, followUpId, part, turn, state, purpose, customer }, ...times };
  });
  const to = clock.anchorVirtual.getTime();
  return {
    ...{ from, to, texts, consents: await readConsents(db) },
    followUps: await readFollowUps(db, from, to),
    agreements: await readAgreements(db),
  };
}

const readConsents = (db: Db) => db.consent.findMany({ orderBy: { at: 'asc' } });

const readFollowUps = (db: Db, from: number, to: number) =>
  db.followUp.findMany({
    where: { dueAt: { gt: new Date(from), lt: new Date(to) } },
    include: {
      messages: { where: { part: 'message' } },
      plan: { select: { agreementId: true, zone: true } },
    },
  });

const readAgreements = (db: Db) =>
  db.agreement.findMany({
    include: { plans: { select: { id: true, family: true, zone: true } }, events: true },
  });

// --- once ---

const OVER = ['failed', 'undelivered'];

export function sentTwice({ texts }: Year): string[] {
  const faults: string[] = [];
  const toCustomers = texts.filter(({ customer }) => customer !== null).sort((a, b) => a.at - b.at);
  const said = new Map<string, number>();
  const parts = new Map<string, Text>();
  for (const text of toCustomers) {
    const words = `${text.to} ${text.body}`;
    const before = said.get(words);
    if (before !== undefined && text.at - before < 3 * DAY) faults.push(`the same words again: ${words}`);
    said.set(words, text.at);
    if (text.followUpId === null) continue;
    // Each round of a proposal offers other times, so it asks anew.
    const round = text.part.startsWith('proposal') ? text.turn : '';
    const part = `${text.followUpId} ${text.part} ${round}`;
    const earlier = parts.get(part);
    if (earlier && !OVER.includes(earlier.state)) faults.push(`again after one that arrived: ${part}`);
    parts.set(part, text);
  }
  if (new Set(texts.map(({ sid }) => sid)).size !== texts.length) faults.push('a sid was given twice');
  return faults;
}

// --- consent ---

/** What the sample company's contact rules ask for, by hand. */
const NEEDS_A_GRANT = (purpose: string, country: string) =>
  purpose === 'marketing' || (purpose === 'survey' && country === 'LT');

export function withoutConsent({ texts, consents }: Year): string[] {
  return texts.flatMap(({ customer, purpose, at, to, body }) => {
    if (!customer) return [];
    const rows = consents.filter(
      (row) =>
        row.customerId === customer.id &&
        row.channel === 'sms' &&
        (row.purpose === purpose || row.purpose === 'all') &&
        (row.recordedAt ?? row.at).getTime() <= at,
    );
    const last = rows.at(-1);
    // The one text that confirms an opt-out follows it.
    const isConfirmation = purpose === 'confirmation';
    if (last && !last.granted && !isConfirmation) return [`${to} had said no: ${body}`];
    if (NEEDS_A_GRANT(purpose, customer.country) && !rows.some(({ granted }) => granted))
      return [`${to} in ${customer.country} was never asked about ${purpose}: ${body}`];
    return [];
  });
}

// --- hours ---

function wall(at: number, timeZone: string): { date: string; minutes: number } {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    ...{
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    },
  }).formatToParts(at);
  const of = (type: string) => parts.find((part) => part.type === type)!.value;
  return {
    date: `${of('year')}-${of('month')}-${of('day')}`,
    minutes: Number(of('hour')) * 60 + Number(of('minute')),
  };
}

const HOURS: Readonly<Record<string, [from: number, until: number]>> = { US: [9, 20], default: [8, 21] };

/** Answers to what a person has just written are exempt, whatever the hour. */
const ANSWERS = ['confirmation'];

export function inQuietHours({ texts }: Year): string[] {
  return texts.flatMap(({ customer, purpose, part, at, to, body }) => {
    if (!customer || ANSWERS.includes(purpose) || part === 'reask') return [];
    const [from, until] = HOURS[customer.country] ?? HOURS['default']!;
    const { date, minutes } = wall(at, customer.zone);
    const isDecent = minutes >= from * 60 && minutes < until * 60;
    return isDecent ? [] : [`${to} at ${date} ${Math.floor(minutes / 60)}:${minutes % 60}: ${body}`];
  });
}

// --- due dates ---

const LEFT = ['sent', 'answered', 'closed'];
const ENDED = ['skipped', 'withdrawn', 'expired'];

export function dueAndNotCarriedOut({ followUps, to }: Year): string[] {
  return followUps.flatMap((followUp) => {
    const { id, kind, state, step, dueAt, sendAt, reasons, messages } = followUp;
    const what = `${step} ${id}, due ${dueAt.toISOString()}`;
    if (kind !== 'sms' && kind !== 'survey') return state === 'planned' ? [`${what} is not work yet`] : [];
    if (ENDED.includes(state))
      return (reasons as unknown[]).length > 0 ? [] : [`${what} ended without a reason`];
    if ((sendAt ?? dueAt).getTime() > to) return [];
    if (!LEFT.includes(state)) return [`${what} is still ${state}`];
    const left = messages.find(({ acceptedAt }) => acceptedAt !== null);
    if (!left) return [`${what} counts as ${state}, but nothing left`];
    const late = left.acceptedAt!.getTime() - left.sendAt.getTime();
    return late < 0 || late > 10 * MINUTE ? [`${what} left ${late / MINUTE} minutes after its time`] : [];
  });
}

/** `days` after a date, and the date in another year; 29 February becomes the 28th. */
function inYear(date: Date, years: number): number {
  const wanted = Date.UTC(date.getUTCFullYear() + years, date.getUTCMonth(), date.getUTCDate());
  return new Date(wanted).getUTCMonth() === date.getUTCMonth() ? wanted : wanted - DAY;
}

/** A visit on the anniversary moves back to an open day: a weekend, and at Christmas and Easter a few holidays. */
const MOVED_BACK = 5 * DAY;

/** A visit may be done two months early, and the sample company's stories have some arranged. */
const EARLY = 62 * DAY;

/** Yearly visits a year after the beginning, texts two months before a term ends and on the first of October. */
export function missingAnniversaries(year: Year): string[] {
  const { agreements, followUps, from, to } = year;
  return agreements.flatMap(({ externalId, id, startsOn, endsOn, term, events, products }) => {
    if (events.length > 0 || endsOn !== null || term !== 'P1Y') return [];
    const dates = followUps
      .filter(({ plan }) => plan.agreementId === id)
      .map(({ step, dueAt, plan }) => ({ step, day: Date.parse(wall(dueAt.getTime(), plan.zone).date) }));
    const has = (step: string, first: number, last = first) =>
      dates.some((one) => one.step === step && one.day >= first && one.day <= last);
    const isAhead = (day: number) => day - MOVED_BACK > from + DAY && day < to - DAY;
    const anniversary = inYear(startsOn, 1);
    const faults: string[] = [];
    const { code } = (products as { code: string }[])[0]!;
    if (/^(boiler|heat-pump)-/.test(code)) {
      const slack = externalId.startsWith('CA-') ? MOVED_BACK : EARLY;
      if (isAhead(anniversary) && !has('safety-check', anniversary - slack, anniversary))
        faults.push(`${externalId}: no visit for ${new Date(anniversary).toISOString()}`);
      const october = Date.UTC(new Date(from).getUTCFullYear(), 9, 1);
      if (isAhead(october) && !has('before-winter', october))
        faults.push(`${externalId}: nothing before winter`);
    }
    const twoMonthsBefore = anniversary - DAY - 60 * DAY;
    if (isAhead(twoMonthsBefore) && !has('two-months-before', twoMonthsBefore))
      faults.push(`${externalId}: no word two months before its end`);
    return faults;
  });
}

// --- what comes next ---

export async function withoutNextStep(db: Db): Promise<string[]> {
  const { anchorVirtual: now } = await db.clock.findUniqueOrThrow({ where: { id: 1 } });
  const late = await db.plan.findMany({ where: { wakeAt: { lt: now } } });
  const stuck = await db.plan.findMany({
    where: {
      state: 'open',
      wakeAt: null,
      followUps: { none: { state: { in: ['planned', 'due', 'sent'] } } },
    },
    include: { policyVersion: true, agreement: true },
  });
  // An agreement that goes on has its next visit ahead, or one that waits to be done.
  const without = await db.$queryRaw<{ externalId: string }[]>`
    SELECT a."externalId" FROM agreements a JOIN plans p ON p."agreementId" = a.id AND p.family = 'maintenance'
    WHERE a."autoRenew" AND NOT EXISTS (
      SELECT 1 FROM follow_ups f WHERE f."planId" = p.id AND f.step = 'safety-check' AND f.state IN ('planned', 'due'))`;
  const [left] = await db.$queryRaw<{ outbox: number; unknown: number; staged: number }[]>`
    SELECT (SELECT count(*)::int FROM outbox) AS outbox,
      (SELECT count(*)::int FROM attempts WHERE state IN ('intended', 'in-flight', 'unknown')) AS unknown,
      (SELECT count(*)::int FROM messages WHERE state = 'staged' AND "sendAt" < ${now}) AS staged`;
  return [
    ...late.map(({ id }) => `plan ${id} should have looked`),
    ...stuck
      .filter(({ policyVersion, agreement }) => !waits(policyVersion.document) && !rests(agreement, now))
      .map(({ id, policyVersion }) => `plan ${id} of ${policyVersion.policyKey} waits for nothing`),
    ...without.map(({ externalId }) => `agreement ${externalId} has no visit ahead`),
    ...Object.entries(left!).flatMap(([what, count]) => (count > 0 ? [`${count} ${what} left over`] : [])),
  ];
}

/** Some steps count from what may still happen: a delivery, a ticket that is resolved, a visit that is done. */
function waits(document: unknown): boolean {
  const { steps = [] } = document as { steps?: { due: { from: string } }[] };
  return steps.some(({ due }) =>
    /^(sale\.delivered|ticket\.(resolved|closed)|done:|resolved:)/.test(due.from),
  );
}

/** Nothing more is asked of one that has run out, and one that renews itself has an end only when somebody ends it. */
function rests(agreement: { startsOn: Date; term: string | null; autoRenew: boolean } | null, now: Date) {
  if (agreement === null) return false;
  return agreement.autoRenew || (agreement.term === 'P1Y' && inYear(agreement.startsOn, 1) <= now.getTime());
}
