import { describe, expect, it } from 'vitest';
import { agenda } from './agenda.js';
import type { PlanEvent } from './event.js';
import type { Ladder } from './policy.js';
import { at, buildFacts, officeHours } from './testing/build.js';
import { formatInstant } from './time.js';

const DUE = '2026-11-02T12:00:00Z';
const ladder: Ladder = {
  levels: [
    { after: '-PT1H', to: ['owner'] },
    { after: 'PT0S', to: ['owner', 'team-lead', 'owner'] },
    { after: { workingMinutes: 240 }, to: ['manager'], reassign: true },
  ],
};

function climbed(rule: Ladder, events: readonly PlanEvent[] = [], now = '2026-11-02T10:00:00Z') {
  const subject = { type: 'sale', soldAt: at('2026-11-02T08:00:00Z') } as const;
  const steps = [
    {
      step: 'call',
      kind: 'call' as const,
      due: { from: 'sale.sold' as const, offset: 'PT4H' },
      ladder: rule,
    },
  ];
  const facts = buildFacts({ subject, steps, events, calendar: officeHours('UTC') });
  return agenda(facts, at(now)).escalations;
}

const fired = (...given: Parameters<typeof climbed>): string[] =>
  climbed(...given).map(({ level, round, at: on }) => `${level}/${round} ${formatInstant(on).slice(5, 16)}`);
const event = (type: 'acknowledged' | 'resolved', on: string): PlanEvent => ({
  type,
  of: 'step:call',
  at: at(on),
});

describe('a ladder', () => {
  it('counts from the due instant, backwards, at once and in working time', () => {
    expect(fired(ladder)).toEqual(['1/0 11-02T11:00', '2/0 11-02T12:00', '3/0 11-02T16:00']);
  });

  it('tells somebody named twice on a level once', () => {
    expect(climbed(ladder)[1]!.to).toEqual(['owner', 'team-lead']);
  });

  it('ends when the work is done', () => {
    const done: PlanEvent = { type: 'done', step: 'call', at: at('2026-11-02T12:30:00Z') };
    expect(fired(ladder, [done], '2026-11-02T20:00:00Z')).toEqual(['1/0 11-02T11:00', '2/0 11-02T12:00']);
  });

  it('follows its work when a person puts that off; what has fired stays fired', () => {
    const snoozed: PlanEvent = {
      type: 'snoozed',
      step: 'call',
      at: at('2026-11-02T11:30:00Z'),
      until: at('2026-11-03T12:00:00Z'),
    };
    expect(fired(ladder, [snoozed], DUE)).toEqual(['1/0 11-02T11:00', '2/0 11-03T12:00', '3/0 11-03T16:00']);
  });

  it('stops when it is acknowledged', () => {
    expect(fired(ladder, [event('acknowledged', '2026-11-02T11:30:00Z')])).toHaveLength(3);
    expect(fired(ladder, [event('acknowledged', '2026-11-02T11:30:00Z')], DUE)).toEqual(['1/0 11-02T11:00']);
  });

  it('goes on at the level that was acknowledged when nothing is resolved in time', () => {
    const patient = { ...ladder, acknowledge: { timeout: 'PT4H' } };
    const acknowledged = event('acknowledged', '2026-11-02T11:30:00Z');
    const resumed = ['1/0 11-02T11:00', '1/0 11-02T15:30', '2/0 11-02T16:30', '3/0 11-02T20:30'];
    expect(fired(patient, [acknowledged], DUE)).toEqual(resumed);
    const resolved = event('resolved', '2026-11-02T16:00:00Z');
    expect(fired(patient, [acknowledged, resolved], '2026-11-02T17:00:00Z')).toEqual(resumed.slice(0, 2));
  });

  it('repeats as a whole, each round later', () => {
    const short: Ladder = { levels: ladder.levels.slice(0, 2), repeat: { times: 2, every: 'PT3H' } };
    expect(fired(short)).toEqual([
      '1/0 11-02T11:00',
      '2/0 11-02T12:00',
      '1/1 11-02T14:00',
      '2/1 11-02T15:00',
      '1/2 11-02T17:00',
      '2/2 11-02T18:00',
    ]);
  });
});
