import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agenda, type Agenda } from './agenda.js';
import type { PlanEvent } from './event.js';
import { RUNS } from './testing/runs.js';
import { DAY, worlds, type World } from './testing/worlds.js';

/** The whole answer, with the reasons in words. */
function text(answer: Agenda): string {
  return JSON.stringify(answer);
}

/** What must stay the same while time passes: not how long a clock has run, nor which levels lie behind. */
function shape(answer: Agenda): string {
  return JSON.stringify({
    followUps: answer.followUps,
    targets: answer.targets.map(({ target, dueAt, state }) => ({ target, dueAt, state })),
    escalations: answer.escalations.map(({ fired: _fired, ...level }) => level),
    agreement: answer.agreement,
    waitingFor: answer.waitingFor,
  });
}

/** In order to compare two moments, what happens in between is left out. */
function upTo({ facts, ...world }: World, now: number): World {
  return { ...world, facts: { ...facts, events: facts.events.filter(({ at }) => at <= now) } };
}

describe('agenda', () => {
  it('gives the same answer in any zone of the machine', () => {
    const before = process.env['TZ'];
    // All in one zone, then all in the other: each change of the zone makes the engine forget what it knew.
    const sample = fc.sample(worlds(), RUNS.numRuns);
    const answersIn = (zone: string): string[] => {
      process.env['TZ'] = zone;
      return sample.map(({ facts, now, until }) => text(agenda(facts, now, until)));
    };
    try {
      const there = answersIn('Pacific/Kiritimati');
      answersIn('America/Los_Angeles').forEach((here, i) => expect(here).toBe(there[i]));
    } finally {
      process.env['TZ'] = before;
    }
  });

  it('does not depend on the order in which events are recorded', () => {
    fc.assert(
      fc.property(worlds(), fc.infiniteStream(fc.nat()), ({ facts, now, until }, numbers) => {
        const shuffled = facts.events
          .map((event) => ({ event, place: numbers.next().value as number }))
          .sort((a, b) => a.place - b.place)
          .map(({ event }) => event);
        expect(text(agenda({ ...facts, events: shuffled }, now, until))).toBe(
          text(agenda(facts, now, until)),
        );
      }),
      RUNS,
    );
  });

  it('gives the same when an event is recorded twice', () => {
    fc.assert(
      fc.property(worlds(), ({ facts, now, until }) => {
        const once = agenda(facts, now, until);
        const harmless = facts.events.filter(
          ({ type }) => type !== 'agreement.renewed' && type !== 'call' && type !== 'snoozed',
        );
        const twice = agenda({ ...facts, events: [...facts.events, ...harmless] }, now, until);
        expect(shape(twice)).toBe(shape(once));
      }),
      RUNS,
    );
  });

  it('names a wakeAt after now, and nothing changes before it', () => {
    fc.assert(
      fc.property(worlds(), (given) => {
        const { facts, now, until } = upTo(given, given.now);
        const answer = agenda(facts, now, until);
        const last = answer.wakeAt === null ? now + 90 * DAY : answer.wakeAt - 1;
        if (answer.wakeAt !== null) expect(answer.wakeAt).toBeGreaterThan(now);
        const wanted = shape(answer);
        for (const later of [Math.floor((now + last) / 2), last]) {
          expect(shape(agenda(facts, later, until))).toBe(wanted);
        }
      }),
      RUNS,
    );
  });

  it('never plans again what was carried out, whatever happens later', () => {
    const isCarriedOut = (state: string): boolean => ['sent', 'answered', 'closed', 'done'].includes(state);
    fc.assert(
      fc.property(worlds(), fc.integer({ min: 0, max: 200 }), (given, days) => {
        const early = upTo(given, given.now);
        const later = agenda(given.facts, given.now + days * DAY, given.until).followUps;
        for (const { step, occurrence, state } of agenda(early.facts, early.now, given.until).followUps) {
          if (!isCarriedOut(state) || !isFact(early.facts.events, step, occurrence)) continue;
          // It may have become history that is not listed any more.
          const same = later.find((other) => other.step === step && other.occurrence === occurrence);
          if (!same) continue;
          expect(isCarriedOut(same.state), `${step}/${occurrence} was ${state}, is ${same.state}`).toBe(true);
          expect(same.sends.filter(({ part }) => part === 'message')).toEqual([]);
        }
      }),
      RUNS,
    );
  });

  it('gives the same whether events come one by one or all at once', () => {
    fc.assert(
      fc.property(worlds(), ({ facts, now, until }) => {
        // Each event is judged at its own instant, as a living plan is; nothing of that may stay behind.
        const events = [...facts.events].sort((a, b) => a.at - b.at);
        const told: PlanEvent[] = [];
        for (const event of events) {
          told.push(event);
          agenda({ ...facts, events: told }, Math.max(event.at, facts.startedAt), until);
        }
        const later = Math.max(now, events.at(-1)?.at ?? now);
        expect(text(agenda({ ...facts, events: told }, later, until))).toBe(
          text(agenda(facts, later, until)),
        );
      }),
      RUNS,
    );
  });

  it('has one follow-up at most for each step and occurrence', () => {
    fc.assert(
      fc.property(worlds(), ({ facts, now, until }) => {
        const keys = agenda(facts, now, until).followUps.map(
          ({ step, occurrence }) => `${step}/${occurrence}`,
        );
        expect(new Set(keys).size).toBe(keys.length);
      }),
      RUNS,
    );
  });

  it('moves with the whole world by 28 years, after which the calendar looks the same', () => {
    const shift = 28 * 365.25 * DAY;
    fc.assert(
      fc.property(worlds(fc.constant('UTC')), ({ facts, now, until }) => {
        const moved = agenda(moveFacts(facts, shift), now + shift, until + shift);
        const dates = (answer: Agenda, by: number): unknown =>
          answer.followUps.map(({ step, occurrence, state, dueAt }) => ({
            step,
            occurrence,
            state,
            dueAt: dueAt - by,
          }));
        expect(dates(moved, shift)).toEqual(dates(agenda(moveFacts(facts, 0), now, until), 0));
      }),
      RUNS,
    );
  });
});

