import { describe, expect, it } from 'vitest';
import { agenda } from './agenda.js';
import type { PlanEvent } from './event.js';
import type { AgreementSubject } from './subject.js';
import { at, buildFacts } from './testing/build.js';

type Told = readonly [type: 'renewed' | 'suspended' | 'resumed' | 'cancelled', on: string, endsOn?: string];

function agreementOn(on: string, terms: Partial<AgreementSubject>, ...told: Told[]) {
  const subject = { type: 'agreement', startsOn: '2026-01-01', ...terms } as const;
  const events = told.map(
    ([type, day, endsOn]) =>
      ({ type: `agreement.${type}`, at: at(`${day}T12:00:00Z`), ...(endsOn && { endsOn }) }) as PlanEvent,
  );
  return agenda(buildFacts({ subject, steps: [], events }), at(`${on}T18:00:00Z`)).agreement;
}

const yearly = { term: 'P1Y', notice: 'P1M' };

describe('an agreement', () => {
  it.each([
    [
      'is active',
      '2026-06-01',
      yearly,
      [],
      { state: 'active', endsOn: '2026-12-31', noticeOn: '2026-11-30', term: 1 },
    ],
    ['is ending after the day of notice', '2026-12-01', yearly, [], { state: 'ending' }],
    ['is active on its last day of notice', '2026-11-30', yearly, [], { state: 'active' }],
    ['lapses after its last day', '2027-01-01', yearly, [], { state: 'lapsed', endsOn: '2026-12-31' }],
    [
      'renews by itself',
      '2027-01-01',
      { ...yearly, autoRenew: true },
      [],
      { state: 'active', endsOn: '2027-12-31', term: 2 },
    ],
    [
      'renews for another length',
      '2027-01-01',
      { ...yearly, autoRenew: true, renewFor: 'P3M' },
      [],
      { endsOn: '2027-03-31' },
    ],
    ['is cancelled at once', '2026-06-02', yearly, [['cancelled', '2026-06-01']], { state: 'cancelled' }],
    [
      'cancelled in time does not renew',
      '2027-01-01',
      { ...yearly, autoRenew: true },
      [['cancelled', '2026-11-30']],
      { endsOn: '2026-12-31' },
    ],
    [
      'cancelled too late renews once more',
      '2027-01-01',
      { ...yearly, autoRenew: true },
      [['cancelled', '2026-12-01']],
      { endsOn: '2027-12-31' },
    ],
    [
      'renewed by hand',
      '2026-12-15',
      yearly,
      [['renewed', '2026-12-10']],
      { state: 'active', endsOn: '2027-12-31', term: 2 },
    ],
    [
      'renewed up to a day',
      '2026-12-15',
      yearly,
      [['renewed', '2026-12-10', '2028-06-30']],
      { endsOn: '2028-06-30' },
    ],
    [
      'renewed twice up to the same day is renewed once',
      '2026-12-15',
      yearly,
      [
        ['renewed', '2026-12-10', '2027-12-31'],
        ['renewed', '2026-12-11', '2027-12-31'],
      ],
      { endsOn: '2027-12-31', term: 2 },
    ],
    [
      'rests',
      '2026-06-05',
      yearly,
      [['suspended', '2026-06-01']],
      { state: 'suspended', endsOn: '2026-12-31' },
    ],
    [
      'rested for ten days',
      '2026-07-01',
      yearly,
      [
        ['suspended', '2026-06-01'],
        ['resumed', '2026-06-11'],
      ],
      { state: 'active', endsOn: '2027-01-10' },
    ],
    [
      'does not end while it rests',
      '2027-02-01',
      { ...yearly, autoRenew: true },
      [['suspended', '2026-12-20']],
      { state: 'suspended', endsOn: '2026-12-31' },
    ],
    [
      'keeps to month ends over terms',
      '2026-08-01',
      { startsOn: '2026-01-31', term: 'P1M', autoRenew: true },
      [],
      { endsOn: '2026-08-30', term: 7 },
    ],
    [
      'that began on 29 February ends on the 28th',
      '2028-03-01',
      { startsOn: '2028-02-29', term: 'P1Y' },
      [],
      { endsOn: '2029-02-27' },
    ],
  ] as [string, string, Partial<AgreementSubject>, Told[], object][])(
    '%s',
    (_name, on, terms, told, wanted) => {
      expect(agreementOn(on, terms, ...told)).toMatchObject(wanted);
    },
  );
});
