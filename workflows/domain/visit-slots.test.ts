import { describe, expect, it } from 'vitest';
import { areaOf, findObjections, findSlots, loadOf, type Crew, type SlotRequest } from './visit-slots.js';
import { localDay, parseInstant, toLocal } from './time.js';

const ZONE = 'Europe/Vilnius';
const at = parseInstant;
const CALENDAR = {
  calendar: 'field',
  zone: ZONE,
  week: [1, 2, 3, 4, 5, 6, 7].map((day) =>
    day < 6
      ? [
          { from: 480, to: 720 },
          { from: 780, to: 1020 },
        ]
      : [],
  ),
  closedOn: new Set(['2027-03-11']),
};
const MEMBER = { id: 'a', languages: ['lt'], skills: ['gas'], calendar: null, absences: [] };

function crew(facts: Partial<Crew> = {}): Crew {
  return {
    ...{
      calendar: CALENDAR,
      zone: ZONE,
      visitsPerDay: null,
      minutesPerDay: null,
      members: [MEMBER],
      taken: [],
    },
    ...facts,
  };
}

// 12 March 2027 is a Friday, and also Lithuania is two hours ahead of UTC.
function request(facts: Partial<SlotRequest> = {}): SlotRequest {
  return {
    now: at('2027-02-01T08:00:00Z'),
    window: { from: at('2027-02-01T08:00:00Z'), to: at('2027-03-12T22:00:00Z') },
    aimAt: at('2027-03-12T07:00:00Z'),
    ...{ minutes: 60, zone: ZONE, language: 'lt', skills: [], siteId: 's1', area: 'lt/vilnius', count: 3 },
    ...facts,
  };
}

const local = (slots: readonly { startsAt: number }[]) =>
  slots.map(({ startsAt }) => toLocal(startsAt, ZONE));

function taken(start: string, facts: object = {}) {
  const startsAt = at(start);
  return { startsAt, endsAt: startsAt + 3_600_000, staffId: 'a', siteId: null, area: null, ...facts };
}

describe('findSlots', () => {
  it('offers the days nearest to the date, none on a holiday, mornings and afternoons in turn', () => {
    expect(local(findSlots(request(), crew()))).toEqual([
      '2027-03-09T08:00',
      '2027-03-10T13:00',
      '2027-03-12T08:00',
    ]);
  });

  it.each([
    ['the same site', taken('2027-03-01T09:00:00Z', { siteId: 's1' }), '2027-03-01'],
    ['its neighbourhood', taken('2027-03-08T09:00:00Z', { area: 'lt/vilnius' }), '2027-03-08'],
  ])('prefers a day on which %s is visited anyway', (_, one, day) => {
    const slots = local(findSlots(request(), crew({ taken: [one] })));
    expect(slots.map((slot) => slot.slice(0, 10))).toContain(day);
  });

  it('leaves out what is taken, and days without room', () => {
    const full = crew({
      visitsPerDay: 1,
      taken: [taken('2027-03-12T06:00:00Z'), taken('2027-03-10T06:00:00Z')],
    });
    expect(local(findSlots(request(), full)).map((slot) => slot.slice(8, 10))).toEqual(['05', '08', '09']);
    const busy = findSlots(request({ count: 1 }), crew({ taken: [taken('2027-03-12T06:00:00Z')] }));
    expect(local(busy)).toEqual(['2027-03-12T09:00']);
    const minutes = crew({ minutesPerDay: 90, taken: [taken('2027-03-12T06:00:00Z')] });
    expect(local(findSlots(request({ count: 1 }), minutes))).toEqual(['2027-03-10T08:00']);
  });

  it('sends nobody who is away or lacks a skill, and rather somebody who speaks the language', () => {
    const away = [{ from: at('2027-03-08T00:00:00Z'), until: at('2027-03-13T00:00:00Z') }];
    const slots = findSlots(request({ count: 1 }), crew({ members: [{ ...MEMBER, absences: away }] }));
    expect(local(slots)).toEqual(['2027-03-05T08:00']);
    expect(findSlots(request({ skills: ['solar'] }), crew())).toEqual([]);
    const two = crew({ members: [{ ...MEMBER, id: 'b', languages: ['en'] }, MEMBER] });
    expect(findSlots(request({ count: 1 }), two)[0]!.staffId).toBe('a');
    expect(findSlots(request({ count: 1, language: 'es' }), two)[0]!.staffId).toBe('a');
  });

  it('comes at a decent hour of the site, wherever the team is', () => {
    const slots = findSlots(request({ zone: 'America/New_York', count: 2 }), crew());
    const hours = slots.map(({ startsAt }) => Number(toLocal(startsAt, 'America/New_York').slice(11, 13)));
    expect(hours.length).toBeGreaterThan(0);
    expect(hours.every((hour) => hour >= 8 && hour < 20)).toBe(true);
  });

  it('offers other times than before, and nothing nearer than a day or outside the window', () => {
    const first = findSlots(request(), crew());
    const again = findSlots(request({ not: first.map(({ startsAt }) => startsAt) }), crew());
    expect(again.some((slot) => first.some(({ startsAt }) => startsAt === slot.startsAt))).toBe(false);
    const soon = request({
      now: at('2027-03-11T10:00:00Z'),
      window: { from: at('2027-03-11T10:00:00Z'), to: at('2027-03-12T11:00:00Z') },
    });
    expect(local(findSlots(soon, crew()))).toEqual([]);
  });

  it('needs no people where only capacity is known', () => {
    const [slot] = findSlots(request({ count: 1 }), crew({ members: [], calendar: null }));
    expect(slot).toMatchObject({ staffId: null });
  });
});

