import fc from 'fast-check';
import type { Calendar } from '../calendar.js';
import type { ContactRules } from '../contact-rules.js';
import type { PlanEvent } from '../event.js';
import type { Facts } from '../facts.js';
import type { Policy, RepeatRule, Step } from '../policy.js';
import type { Subject } from '../subject.js';
import { formatDate } from '../local-date.js';
import type { Instant } from '../time.js';

/** Worlds for property tests: a policy, a subject and what happened, all made up but valid. */

export interface World {
  readonly facts: Facts;
  readonly now: Instant;
  readonly until: Instant;
}

export const DAY = 86_400_000;
const HOUR = 3_600_000;
/** 2026-01-01, as day number. */
const FIRST_DAY = 20_454;

export const zones = fc.constantFrom(
  'UTC',
  'Europe/Vilnius',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'Pacific/Chatham',
  'America/Sao_Paulo',
);

export const calendars: fc.Arbitrary<Calendar> = fc
  .record({
    zone: zones,
    from: fc.integer({ min: 0, max: 11 }),
    hours: fc.integer({ min: 1, max: 12 }),
    openDays: fc.subarray([0, 1, 2, 3, 4, 5, 6], { minLength: 1 }),
    closed: fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 5 }),
  })
  .map(({ zone, from, hours, openDays, closed }) => ({
    calendar: 'work',
    zone,
    week: [0, 1, 2, 3, 4, 5, 6].map((day) =>
      openDays.includes(day) ? [{ from: from * 60, to: (from + hours) * 60 }] : [],
    ),
    closedOn: new Set(closed.map((day) => formatDate(FIRST_DAY + day))),
  }));

const every = fc.constantFrom('P2W', 'P1M', 'P3M');

const repeats: fc.Arbitrary<RepeatRule | undefined> = fc.option(
  fc.oneof(
    fc.record({
      every,
      mode: fc.constantFrom('fixed-skip' as const, 'fixed-each' as const),
      monthEnd: fc.constantFrom('clamp' as const, 'skip' as const, 'last-day' as const),
      missed: fc.constantFrom('skip' as const, 'collapse' as const, 'each' as const),
    }),
    fc.record({ every, mode: fc.constant('floating' as const) }),
    fc.record({ every, mode: fc.constant('anniversary' as const), early: fc.constantFrom('P1W', 'P2W') }),
    fc.record({ rrule: fc.constantFrom('FREQ=MONTHLY;BYDAY=2TU', 'FREQ=WEEKLY;BYDAY=MO,TH') }),
  ),
  { nil: undefined },
);

const offsets = fc.constantFrom('PT2H', 'P1D', 'P3D', '-P5D', 'P1M', 'PT96H');
const stops = fc.constantFrom(
  'reply' as const,
  'scored' as const,
  'customer.opted-out' as const,
  'done:b' as const,
);

function stepOf(name: string, from: Step['due']['from']): fc.Arbitrary<Step> {
  return fc
    .record({
      kind: fc.constantFrom('sms' as const, 'survey' as const, 'call' as const, 'visit' as const),
      offset: offsets,
      at: fc.option(fc.constantFrom('10:00', '02:30', '21:30'), { nil: undefined }),
      shift: fc.constantFrom('none' as const, 'forward' as const, 'back' as const),
      repeat: repeats,
      stopOn: fc.array(stops, { maxLength: 2 }),
      expires: fc.option(fc.constantFrom('P1D', 'P14D'), { nil: undefined }),
      horizon: fc.option(fc.constantFrom('P3D', 'P30D'), { nil: undefined }),
      ladder: fc.boolean(),
    })
    .map(({ kind, offset, at, shift, repeat, stopOn, expires, horizon, ladder }) => ({
      step: name,
      kind,
      due: { from, offset, at, shift },
      template: 'text',
      repeat: from.startsWith('due:') ? undefined : repeat,
      stopOn,
      expires,
      ...(kind === 'call' || kind === 'visit' ? { horizon } : {}),
      ...(kind === 'survey' ? { question: 'csat' as const, remindAfter: 'P2D', closesAfter: 'P7D' } : {}),
      ...(ladder
        ? {
            ladder: {
              levels: [
                { after: 'PT0S', to: ['owner'] },
                { after: 'P1D', to: ['manager'] },
              ],
            },
          }
        : {}),
    }));
}

const anchors = {
  sale: fc.constantFrom('sale.sold' as const, 'sale.delivered' as const),
  ticket: fc.constantFrom('ticket.opened' as const, 'ticket.resolved' as const),
  agreement: fc.constantFrom('agreement.starts' as const, 'agreement.ends' as const),
};

