import { describe, expect, it } from 'vitest';
import { agenda } from './agenda.js';
import { CODE_RULES, OTHER_CODE, ruleOfCode } from './carrier-code.js';
import type { Channel } from './contact-rules.js';
import type { PlanEvent } from './event.js';
import type { CustomerFacts, Facts } from './facts.js';
import type { TextChannel } from './message.js';
import type { Step } from './policy.js';
import { at, buildFacts } from './testing/build.js';

const SOLD = '2026-11-02T10:00:00Z';
const LATER = '2026-11-02T10:05:00Z';
const QUIET = { quietHours: { from: '21:00', to: '08:00' } } as const;

interface Case {
  readonly customer?: CustomerFacts;
  readonly step?: Partial<Step>;
  readonly events?: readonly PlanEvent[];
  readonly now?: string;
  readonly facts?: Partial<Facts>;
}

function follow({ customer = {}, step = {}, events = [], now = LATER, facts = {} }: Case) {
  const subject = { type: 'sale', soldAt: at(SOLD) } as const;
  const text: Step = { step: 'hello', kind: 'sms', template: 'hello', due: { from: 'sale.sold' }, ...step };
  const answer = agenda(buildFacts({ subject, steps: [text], customer, events, ...facts }), at(now));
  return {
    text: answer.followUps.find(({ step: name }) => name === 'hello')!,
    all: answer.followUps,
    answer,
  };
}

const sent = (channel: TextChannel, turn: number, on: string): PlanEvent => ({
  type: 'sent',
  step: 'hello',
  channel,
  turn,
  at: at(on),
});
const failed = (channel: TextChannel, turn: number, code: number | null, on: string): PlanEvent => ({
  type: 'undelivered',
  step: 'hello',
  channel,
  turn,
  code,
  at: at(on),
});
const codes = (reasons: readonly { code: string }[]) => reasons.map(({ code }) => code);

describe('the channel of a text', () => {
  it.each<[string, CustomerFacts, readonly Channel[] | undefined, TextChannel]>([
    ['SMS where nobody said anything', {}, undefined, 'sms'],
    ['the first one of the customer', { channels: ['email', 'sms'] }, undefined, 'email'],
    ['never a call', { channels: ['call', 'sms'] }, undefined, 'sms'],
    [
      "the customer's first among those of the policy",
      { channels: ['email', 'sms'] },
      ['sms', 'call'],
      'sms',
    ],
    ["the policy's first where the customer said nothing", { channels: [] }, ['whatsapp', 'sms'], 'whatsapp'],
    ['not one without an address', { channels: ['email', 'sms'], hasEmail: false }, undefined, 'sms'],
    [
      'not a number that cannot be texted',
      { channels: ['sms', 'email'], textable: false },
      undefined,
      'email',
    ],
  ])('is %s', (_, customer, channels, expected) => {
    expect(follow({ customer, step: { channels }, now: SOLD }).text.sends).toMatchObject([
      { channel: expected },
    ]);
  });

  it('is one that the organisation has', () => {
    const customer = { channels: ['whatsapp', 'sms'] } as const;
    expect(follow({ customer, facts: { accounts: ['sms'] } }).text.sends).toMatchObject([{ channel: 'sms' }]);
  });

  it('is one that the customer agreed to', () => {
    const consents = [{ channel: 'sms', purpose: 'service', granted: false, at: at(SOLD) }] as const;
    const customer = { channels: ['sms', 'email'] } as const;
    expect(follow({ customer, facts: { consents } }).text.sends).toMatchObject([{ channel: 'email' }]);
  });

  it.each([
    ['an approved template in their language', { language: 'es' }, 'whatsapp'],
    ['no approved template in their language', { language: 'lt' }, 'sms'],
    [
      'a message of theirs less than a day ago',
      { language: 'lt', whatsAppAt: at('2026-11-01T10:06:00Z') },
      'whatsapp',
    ],
    ['a message of theirs a day ago', { language: 'lt', whatsAppAt: at('2026-11-01T10:05:00Z') }, 'sms'],
  ])('is WhatsApp only with %s or within a day of it', (_, customer, expected) => {
    const channels = ['whatsapp', 'sms'] as const;
    const approved = new Map([['hello', ['es']]]);
    const { text } = follow({ customer: { ...customer, channels }, facts: { approved } });
    expect(text.sends).toMatchObject([{ channel: expected }]);
  });
});

