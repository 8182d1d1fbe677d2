import { describe, expect, it } from 'vitest';
import {
  callMovesForward,
  judgeCall,
  outcomeOfDial,
  outcomeOfSurvey,
  stateOfCallStatus,
} from './call-progress.js';
import { DEFAULT_CONTACT_RULES } from './contact-rules.js';
import type { Consent } from './consent.js';
import { at } from './testing/build.js';

describe('How far a call has come', () => {
  it.each([
    ['queued', 'accepted'],
    ['initiated', 'accepted'],
    ['ringing', 'ringing'],
    ['in-progress', 'answered'],
    ['completed', 'ended'],
    ['busy', 'ended'],
    ['no-answer', 'ended'],
    ['canceled', 'ended'],
    ['failed', 'ended'],
    ['something new', undefined],
  ])('%s means %s', (status, state) => {
    expect(stateOfCallStatus(status)).toBe(state);
  });

  it.each([
    ['unknown', 'accepted', true],
    ['accepted', 'answered', true],
    ['answered', 'ringing', false],
    ['ended', 'answered', false],
    ['withdrawn', 'ended', false],
  ] as const)('from %s to %s: %s', (from, to, moves) => {
    expect(callMovesForward(from, to)).toBe(moves);
  });
});

describe('What the telephone alone tells', () => {
  it.each([
    ['no-answer', 'no-answer'],
    ['busy', 'busy'],
    ['completed', null],
    ['failed', null],
  ])('a dial that ended %s: %s', (status, outcome) => {
    expect(outcomeOfDial(status)).toBe(outcome);
  });

  it.each([
    ['nobody took it up', { status: 'no-answer' }, 'no-answer'],
    ['a machine', { answeredBy: 'machine_start' }, 'voicemail'],
    ['a fax', { answeredBy: 'fax' }, 'voicemail'],
    ['hung up before the question', {}, null],
    ['hung up on the question', { answeredBy: 'human', asked: true }, 'refused'],
    ['no key twice', { answeredBy: 'human', asked: true, empties: 2 }, 'no-answer'],
    ['perhaps a machine that said nothing', { answeredBy: 'unknown', asked: true }, 'voicemail'],
    ['the line failed', { status: 'failed' }, null],
  ] as const)('a survey: %s', (_, end, outcome) => {
    expect(outcomeOfSurvey({ status: 'completed', answeredBy: null, asked: false, empties: 0, ...end })).toBe(
      outcome,
    );
  });
});

describe('Whether a customer may be called', () => {
  /** Tuesday, 10:00 in Madrid. */
  const NOW = at('2026-11-03T09:00:00Z');
  const granted: Consent = { channel: 'call', purpose: 'survey', granted: true, at: NOW - 1 };
  const base = {
    kind: 'bridge',
    question: 'csat',
    askedAt: null,
    customer: { country: 'ES', textable: true },
    zone: 'Europe/Madrid',
    consents: [],
    rules: DEFAULT_CONTACT_RULES,
    now: NOW,
  } as const;

  it.each<[string, object, string]>([
    ['a person may ask without consent', {}, 'send'],
    ['a machine may not', { kind: 'survey' }, 'refuse'],
    ['a machine may with consent', { kind: 'survey', consents: [granted] }, 'send'],
    ['not who refused calls', { consents: [{ ...granted, purpose: 'all', granted: false }] }, 'refuse'],
    ['not in the night', { now: at('2026-11-03T22:00:00Z') }, 'wait'],
    [
      'a machine not within a day of the same question by text',
      { kind: 'survey', consents: [granted], askedAt: NOW - 3_600_000 },
      'wait',
    ],
    ['a person may', { askedAt: NOW - 3_600_000 }, 'send'],
  ])('%s', (_, changes, verdict) => {
    expect(judgeCall({ ...base, ...changes }).verdict).toBe(verdict);
  });
});