const policies: fc.Arbitrary<Policy> = fc
  .constantFrom('sale' as const, 'ticket' as const, 'agreement' as const)
  .chain((subject) =>
    anchors[subject].chain((from) =>
      fc
        .tuple(stepOf('a', from), stepOf('b', from), stepOf('c', 'due:a'), stepOf('d', 'done:b'))
        .map((steps): Policy => {
          const base = { policy: 'made-up', name: 'Made up', family: 'made-up', rank: 1, calendar: 'work' };
          const targets = [
            {
              target: 'resolution' as const,
              within: { workingMinutes: 600 },
              ladder: { levels: [{ after: '-PT1H', to: ['owner'] }] },
            },
            { target: 'first-response' as const, within: 'PT4H' },
            { target: 'next-reply' as const, within: 'PT4H' },
          ];
          return { ...base, subject, steps, ...(subject === 'ticket' ? { targets } : {}) };
        }),
    ),
  );

function subjectOf(type: Subject['type'], day: number): Subject {
  const at = day * DAY + 10 * HOUR;
  switch (type) {
    case 'sale':
      return { type, soldAt: at, deliveredAt: at + 2 * DAY };
    case 'ticket':
      return { type, openedAt: at };
    case 'agreement':
      return { type, startsOn: formatDate(day), term: 'P6M', autoRenew: day % 2 === 0, notice: 'P1M' };
  }
}

const stepEvents = fc.record({
  step: fc.constantFrom('a', 'b', 'c', 'd'),
  occurrence: fc.integer({ min: 1, max: 4 }),
  what: fc.constantFrom('done', 'skipped', 'reply', 'scored', 'sent', 'call', 'snoozed'),
  score: fc.integer({ min: 1, max: 5 }),
});

const otherEvents = fc.constantFrom(
  'customer.opted-out',
  'customer.opted-in',
  'customer.left',
  'ticket.resolved',
  'ticket.reopened',
  'ticket.waiting',
  'ticket.active',
  'ticket.replied',
  'agreement.renewed',
  'agreement.suspended',
  'agreement.resumed',
  'agreement.cancelled',
  'delivered',
);

/** Events with distinct instants, so that their order is plain. */
function eventsAfter(start: Instant): fc.Arbitrary<PlanEvent[]> {
  const at = fc.integer({ min: 0, max: 200 * 24 }).map((hours) => start + hours * HOUR);
  const ofStep = fc
    .record({ at, event: stepEvents })
    .map(({ at: when, event: { step, occurrence, what, score } }) => {
      const base = { at: when, step, occurrence };
      if (what === 'scored') return { ...base, type: what, score };
      if (what === 'call') return { ...base, type: what, outcome: 'no-answer' };
      if (what === 'snoozed') return { ...base, type: what, until: when + 3 * DAY };
      return { ...base, type: what };
    });
  const other = fc
    .record({ at, type: otherEvents, by: fc.constantFrom('staff', 'customer') })
    .map(({ at: when, type, by }) => ({ at: when, type, ...(type === 'ticket.replied' ? { by } : {}) }));
  return fc.uniqueArray(fc.oneof(ofStep, other), {
    maxLength: 8,
    selector: (event) => event.at,
  }) as unknown as fc.Arbitrary<PlanEvent[]>;
}

const RULES: ContactRules = {
  quietHours: { from: '21:00', to: '08:00' },
  frequency: { max: 2, per: 'P7D', exempt: ['safety', 'confirmation'] },
  surveyEvery: 'P30D',
  merge: 'PT4H',
};

/** A whole world. `zone` fixes the zone of the facts and of the calendar where a property needs that. */
export function worlds(zone: fc.Arbitrary<string> = zones): fc.Arbitrary<World> {
  return fc
    .record({
      policy: policies,
      day: fc.integer({ min: FIRST_DAY, max: FIRST_DAY + 365 }),
      zone,
      calendar: calendars,
      assumeSent: fc.boolean(),
      after: fc.integer({ min: 0, max: 200 * 24 }),
      isQuiet: fc.boolean(),
    })
    .chain(({ policy, day, zone: name, calendar, assumeSent, after, isQuiet }) =>
      eventsAfter(day * DAY + 10 * HOUR).map((events): World => {
        const startedAt = day * DAY + 11 * HOUR;
        const now = startedAt + after * HOUR;
        const facts: Facts = {
          policy,
          subject: subjectOf(policy.subject, day),
          customer: {},
          zone: name,
          calendars: new Map([['work', calendar]]),
          contactRules: isQuiet ? RULES : {},
          purposes: new Map(),
          events,
          startedAt,
          assumeSent,
        };
        return { facts, now, until: now + 60 * DAY };
      }),
    );
}
