import { describe, expect, it } from 'vitest';
import { matchQuestion } from './reply-question.js';
import type { AskedQuestion } from './reply-question.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const csat: AskedQuestion = { id: 'csat', question: 'csat', askedAt: 1 * HOUR };
const secondCsat: AskedQuestion = { id: 'csat-2', question: 'csat', askedAt: 2 * HOUR };
const confirm: AskedQuestion = { id: 'confirm', question: 'confirm', askedAt: 3 * HOUR, visitAt: 5 * DAY };

function match(asked: AskedQuestion[], text: string, at = 10 * HOUR) {
  return matchQuestion(asked, { text, at });
}

describe('finding the question', () => {
  it('the only open one takes whatever comes', () => {
    expect(match([csat], '4, bit late')).toMatchObject({
      kind: 'match',
      id: 'csat',
      late: false,
      rule: 'question.only-one',
    });
    expect(match([csat], 'hm?')).toMatchObject({
      kind: 'match',
      id: 'csat',
      interpretation: { intent: 'unclear' },
    });
  });

  it('of two the one whose type fits', () => {
    expect(match([csat, confirm], '4')).toMatchObject({
      kind: 'match',
      id: 'csat',
      rule: 'question.only-type',
    });
    expect(match([csat, confirm], 'taip')).toMatchObject({ kind: 'match', id: 'confirm' });
  });

  it('two of one type are asked about, the newest first', () => {
    expect(match([csat, secondCsat], '4')).toMatchObject({ kind: 'ask-which', ids: ['csat-2', 'csat'] });
    expect(match([csat, confirm], '1')).toMatchObject({ kind: 'ask-which', ids: ['confirm', 'csat'] });
  });

  it('the letter that was offered decides', () => {
    const asked = [
      { ...csat, letter: 'A' },
      { ...secondCsat, letter: 'B' },
    ];
    expect(match(asked, 'B: 4')).toMatchObject({
      id: 'csat-2',
      interpretation: { intent: 'score', value: 4 },
    });
    expect(match(asked, 'a 2, still leaking')).toMatchObject({
      id: 'csat',
      interpretation: { value: 2, comment: 'still leaking' },
      rule: 'question.letter',
    });
  });

  it('what fits none goes to the newest, to be asked again', () => {
    expect(match([csat, confirm], 'thanks')).toMatchObject({
      id: 'confirm',
      interpretation: { intent: 'unclear' },
    });
  });

  it('a closed survey takes an answer for 14 days', () => {
    const closed = { ...csat, closedAt: 2 * DAY };
    expect(match([closed], '4', 16 * DAY)).toMatchObject({
      kind: 'match',
      id: 'csat',
      late: true,
      rule: 'question.late',
    });
    expect(match([closed], '4', 16 * DAY + 1)).toMatchObject({ kind: 'inbox', rule: 'question.none-open' });
    expect(match([closed], 'thanks', 3 * DAY)).toMatchObject({ kind: 'inbox' });
  });

  it('a confirmation is late until the visit starts', () => {
    const closed = { ...confirm, closedAt: 2 * DAY };
    expect(match([closed], 'yes', 4 * DAY)).toMatchObject({
      kind: 'match',
      late: true,
      interpretation: { intent: 'yes' },
    });
    expect(match([closed], 'yes', 6 * DAY)).toMatchObject({ kind: 'inbox' });
  });

  it('nothing newer may have been asked', () => {
    const asked = [
      { ...csat, closedAt: 4 * HOUR },
      { ...confirm, closedAt: 5 * HOUR },
    ];
    expect(match(asked, '4')).toMatchObject({ kind: 'inbox' });
  });

  it('a question asked after the reply came is not meant', () => {
    expect(match([csat, { ...secondCsat, askedAt: 20 * HOUR }], '4')).toMatchObject({
      kind: 'match',
      id: 'csat',
    });
  });

  it('an unknown number goes to the inbox', () => {
    expect(match([], '5')).toMatchObject({
      kind: 'inbox',
      interpretation: { intent: 'comment', comment: '5' },
    });
  });

  it('compliance comes first, except a visit called off', () => {
    expect(match([csat, confirm], 'STOP')).toMatchObject({
      kind: 'compliance',
      interpretation: { intent: 'opt-out' },
    });
    expect(match([], 'START')).toMatchObject({ kind: 'compliance', interpretation: { intent: 'opt-in' } });
    expect(match([confirm], '取消')).toMatchObject({
      kind: 'match',
      interpretation: { intent: 'no', possibleOptOut: true },
    });
    expect(match([confirm], 'CANCEL')).toMatchObject({ kind: 'compliance' });
  });
});
