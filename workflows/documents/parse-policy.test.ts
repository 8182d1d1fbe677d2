import { describe, expect, it } from 'vitest';
import { parseCalendar } from './calendar-document.js';
import { parsePolicy } from './parse-policy.js';

const step = { step: 'a', kind: 'call', due: { from: 'sale.sold' } };
const policy = { policy: 'p', name: 'P', subject: 'sale', family: 'f', rank: 1, steps: [step] };
const withSteps = (...steps: object[]): object => ({ ...policy, steps });
const withStep = (fields: object): object => withSteps({ ...step, ...fields });

function faultsOf(document: unknown): Record<string, string> {
  const parsed = parsePolicy(document);
  return parsed.ok ? {} : Object.fromEntries(parsed.errors.map(({ path, message }) => [path, message]));
}

describe('a policy', () => {
  it('without faults is taken as it is', () => {
    expect(parsePolicy(policy)).toEqual({ ok: true, policy });
  });

  it.each([
    [
      'an unknown anchor',
      withStep({ due: { from: 'sale.bought' } }),
      '/steps/0/due/from',
      /"sale.bought" is no anchor; possible are sale.sold, /,
    ],
    [
      'an anchor of another subject',
      withStep({ due: { from: 'ticket.opened' } }),
      '/steps/0/due/from',
      /A policy for a sale has no "ticket.opened"/,
    ],
    [
      'an anchor on a step that is not there',
      withStep({ due: { from: 'due:b' } }),
      '/steps/0/due/from',
      /There is no step of the name "b"/,
    ],
    [
      'a step that hangs on itself',
      withStep({ due: { from: 'done:a' } }),
      '/steps/0/due/from',
      /"a" hangs on itself by way of done:a/,
    ],
    ['two steps of one name', withSteps(step, step), '/steps/1/step', /There are two steps of the name "a"/],
    [
      'a target on a sale',
      { ...policy, targets: [{ target: 'resolution', within: 'PT4H' }] },
      '/targets',
      /Targets are for tickets; a policy for a sale has none/,
    ],
    [
      'two targets of one name',
      {
        ...policy,
        subject: 'ticket',
        steps: [],
        targets: [
          { target: 'resolution', within: 'PT4H' },
          { target: 'resolution', within: 'PT5H' },
        ],
      },
      '/targets/1/target',
      /There are two targets "resolution"/,
    ],
    [
      'a rule with an unsupported part',
      withStep({ repeat: { rrule: 'FREQ=DAILY;BYHOUR=3' } }),
      '/steps/0/repeat/rrule',
      /BYHOUR is not supported/,
    ],
    [
      '30 February',
      withStep({ due: { from: 'sale.sold', next: '02-30' } }),
      '/steps/0/due/next',
      /not a day of the year/,
    ],
    [
      '30 February as an end',
      withStep({ repeat: { every: 'P1M', until: '2027-02-30' } }),
      '/steps/0/repeat/until',
      /not a date that exists/,
    ],
    [
      'a time that no day has',
      withStep({ due: { from: 'sale.sold', at: '24:30' } }),
      '/steps/0/due/at',
      /not a time of day/,
    ],
    [
      'an offset in words',
      withStep({ due: { from: 'sale.sold', offset: '3 days' } }),
      '/steps/0/due/offset',
      /not a duration such as P3D/,
    ],
    [
      'a series without an interval',
      withStep({ repeat: {} }),
      '/steps/0/repeat/every',
      /A series needs "every"/,
    ],
    [
      'a series with two intervals',
      withStep({ repeat: { every: 'P1M', rrule: 'FREQ=DAILY' } }),
      '/steps/0/repeat/rrule',
      /Either "every" or "rrule"/,
    ],
    [
      'a series in hours',
      withStep({ repeat: { every: 'PT12H' } }),
      '/steps/0/repeat/every',
      /hours and minutes do not fit here/,
    ],
    [
      'a floating rule',
      withStep({ repeat: { rrule: 'FREQ=DAILY;INTERVAL=9', mode: 'floating' } }),
      '/steps/0/repeat/rrule',
      /goes with the fixed modes only/,
    ],
    [
      'an early window that is not for anniversaries',
      withStep({ repeat: { every: 'P1Y', early: 'P1M' } }),
      '/steps/0/repeat/early',
      /mode anniversary only/,
    ],
    ['a text without a template', withStep({ kind: 'sms' }), '/steps/0/template', /needs a template/],
    [
      'a survey without a question',
      withStep({ kind: 'survey', template: 't' }),
      '/steps/0/question',
      /A survey needs its question/,
    ],
    [
      'a field of another kind',
      withStep({ remindAfter: 'P1D' }),
      '/steps/0/remindAfter',
      /has no "remindAfter"; it is for survey/,
    ],
    [
      'working time without a calendar',
      withStep({ due: { from: 'sale.sold', offset: { workingMinutes: 5 } } }),
      '/steps/0/due/offset',
      /needs a calendar/,
    ],
    [
      'a shift without a calendar',
      withStep({ due: { from: 'sale.sold', shift: 'back' } }),
      '/steps/0/due/shift',
      /needs a calendar/,
    ],
    [
      'a condition that never holds',
      withStep({ onlyIf: ['ticket.open'] }),
      '/steps/0/onlyIf/0',
      /never holds for a sale/,
    ],
    [
      'a stop that nothing causes',
      withStep({ stopOn: ['done:b'] }),
      '/steps/0/stopOn/0',
      /There is no step of the name "b"/,
    ],
    [
      'an unknown recipient',
      withStep({ ladder: { levels: [{ after: 'PT0S', to: ['boss'] }] } }),
      '/steps/0/ladder/levels/0/to/0',
      /Told can be owner/,
    ],
    ['an unknown field', withStep({ colour: 'red' }), '/steps/0/colour', /"colour" is not known here/],
    ['a missing field', { ...policy, family: undefined }, '/family', /This is missing/],
  ])('with %s is refused', (_name, document, path, sentence) => {
    expect(faultsOf(document)).toEqual({ [path]: expect.stringMatching(sentence) });
  });

  it('with a loop of several steps names each of them', () => {
    const loop = withSteps(
      { ...step, due: { from: 'due:b' } },
      { ...step, step: 'b', due: { from: 'done:a' } },
    );
    expect(Object.keys(faultsOf(loop))).toEqual(['/steps/0/due/from', '/steps/1/due/from']);
  });

  it('with steps that replace each other is refused', () => {
    const repeat = (replaces: string): object => ({ repeat: { every: 'P1M', replaces: [replaces] } });
    const circle = withSteps({ ...step, ...repeat('b') }, { ...step, step: 'b', ...repeat('a') });
    expect(Object.values(faultsOf(circle))[0]).toMatch(/is replaced by what it replaces/);
  });

  it('that would make more than 1,000 follow-ups in 24 months is refused with that figure', () => {
    const daily = { ...step, repeat: { every: 'P1D' } };
    const faults = faultsOf(withSteps(daily, { ...daily, step: 'b' }));
    expect(faults).toEqual({
      '/steps': expect.stringMatching(/would make 1460 follow-ups in 24 months .* at most 1000/),
    });
    expect(faultsOf(withSteps(daily))).toEqual({});
    // What hangs on each occurrence of a series comes as often as that.
    const reminder = { ...step, step: 'b', due: { from: 'due:a', offset: '-PT2H' } };
    expect(Object.keys(faultsOf(withSteps(daily, reminder)))).toEqual(['/steps']);
  });

  it('names all faults at once', () => {
    const bad = withSteps({ step: 'A', kind: 'fax', due: { from: 'x' } }, { ...step, horizon: '-P1D' });
    expect(Object.keys(faultsOf(bad)).sort()).toEqual([
      '/steps/0/due/from',
      '/steps/0/kind',
      '/steps/0/step',
      '/steps/1/horizon',
    ]);
  });

  it.each([null, 7, 'policy', []])('that is %j is no object', (document) => {
    expect(faultsOf(document)).toEqual({ '': 'This must be an object.' });
  });
});