describe('a text that did not arrive', () => {
  const both = { channels: ['sms', 'email'] } as const;

  it('goes by the next channel when the number is no good', () => {
    const { text } = follow({ customer: both, events: [failed('sms', 1, 21211, LATER)] });
    expect(text).toMatchObject({ state: 'due', sends: [{ channel: 'email', turn: 2, sendAt: at(LATER) }] });
    expect(codes(text.reasons)).toContain('undelivered');
  });

  it('is over when no channel is left', () => {
    const { text, answer } = follow({ events: [failed('sms', 1, 30005, LATER)] });
    expect(text).toMatchObject({ state: 'skipped', sends: [] });
    expect(codes(text.reasons).slice(-2)).toEqual(['undelivered', 'not-delivered']);
    expect(answer.wakeAt).toBeNull();
  });

  it('goes again by the same channel as often as its code allows, and then by the next', () => {
    const tries: PlanEvent[] = [sent('sms', 1, LATER), failed('sms', 1, 30003, '2026-11-02T11:00:00Z')];
    const first = follow({ customer: both, events: tries, now: '2026-11-02T11:00:00Z' });
    const next = { channel: 'sms', turn: 2, sendAt: at('2026-11-03T11:00:00Z') };
    expect(first.text).toMatchObject({ state: 'planned', sends: [next] });
    expect(first.answer.wakeAt).toBe(next.sendAt);
    tries.push(
      failed('sms', 2, 30003, '2026-11-03T11:00:00Z'),
      failed('sms', 3, 30003, '2026-11-04T11:00:00Z'),
    );
    const last = follow({ customer: both, events: tries, now: '2026-11-04T11:00:00Z' });
    expect(last.text.sends).toMatchObject([
      { channel: 'email', turn: 4, sendAt: at('2026-11-04T11:00:00Z') },
    ]);
  });

  it('goes again in allowed hours only', () => {
    const events = [failed('sms', 1, 30001, '2026-11-02T21:30:00Z')];
    const contactRules = { ...QUIET, outside: { sms: 'defer' } } as const;
    const { text } = follow({ events, now: '2026-11-02T21:30:00Z', facts: { contactRules } });
    expect(text.sends).toMatchObject([{ channel: 'sms', turn: 2, sendAt: at('2026-11-03T08:00:00Z') }]);
  });

  it.each([21610, 30450, 29_999, null])(
    'is over for good with code %s, whatever channels are left',
    (code) => {
      const { text } = follow({ customer: both, events: [failed('sms', 1, code, LATER)] });
      expect(text).toMatchObject({ state: 'skipped', sends: [] });
    },
  );

  it('has left when a later message did', () => {
    const events = [failed('sms', 1, 30006, LATER), sent('email', 2, LATER)];
    expect(follow({ customer: both, events }).text).toMatchObject({ state: 'sent', sends: [] });
  });

  it('did not arrive even when that is known before it is known to have left', () => {
    const events = [failed('sms', 1, 30006, LATER), sent('sms', 1, LATER)];
    expect(follow({ customer: both, events }).text.sends).toMatchObject([{ channel: 'email', turn: 2 }]);
  });

  it('is tried no more after the customer answered another way', () => {
    const question = { kind: 'survey', question: 'csat' } as const;
    const scored = { type: 'scored', step: 'hello', score: 5, at: at(LATER) } as const;
    const { text } = follow({
      customer: both,
      step: question,
      events: [failed('sms', 1, 30003, LATER), scored],
    });
    expect(text).toMatchObject({ state: 'answered', sends: [] });
  });
});

describe('a call instead of a text', () => {
  const channels = ['sms', 'call'] as const;
  const call = (one: Case) => follow({ step: { channels }, ...one }).all.find(({ kind }) => kind === 'call');

  it('is work for staff as soon as no channel is left', () => {
    const found = call({ events: [failed('sms', 1, 30006, LATER)] });
    expect(found).toMatchObject({ step: 'hello/call', occurrence: 1, state: 'due', dueAt: at(LATER) });
    expect(codes(found!.reasons)).toEqual(['call.instead']);
  });

  it('is there from the start for a number that cannot be texted', () => {
    expect(call({ customer: { textable: false } })).toMatchObject({ dueAt: at(SOLD) });
  });

  it('ends with its outcome like any call', () => {
    const called: PlanEvent = { type: 'call', step: 'hello/call', outcome: 'complaint', at: at(LATER) };
    const { all, answer } = follow({ step: { channels }, events: [failed('sms', 1, 30006, SOLD), called] });
    expect(all.find(({ kind }) => kind === 'call')).toMatchObject({ state: 'done' });
    expect(answer.escalations).toMatchObject([{ of: 'step:hello/call' }, { of: 'step:hello/call' }]);
  });

  it.each<[string, Case]>([
    ['while a text can still leave', {}],
    [
      'where the policy knows none',
      { step: { channels: ['sms'] }, events: [failed('sms', 1, 30006, LATER)] },
    ],
    [
      'to somebody who wants no calls',
      {
        events: [failed('sms', 1, 30006, LATER)],
        facts: { consents: [{ channel: 'call', purpose: 'all', granted: false, at: at(SOLD) }] },
      },
    ],
    [
      'after a stop',
      { events: [{ type: 'customer.opted-out', at: at(SOLD) }, failed('sms', 1, 21610, LATER)] },
    ],
  ])('is not made %s', (_, one) => {
    expect(call(one)).toBeUndefined();
  });
});

describe('the table of codes', () => {
  it('says how often and when it goes again exactly where it goes again', () => {
    for (const [code, { then, after }] of Object.entries(CODE_RULES)) {
      expect([code, after !== undefined]).toEqual([code, then === 'again']);
    }
  });

  it('holds back what it does not know, and has people look at it', () => {
    expect(ruleOfCode(99_999)).toBe(OTHER_CODE);
    expect(OTHER_CODE).toMatchObject({ then: 'give-up', alert: true });
  });
});
