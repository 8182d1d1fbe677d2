import { describe, expect, it } from 'vitest';
import { agenda } from './agenda.js';
import { hemisphereOf } from './hemisphere.js';
import { noticeWindow } from './renewal-notice.js';
import { formatDate, parseDate } from './local-date.js';
import { at, buildFacts } from './testing/build.js';
import type { Step } from './policy.js';

describe('which half of the earth', () => {
  it.each([
    ['Europe/Vilnius', 'LT', 'north'],
    ['Australia/Sydney', 'AU', 'south'],
    ['America/Sao_Paulo', 'BR', 'south'],
    ['America/Bogota', 'CO', 'north'],
    ['Africa/Johannesburg', undefined, 'south'],
    ['UTC', 'NZ', 'south'],
    [undefined, 'CL', 'south'],
    [undefined, undefined, 'north'],
  ])('%s, %s: %s', (zone, country, hemisphere) => {
    expect(hemisphereOf(zone, country)).toBe(hemisphere);
  });
});

const SEASON: Step = {
  step: 'before-winter',
  kind: 'sms',
  template: 'before-winter',
  due: { from: 'sale.sold', next: { north: '09-15', south: '03-15' }, at: '10:00' },
};
const dates = (changes: object, step: Partial<Step> = {}) =>
  agenda(
    buildFacts({
      subject: { type: 'sale', soldAt: at('2026-06-01T09:00:00Z') },
      steps: [{ ...SEASON, ...step }],
      ...changes,
    }),
    at('2026-06-01T10:00:00Z'),
  ).followUps.map(({ dueLocal, state }) => [dueLocal, state]);

describe('a season', () => {
  it('comes to each hemisphere before its own winter', () => {
    expect(dates({ zone: 'Europe/Madrid' })).toEqual([['2026-09-15T10:00', 'planned']]);
    expect(dates({ zone: 'Pacific/Auckland' })).toEqual([['2027-03-15T10:00', 'planned']]);
  });

  it('is spread over its days by customer, always the same for one', () => {
    const step = { due: { ...SEASON.due, spread: 'P28D' } };
    const days = Array.from({ length: 60 }, (_, n) => dates({ spreadBy: `cus_${n}` }, step)[0]![0] as string);
    expect(days.every((day) => day >= '2026-09-15' && day < '2026-10-13T24')).toBe(true);
    expect(new Set(days).size).toBeGreaterThan(15);
    expect(dates({ spreadBy: 'cus_7' }, step)).toEqual(dates({ spreadBy: 'cus_7' }, step));
  });

  it.each([
    ['nothing of the kind is installed', { assets: ['radiator-1'] }, 'skipped'],
    ['it is installed', { assets: ['boiler-24'] }, 'due'],
    [
      'somebody was there lately',
      { assets: ['boiler-24'], servicedAt: [at('2026-03-01T09:00:00Z')] },
      'skipped',
    ],
    ['nobody was there for long', { assets: ['boiler-24'], servicedAt: [at('2025-03-01T09:00:00Z')] }, 'due'],
  ])('%s', (_, facts, state) => {
    const onlyIf = [{ asset: 'boiler-*' }, { lastService: { olderThan: 'P10M' } }] as const;
    const { followUps } = agenda(
      buildFacts({
        subject: { type: 'sale', soldAt: at('2026-06-01T09:00:00Z') },
        steps: [{ ...SEASON, onlyIf }],
        ...facts,
      }),
      at('2026-09-15T11:00:00Z'),
    );
    expect(followUps).toMatchObject([{ state }]);
  });
});

describe('the window of a renewal notice', () => {
  const agreement = { type: 'agreement', startsOn: '2026-01-01', term: 'P1Y', autoRenew: true } as const;
  const term = { endsDay: parseDate('2026-12-31'), noticeDay: parseDate('2026-11-30') };
  it.each([
    [{ country: 'US', region: 'CA', type: 'retail' }, {}, '2026-11-16', '2026-12-16', ['us-ca.17602']],
    [{ country: 'US', region: 'US-NY', type: 'retail' }, {}, '2026-10-16', '2026-11-15', ['us-ny.527-a']],
    [{ country: 'US', region: 'IL', type: 'retail' }, {}, '2026-10-01', '2026-10-31', ['us-il.601']],
    [{ country: 'CN', type: 'retail' }, {}, null, '2026-12-26', ['cn.online-trade-18']],
    [
      { country: 'IT', type: 'retail' },
      { renewalNotice: 'P2M' },
      null,
      '2026-09-30',
      ['it.65-bis', 'contract'],
    ],
  ] as const)('%j %j', (customer, changes, first, last, rules) => {
    const window = noticeWindow({ ...agreement, ...changes }, customer, term)!;
    expect(window.firstDay === null ? null : formatDate(window.firstDay)).toBe(first);
    expect(formatDate(window.lastDay)).toBe(last);
    expect(window.rules).toEqual(rules);
  });

  it("is nobody's where nothing asks for it", () => {
    expect(noticeWindow(agreement, { country: 'DE', type: 'retail' }, term)).toBeNull();
    expect(noticeWindow(agreement, { country: 'US', region: 'TX' }, term)).toBeNull();
    expect(noticeWindow({ ...agreement, term: 'P6M' }, { country: 'US', region: 'CA' }, term)).toBeNull();
  });
});