describe('a calendar', () => {
  const calendar = { calendar: 'c', zone: 'Europe/Berlin', week: { mon: ['09:00-17:00'] } };

  it.each([
    ['an overlapping span', { week: { mon: ['09:00-12:00', '11:00-13:00'] } }, '/week/mon/1', /overlap/],
    [
      'a span that runs into the next day',
      { week: { mon: ['22:00-06:00'], tue: ['05:00-09:00'] } },
      '/week/tue/0',
      /overlap/,
    ],
    [
      'Sunday night that runs into Monday',
      { week: { mon: ['05:00-09:00'], sun: ['22:00-06:00'] } },
      '/week/mon/0',
      /overlap/,
    ],
    [
      'a day named twice',
      { week: { 'mon-fri': ['09:00-17:00'], tue: ['09:00-12:00'] } },
      '/week/tue',
      /tue is named twice/,
    ],
    [
      'a day that is none',
      { week: { mon: ['09:00-17:00'], monday: [] } },
      '/week/monday',
      /Days are named like/,
    ],
    [
      'a span that is none',
      { week: { mon: ['09:00-17:00'], tue: ['9-5'] } },
      '/week/tue/0',
      /written like "09:00-17:00"/,
    ],
    ['no opening hours at all', { week: { mon: [] } }, '/week', /needs opening hours on at least one day/],
    ['30 February', { holidays: { dates: ['2027-02-30'] } }, '/holidays/dates/0', /not a date that exists/],
    [
      'a country without known holidays',
      { holidays: { country: 'XX' } },
      '/holidays/country',
      /holidays of XX are not known/,
    ],
    [
      'a region that the country does not have',
      { holidays: { country: 'DE', region: 'ZZ' } },
      '/holidays/region',
      /DE has no region "ZZ"/,
    ],
    ['a zone that is none', { zone: 'Europe/Atlantis' }, '/zone', /not a time zone/],
  ])('with %s is refused', (_name, fields, path, sentence) => {
    const parsed = parseCalendar({ ...calendar, ...fields });
    const found = parsed.ok ? [] : parsed.errors.filter((fault) => fault.path === path);
    expect(found[0]?.message).toMatch(sentence);
  });
});
