import { describe, expect, it } from 'vitest';
import { withAddedQuestions, type QuestionAdded } from './added-question.js';
import { agenda } from './agenda.js';
import type { PlanEvent } from './event.js';
import type { Step } from './policy.js';
import { at, buildFacts } from './testing/build.js';

const SOLD = '2026-11-02T10:00:00Z';
const STEPS: readonly Step[] = [
  {
    step: 'satisfaction',
    kind: 'survey',
    due: { from: 'sale.sold', offset: 'P3D' },
    question: 'csat',
    template: 'csat',
    react: [{ to: { atMost: 2 }, do: 'escalate' }],
  },
  {
    step: 'ask-again',
    kind: 'survey',
    due: { from: 'resolved:satisfaction', offset: 'P30D', at: '10:00' },
    question: 'csat',
    template: 'ask-again',
  },
];
const ASKED: PlanEvent[] = [
  { type: 'sent', step: 'satisfaction', at: at('2026-11-05T10:00:00Z') },
  { type: 'scored', step: 'satisfaction', at: at('2026-11-05T12:00:00Z'), score: 1 },
];
const RESOLVED: PlanEvent = { type: 'resolved', of: 'step:satisfaction', at: at('2026-11-09T15:00:00Z') };

function follow(events: readonly PlanEvent[], now: string, surveyEvery?: string) {
  const subject = { type: 'sale', soldAt: at(SOLD) } as const;
  const facts = buildFacts({ subject, steps: STEPS, events, contactRules: { surveyEvery } });
  return agenda({ ...facts, policy: withAddedQuestions(facts.policy, events) }, at(now));
}
const ofStep = (step: string, events: readonly PlanEvent[], now: string, surveyEvery?: string) =>
  follow(events, now, surveyEvery).followUps.filter((one) => one.step === step);

describe('Asking again after a recovery', () => {
  it('waits until the escalation of the low score is resolved', () => {
    expect(ofStep('ask-again', ASKED, '2026-11-08T10:00:00Z')).toEqual([]);
    expect(follow(ASKED, '2026-11-08T10:00:00Z').waitingFor).toEqual([
      { step: 'ask-again', anchor: 'resolved:satisfaction' },
    ]);
  });

  it('waits for nothing when there was no low answer', () => {
    expect(follow([ASKED[0]!], '2026-11-08T10:00:00Z').waitingFor).toEqual([]);
    const happy: PlanEvent = {
      type: 'scored',
      step: 'satisfaction',
      at: at('2026-11-05T12:00:00Z'),
      score: 5,
    };
    expect(follow([ASKED[0]!, happy], '2026-11-08T10:00:00Z').waitingFor).toEqual([]);
  });

  it('asks a while after that, at a decent hour', () => {
    expect(ofStep('ask-again', [...ASKED, RESOLVED], '2026-11-10T10:00:00Z')).toMatchObject([
      { kind: 'survey', occurrence: 1, state: 'planned', dueAt: at('2026-12-09T10:00:00Z') },
    ]);
  });

  it('asks once, even if the escalation was resolved twice', () => {
    const again: PlanEvent = { ...RESOLVED, at: at('2026-11-20T15:00:00Z') };
    expect(ofStep('ask-again', [...ASKED, RESOLVED, again], '2026-11-21T10:00:00Z')).toMatchObject([
      { dueAt: at('2026-12-09T10:00:00Z') },
    ]);
  });

  it('does not take the answer of before for an answer to it', () => {
    const sent: PlanEvent = { type: 'sent', step: 'ask-again', at: at('2026-12-09T10:00:00Z') };
    const events = [...ASKED, RESOLVED, sent];
    expect(ofStep('ask-again', events, '2026-12-09T12:00:00Z')).toMatchObject([{ state: 'sent' }]);
    const happy: PlanEvent = { type: 'scored', step: 'ask-again', at: at('2026-12-09T13:00:00Z'), score: 5 };
    expect(ofStep('ask-again', [...events, happy], '2026-12-10T12:00:00Z')).toMatchObject([
      { state: 'answered' },
    ]);
  });

  it('does not ask within surveyEvery, and says so', () => {
    const early: PlanEvent = { ...RESOLVED, at: at('2026-11-05T13:00:00Z') };
    const asked = ofStep('ask-again', [...ASKED, early], '2026-11-06T10:00:00Z', 'P60D');
    expect(asked).toMatchObject([{ state: 'skipped' }]);
    expect(asked[0]!.reasons.at(-1)!.code).toMatch(/survey/);
  });
});

describe('A question that a wave adds', () => {
  const added: QuestionAdded = {
    type: 'question.added',
    at: at('2026-11-20T08:00:00Z'),
    dueAt: at('2026-11-20T09:00:00Z'),
    question: 'nps',
    template: 'nps',
    wave: 'wav_1',
  };

  it('is asked as every other one', () => {
    expect(ofStep('asked:1', [added], '2026-11-20T08:30:00Z')).toMatchObject([
      { kind: 'survey', state: 'planned', dueAt: added.dueAt, sends: [{ part: 'message', template: 'nps' }] },
    ]);
  });

  it('is added once, however often its wave says so', () => {
    expect(ofStep('asked:2', [added, added], '2026-11-20T08:30:00Z')).toEqual([]);
    const next = {
      ...added,
      wave: 'wav_2',
      at: at('2027-05-20T08:00:00Z'),
      dueAt: at('2027-05-20T09:00:00Z'),
    };
    expect(ofStep('asked:2', [added, next], '2027-05-20T08:30:00Z')).toMatchObject([{ dueAt: next.dueAt }]);
  });

  it('keeps to surveyEvery', () => {
    const lately: PlanEvent[] = [{ type: 'sent', step: 'satisfaction', at: at('2026-11-05T10:00:00Z') }];
    expect(ofStep('asked:1', [...lately, added], '2026-11-20T08:30:00Z', 'P30D')).toMatchObject([
      { state: 'skipped' },
    ]);
  });

  it('opens an escalation when the answer is bad news', () => {
    const events: PlanEvent[] = [
      added,
      { type: 'sent', step: 'asked:1', at: added.dueAt },
      { type: 'scored', step: 'asked:1', at: at('2026-11-20T10:00:00Z'), score: 3 },
    ];
    const { escalations, reactions } = follow(events, '2026-11-20T11:00:00Z');
    expect(reactions).toMatchObject([{ step: 'asked:1', do: 'escalate' }]);
    expect(escalations[0]).toMatchObject({ of: 'step:asked:1', fired: true });
  });
});
