import { describe, expect, it } from 'vitest';
import { agenda } from './agenda.js';
import type { PlanEvent } from './event.js';
import type { Facts } from './facts.js';
import type { Step } from './policy.js';
import { parseInstant } from './time.js';

const at = parseInstant;
const STEP: Step = {
  step: 'check',
  kind: 'visit',
  due: { from: 'agreement.starts', offset: 'P1Y', at: '09:00' },
  repeat: { every: 'P1Y', mode: 'anniversary', early: 'P2M' },
  horizon: 'P60D',
  expires: 'P60D',
  propose: { template: 'slots', again: 'again', remindAfter: 'P2D', closesAfter: 'P5D', rounds: 2 },
  confirm: { before: 'P1D', template: 'tomorrow' },
  ladder: {
    levels: [
      { after: '-P14D', to: ['owner'] },
      { after: 'P1D', to: ['manager'] },
    ],
  },
};
const OF = { step: 'check', occurrence: 1 };
const proposed = (on: string): PlanEvent => ({
  ...{ ...OF, type: 'proposed', at: at(on), proposal: 'p', leads: true },
  closesAt: at(on) + 5 * 86_400_000,
});
const booked = (on: string, startsAt: string): PlanEvent => ({
  ...{ ...OF, type: 'booked', at: at(on), visit: 'v', leads: true, by: 'customer' },
  ...{ startsAt: at(startsAt), endsAt: at(startsAt) + 3_600_000 },
});
const sent = (on: string, part: string, turn = 1): PlanEvent => ({
  ...OF,
  type: 'sent',
  at: at(on),
  part,
  turn,
});

/** Due on 1 March 2028 at 09:00 UTC; work since 1 January. */
function look(now: string, events: PlanEvent[] = [], step: Step = STEP) {
  const facts: Facts = {
    policy: { policy: 'p', name: 'p', subject: 'agreement', family: 'f', rank: 1, steps: [step] },
    subject: { type: 'agreement', startsOn: '2027-03-01', term: 'P5Y' },
    customer: { channels: ['sms'] },
    zone: 'UTC',
    calendars: new Map(),
    contactRules: {},
    purposes: new Map(
      ['slots', 'again', 'tomorrow', 'visit-booked', 'visit-moved', 'visit-cancelled'].map((key) => [
        key,
        'service',
      ]),
    ),
    events,
    startedAt: at('2027-03-01T00:00:00Z'),
    assumeSent: false,
  };
  const plan = agenda(facts, at(now));
  const one = plan.followUps.find(({ occurrence }) => occurrence === 1)!;
  return {
    ...one,
    plan,
    stage: one.visit?.stage,
    parts: one.sends.map(({ part, template }) => `${part} ${template}`),
  };
}

describe('an open visit', () => {
  it('is proposed once it is work, and only then', () => {
    expect(look('2027-12-01T00:00:00Z').stage).toBe('to-come');
    expect(look('2028-01-02T00:00:00Z')).toMatchObject({ stage: 'to-propose', visit: { proposeTurn: 1 } });
  });

  it('asks, reminds once, and is proposed again when nobody answers; then a person calls', () => {
    const first = [proposed('2028-01-02T09:00:00Z')];
    expect(look('2028-01-02T09:00:00Z', first).parts).toEqual(['proposal slots']);
    const asked = [...first, sent('2028-01-02T09:01:00Z', 'proposal')];
    expect(look('2028-01-05T09:00:00Z', asked)).toMatchObject({
      stage: 'proposed',
      parts: ['proposal-reminder slots'],
    });
    const reminded = [...asked, sent('2028-01-04T09:01:00Z', 'proposal-reminder')];
    expect(look('2028-01-05T09:00:00Z', reminded).parts).toEqual([]);
    expect(look('2028-01-07T09:00:00Z', reminded)).toMatchObject({
      stage: 'to-propose',
      visit: { proposeTurn: 2 },
    });
    const second = [...reminded, proposed('2028-01-07T09:00:00Z')];
    expect(look('2028-01-12T09:00:00Z', second)).toMatchObject({ stage: 'to-arrange' });
    expect(look('2028-01-12T09:00:00Z', second).reasons.at(-1)!.code).toBe('visit.unanswered');
  });

  it('who suits none gets others, in other words; who writes words of their own gets a person', () => {
    const none = [
      proposed('2028-01-02T09:00:00Z'),
      { ...OF, type: 'declined', at: at('2028-01-03T09:00:00Z') } as PlanEvent,
    ];
    expect(look('2028-01-03T09:00:00Z', none).visit).toMatchObject({ stage: 'to-propose', isAgain: true });
    expect(look('2028-01-03T10:00:00Z', [...none, proposed('2028-01-03T09:00:00Z')]).parts).toEqual([
      'proposal again',
    ]);
    const own = [
      proposed('2028-01-02T09:00:00Z'),
      { ...OF, type: 'declined', at: at('2028-01-03T09:00:00Z'), person: 'own-words' } as PlanEvent,
    ];
    expect(look('2028-01-03T09:00:00Z', own).stage).toBe('to-arrange');
  });

  it('a slot that was taken costs the customer no round', () => {
    const taken: PlanEvent = {
      ...OF,
      type: 'proposal-withdrawn',
      at: at('2028-01-03T09:00:00Z'),
      reason: 'slot-taken',
    };
    const events = [proposed('2028-01-02T09:00:00Z'), taken, proposed('2028-01-03T09:00:00Z')];
    expect(look('2028-01-09T09:00:00Z', events).stage).toBe('to-propose');
  });
});