describe('findObjections', () => {
  const slot = { startsAt: at('2027-03-10T07:00:00Z'), endsAt: at('2027-03-10T08:00:00Z'), staffId: 'a' };
  it.each([
    ['nothing', {}, {}, []],
    [
      'the hour',
      { startsAt: at('2027-03-10T17:00:00Z'), endsAt: at('2027-03-10T18:00:00Z') },
      {},
      ['visit.team-closed'],
    ],
    [
      'capacity',
      {},
      { visitsPerDay: 1, taken: [taken('2027-03-10T12:00:00Z', { staffId: 'b' })] },
      ['visit.over-capacity'],
    ],
    ['another visit', {}, { taken: [taken('2027-03-10T07:30:00Z')] }, ['visit.staff-busy']],
    [
      'an absence',
      {},
      {
        members: [
          { ...MEMBER, absences: [{ from: at('2027-03-10T00:00:00Z'), until: at('2027-03-11T00:00:00Z') }] },
        ],
      },
      ['visit.staff-away'],
    ],
    ['nobody free', { staffId: null }, { taken: [taken('2027-03-10T07:30:00Z')] }, ['visit.nobody-free']],
  ] as const)('names %s', (_, change, facts, expected) => {
    const found = findObjections({ ...slot, ...change }, { skills: [] }, crew(facts));
    expect(found).toEqual(expected);
  });
});

it('counts what a team has on a day', () => {
  const one = crew({
    taken: [taken('2027-03-10T07:00:00Z'), taken('2027-03-10T09:00:00Z'), taken('2027-03-11T09:00:00Z')],
  });
  expect(loadOf(localDay(at('2027-03-10T07:00:00Z'), ZONE), one)).toEqual({ visits: 2, minutes: 120 });
});

it.each([
  [{ address: 'Gedimino pr. 1, Vilnius', region: null, country: 'LT' }, 'lt/vilnius'],
  [{ address: 'Gedimino pr. 1, Vilnius 01103', region: null, country: 'LT' }, 'lt/vilnius'],
  [{ address: '1 Quay', region: 'ENG', country: 'GB' }, 'gb/eng'],
  [{ address: 'somewhere', region: null, country: null }, null],
  [null, null],
])('areaOf %j', (site, area) => {
  expect(areaOf(site)).toBe(area);
});
