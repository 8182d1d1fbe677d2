import { describe, expect, it } from 'vitest';
import { mayContact, type ContactQuestion } from './contact-question.js';
import { at } from './testing/build.js';
import { toLocal } from './time.js';

const zone = 'Europe/Vilnius';
const question: ContactQuestion = {
  purpose: 'survey',
  channel: 'sms',
  customer: {},
  zone,
  consents: [],
  rules: {
    quietHours: { from: '21:00', to: '08:00' },
    weekdays: { sunday: { from: '20:00', to: '12:00' } },
    frequency: { max: 1, per: 'P1D' },
    surveyEvery: 'P30D',
    consent: { survey: 'informed' },
  },
  now: at('2027-03-05T10:00:00Z'),
  sent: [],
};
const ask = (now: string, more: Partial<ContactQuestion> = {}) => {
  const { allowed, nextAt, reasons } = mayContact({ ...question, now: at(now), ...more });
  return {
    allowed,
    next: nextAt === null ? null : toLocal(nextAt, zone),
    why: reasons.map(({ code }) => code),
  };
};

describe('May we contact somebody, and when?', () => {
  it('now, when nothing stands against it', () =>
    expect(ask('2027-03-05T10:00:00Z')).toEqual({ allowed: true, next: '2027-03-05T12:00', why: [] }));

  it('at 20:50 on a Sunday: on Monday morning', () =>
    expect(ask('2027-03-07T18:50:00Z')).toEqual({
      allowed: false,
      next: '2027-03-08T08:00',
      why: ['quiet-hours.moved'],
    }));

  it('after one text a day: at the same time tomorrow, or later where that is quiet', () => {
    const sent = [{ at: at('2027-03-06T09:00:00Z'), purpose: 'service' as const }];
    expect(ask('2027-03-06T10:00:00Z', { sent })).toEqual({
      allowed: false,
      next: '2027-03-07T12:00',
      why: ['frequency.reached', 'quiet-hours.moved'],
    });
  });

  it('after a question: a month later', () => {
    const sent = [{ at: at('2027-03-01T10:00:00Z'), purpose: 'survey' as const }];
    expect(ask('2027-03-05T10:00:00Z', { sent })).toMatchObject({
      next: '2027-03-31T12:00',
      why: ['survey-every.reached'],
    });
    expect(ask('2027-03-05T10:00:00Z', { sent, purpose: 'service' }).allowed).toBe(true);
  });

  it('never, as long as they do not want it', () => {
    const refusal = {
      channel: 'sms',
      purpose: 'all',
      granted: false,
      at: at('2027-03-01T10:00:00Z'),
    } as const;
    expect(ask('2027-03-05T10:00:00Z', { consents: [refusal] })).toEqual({
      allowed: false,
      next: null,
      why: ['consent.opted-out'],
    });
  });
});
