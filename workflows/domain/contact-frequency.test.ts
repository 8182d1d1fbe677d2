import { describe, expect, it } from 'vitest';
import { agenda } from './agenda.js';
import { judgeAcrossPlans, type FrequencyQuestion, type OtherMessage } from './contact-frequency.js';
import type { ContactRules, Purpose } from './contact-rules.js';
import type { Step } from './policy.js';
import { at, buildFacts } from './testing/build.js';

const rules: ContactRules = {
  frequency: { max: 2, per: 'P7D', exempt: ['safety', 'confirmation'] },
  surveyEvery: 'P30D',
  merge: 'PT4H',
};
const NOW = '2026-11-20T10:00:00Z';
const text = (on: string, purpose: Purpose = 'service'): OtherMessage => ({ at: at(on), purpose });

function judge(purpose: Purpose, rest: Partial<FrequencyQuestion> = {}) {
  return judgeAcrossPlans({
    message: text(NOW, purpose),
    sent: [],
    staged: [],
    rules,
    zone: 'Europe/Vilnius',
    ...rest,
  });
}

describe('a text among all others to a customer', () => {
  const two = [text('2026-11-14T09:00:00Z'), text('2026-11-18T09:00:00Z')];

  it('leaves when there is room', () => {
    expect(judge('service', { sent: two.slice(1) })).toEqual({ verdict: 'send' });
  });

  it('waits until the oldest of too many is far enough back', () => {
    const verdict = judge('service', { sent: two });
    expect(verdict).toMatchObject({
      verdict: 'wait',
      until: at('2026-11-21T09:00:00Z'),
      reason: { code: 'frequency.reached' },
    });
  });

  it('waits longer when more than allowed left already', () => {
    const sent = [...two, text('2026-11-19T09:00:00Z')];
    expect(judge('service', { sent })).toMatchObject({ until: at('2026-11-25T09:00:00Z') });
  });

  it('leaves when its purpose is exempt, and what is exempt does not count', () => {
    expect(judge('safety', { sent: two })).toEqual({ verdict: 'send' });
    const warnings = two.map((one) => ({ ...one, purpose: 'safety' as const }));
    expect(judge('service', { sent: warnings })).toEqual({ verdict: 'send' });
  });

  it('is not asked when another question left too short ago', () => {
    const sent = [text('2026-10-25T09:00:00Z', 'survey')];
    expect(judge('survey', { sent })).toMatchObject({
      verdict: 'skip',
      reason: { code: 'survey-every.reached' },
    });
    expect(judge('survey', { sent: [text('2026-10-21T09:00:00Z', 'survey')] })).toEqual({ verdict: 'send' });
  });

  it('reminds of a question, which is no second question', () => {
    const sent = [text('2026-11-18T09:00:00Z', 'survey')];
    const message = { ...text(NOW, 'survey'), part: 'reminder' };
    expect(judge('survey', { message, sent })).toEqual({ verdict: 'send' });
  });

  it('takes reminders along that are to leave within the time for merging', () => {
    const staged = [
      { id: 'near', ...text('2026-11-20T13:00:00Z') },
      { id: 'far', ...text('2026-11-20T15:00:00Z') },
      { id: 'question', ...text('2026-11-20T11:00:00Z', 'survey') },
    ];
    expect(judge('service', { staged })).toMatchObject({ verdict: 'merge', ids: ['near'] });
    expect(judge('survey', { staged })).toEqual({ verdict: 'send' });
  });

  it('needs no rules', () => expect(judge('survey', { sent: two, rules: {} })).toEqual({ verdict: 'send' }));
});

describe('texts of one plan', () => {
  const step = (name: string, kind: 'sms' | 'survey', offset: string): Step => ({
    step: name,
    kind,
    template: name,
    due: { from: 'sale.sold', offset },
    ...(kind === 'survey' ? { question: 'csat' as const } : {}),
  });
  const soldAt = at('2026-11-02T10:00:00Z');
  const plan = (...steps: Step[]) =>
    agenda(buildFacts({ subject: { type: 'sale', soldAt }, steps, contactRules: rules }), soldAt);

  it('a third within the week waits', () => {
    const { followUps, wakeAt } = plan(
      step('a', 'sms', 'P1D'),
      step('b', 'sms', 'P2D'),
      step('c', 'sms', 'P3D'),
    );
    const c = followUps.find((followUp) => followUp.step === 'c')!;
    expect(c).toMatchObject({
      state: 'planned',
      dueAt: at('2026-11-05T10:00:00Z'),
      sendAt: at('2026-11-10T10:00:00Z'),
    });
    expect(c.sends[0]!.sendAt).toBe(c.sendAt);
    expect(c.reasons.at(-1)).toMatchObject({ code: 'frequency.reached', max: 2, per: 'P7D' });
    expect(wakeAt).toBe(at('2026-11-03T10:00:00Z'));
  });

  it('a second question within the month is not asked', () => {
    const { followUps } = plan(step('csat', 'survey', 'P1D'), step('again', 'survey', 'P20D'));
    expect(followUps.map(({ step: name, state }) => [name, state])).toEqual([
      ['csat', 'planned'],
      ['again', 'skipped'],
    ]);
    expect(followUps[1]!.reasons.at(-1)).toMatchObject({ code: 'survey-every.reached' });
    expect(followUps[1]!.sends).toEqual([]);
  });

  it('reminders close to each other leave together', () => {
    const { followUps } = plan(step('a', 'sms', 'P1D'), step('b', 'sms', 'PT27H'));
    expect(followUps[1]).toMatchObject({ step: 'b', sendAt: at('2026-11-03T10:00:00Z'), state: 'planned' });
    expect(followUps[1]!.reasons.at(-1)).toMatchObject({ code: 'merged', step: 'a' });
  });

  it('of a simulation are judged afterwards as they would have been then', () => {
    const steps = [step('csat', 'survey', 'P1D'), step('again', 'survey', 'P20D'), step('a', 'sms', 'P40D')];
    const facts = buildFacts({
      subject: { type: 'sale', soldAt },
      steps,
      contactRules: rules,
      assumeSent: true,
    });
    const states = (now: string) =>
      agenda(facts, at(now)).followUps.map(({ step: name, state }) => [name, state]);
    expect(states('2027-01-15T10:00:00Z')).toEqual([
      ['csat', 'closed'],
      ['again', 'skipped'],
      ['a', 'sent'],
    ]);
  });
});
