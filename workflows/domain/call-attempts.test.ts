import { describe, expect, it } from 'vitest';
import { agenda } from './agenda.js';
import type { PlanEvent } from './event.js';
import type { Step } from './policy.js';
import { at, buildFacts } from './testing/build.js';

/** Monday, 10:00 in Vilnius. */
const SOLD = '2026-11-02T08:00:00Z';
const CALL: Step = { step: 'ask', kind: 'call', question: 'csat', due: { from: 'sale.sold' } };
const SURVEY: Step = { ...CALL, step: 'text', kind: 'survey', template: 'csat' };

function follow(steps: readonly Step[], events: readonly PlanEvent[], now: string) {
  const subject = { type: 'sale', soldAt: at(SOLD) } as const;
  const facts = buildFacts({ subject, steps, events, zone: 'Europe/Vilnius' });
  const { followUps } = agenda(facts, at(now));
  return (step: string) => followUps.find((one) => one.step === step)!;
}
const called = (outcome: 'no-answer' | 'busy' | 'voicemail' | 'wrong-number', on: string): PlanEvent => ({
  type: 'call',
  step: 'ask',
  outcome,
  at: at(on),
});

describe('A call that nobody took is tried again at another part of the day', () => {
  it.each([
    ['in the afternoon a day after a morning', 'P1D', '2026-11-02T08:30:00Z', '2026-11-03T12:00:00Z'],
    ['in the morning after an afternoon', 'P1D', '2026-11-02T13:00:00Z', '2026-11-03T08:00:00Z'],
    ['in the morning after an evening', 'P1D', '2026-11-02T16:00:00Z', '2026-11-03T08:00:00Z'],
    [
      'after four hours where these lead to another part',
      'PT4H',
      '2026-11-02T08:30:00Z',
      '2026-11-02T12:30:00Z',
    ],
    ['in the next other part where they do not', 'PT1H', '2026-11-02T08:00:00Z', '2026-11-02T12:00:00Z'],
  ])('%s', (_, gap, missed, next) => {
    const step = { ...CALL, attempts: { max: 3, gap } };
    const { attempts, state } = follow([step], [called('no-answer', missed)], missed)('ask');
    expect(state).toBe('due');
    expect(attempts).toEqual({ used: 1, max: 3, nextAt: at(next) });
  });
});

describe('A call that is given up', () => {
  const step: Step = {
    ...CALL,
    attempts: { max: 2, gap: 'PT4H' },
    react: [{ to: { outcome: 'unreached' }, do: 'send', template: 'missed-call' }],
  };
  const missed = [called('no-answer', '2026-11-02T08:30:00Z'), called('busy', '2026-11-02T12:30:00Z')];

  it('leads to the text that the policy names, after the last attempt only', () => {
    expect(follow([step], missed.slice(0, 1), '2026-11-02T12:00:00Z')('ask').sends).toEqual([]);
    const given = follow([step], missed, '2026-11-02T12:30:00Z')('ask');
    expect(given).toMatchObject({ state: 'unreached', sends: [{ template: 'missed-call' }] });
  });

  it('does not wait for the other attempts when the number is a wrong one', () => {
    const given = follow([step], [called('wrong-number', '2026-11-02T08:30:00Z')], '2026-11-02T08:30:00Z');
    expect(given('ask').state).toBe('unreached');
  });
});

describe('An answer on one way closes the others', () => {
  const scored = (step: string, on: string): PlanEvent => ({ type: 'scored', step, score: 5, at: at(on) });
  const sent: PlanEvent = { type: 'sent', step: 'text', at: at(SOLD) };
  const both = [SURVEY, CALL];

  it('the call is not made when the text was answered', () => {
    const now = '2026-11-02T10:00:00Z';
    const { state, reasons } = follow(both, [sent, scored('text', now)], now)('ask');
    expect(state).toBe('withdrawn');
    expect(reasons.at(-1)).toMatchObject({ code: 'answered.elsewhere', step: 'text' });
  });

  it('the question by text closes when the call brought the answer', () => {
    const now = '2026-11-02T10:00:00Z';
    expect(follow(both, [sent, scored('ask', now)], now)('text').state).toBe('closed');
  });

  it('another question stays open', () => {
    const now = '2026-11-02T10:00:00Z';
    const nps: Step = { ...CALL, question: 'nps' };
    expect(follow([SURVEY, nps], [sent, scored('text', now)], now)('ask').state).toBe('due');
  });
});