/** Events that carry a follow-up out. A simulation takes others for sent that were not, which a later fact may move. */
const CARRIES_OUT: readonly string[] = ['sent', 'scored', 'done', 'call'];

function isFact(events: readonly PlanEvent[], step: string, occurrence: number): boolean {
  return events.some(
    (event) =>
      CARRIES_OUT.includes(event.type) &&
      'step' in event &&
      event.step === step &&
      event.occurrence === occurrence,
  );
}

function moveFacts(facts: World['facts'], by: number): World['facts'] {
  const years = by === 0 ? 0 : 28;
  const moveDate = (date: string): string => `${Number(date.slice(0, 4)) + years}${date.slice(4)}`;
  const { subject, calendars } = facts;
  const calendar = calendars.get('work')!;
  const closedOn = new Set([...calendar.closedOn!].map(moveDate));
  // The calendar may lie in a zone whose rules change over the years.
  const moved = { ...calendar, zone: 'UTC', closedOn };
  return {
    ...facts,
    subject:
      subject.type === 'agreement'
        ? { ...subject, startsOn: moveDate(subject.startsOn) }
        : subject.type === 'ticket'
          ? { ...subject, openedAt: subject.openedAt + by }
          : { ...subject, soldAt: subject.soldAt + by, deliveredAt: subject.deliveredAt! + by },
    calendars: new Map([['work', moved]]),
    startedAt: facts.startedAt + by,
    events: facts.events.map((event) =>
      event.type === 'snoozed'
        ? { ...event, at: event.at + by, until: event.until + by }
        : { ...event, at: event.at + by },
    ),
  };
}