describe('a booked visit', () => {
  const events = [proposed('2028-01-02T09:00:00Z'), booked('2028-01-03T09:00:00Z', '2028-02-10T09:00:00Z')];

  it('is due when it is booked, keeps its deadline, and warns nobody that it comes near', () => {
    const one = look('2028-02-05T00:00:00Z', events);
    expect(one).toMatchObject({
      dueAt: at('2028-02-10T09:00:00Z'),
      stage: 'booked',
      visit: { deadlineAt: at('2028-03-01T09:00:00Z') },
    });
    expect(one.plan.escalations.filter(({ fired, of }) => fired && of === 'step:check')).toEqual([]);
  });

  it('tells the customer at once, moves in other words, and reminds before it', () => {
    expect(look('2028-01-03T09:00:00Z', events).sends[0]).toMatchObject({
      part: 'visit-told',
      template: 'visit-booked',
      purpose: 'confirmation',
    });
    const told = [...events, sent('2028-01-03T09:01:00Z', 'visit-told')];
    expect(look('2028-01-04T00:00:00Z', told).parts).toEqual(['confirm tomorrow']);
    const moved = [...told, booked('2028-01-05T09:00:00Z', '2028-02-12T09:00:00Z')];
    expect(look('2028-01-05T09:00:00Z', moved).parts).toContain('visit-told visit-moved');
    expect(look('2028-01-05T09:00:00Z', moved).sends.find(({ part }) => part === 'confirm')!.sendAt).toBe(
      at('2028-02-11T09:00:00Z'),
    );
  });

  it('that is past without a report is overdue and missed; its ladder climbs from the booked time', () => {
    const one = look('2028-02-11T10:00:00Z', events);
    expect(one).toMatchObject({ stage: 'missed', state: 'due' });
    expect(one.reasons.at(-1)!.code).toBe('visit.missed');
    expect(one.plan.escalations.filter(({ fired }) => fired)).toMatchObject([
      { level: 2, at: at('2028-02-11T09:00:00Z') },
    ]);
  });

  it('done on the booked day the anniversary stays', () => {
    const done: PlanEvent = { ...OF, type: 'done', at: at('2028-02-10T11:00:00Z') };
    const { plan } = look('2028-02-11T00:00:00Z', [...events, done]);
    expect(plan.followUps.find(({ occurrence }) => occurrence === 2)!.dueAt).toBe(at('2029-03-01T09:00:00Z'));
  });

  it('that the customer cannot keep is due on its deadline again', () => {
    const cannot: PlanEvent = { ...OF, type: 'declined', at: at('2028-02-01T09:00:00Z') };
    expect(look('2028-02-01T09:00:00Z', [...events, cannot])).toMatchObject({
      ...{ dueAt: at('2028-03-01T09:00:00Z'), stage: 'to-propose' },
    });
  });

  it('that is called off ends, and the customer hears of it', () => {
    const off: PlanEvent = { ...OF, type: 'cancelled', at: at('2028-02-01T09:00:00Z'), reason: 'sold' };
    const one = look('2028-02-01T09:00:00Z', [...events, off]);
    expect(one).toMatchObject({ state: 'cancelled', parts: ['visit-called-off visit-cancelled'] });
    expect(one.visit).toBeUndefined();
  });

  it('expires only so long after its deadline, although it was booked before', () => {
    expect(look('2028-04-20T00:00:00Z', events).state).toBe('due');
    expect(look('2028-05-01T00:00:00Z', events).state).toBe('expired');
  });
});
