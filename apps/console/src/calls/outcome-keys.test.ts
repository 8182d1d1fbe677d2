import { expect, it } from 'vitest';
import { RARE_OUTCOMES, USUAL_OUTCOMES, answerByDigit, isToldAtOnce, mayBeTakenBack } from './outcome-keys';

it.each([
  ['csat', '5', null, 5],
  ['csat', '6', null, null],
  ['csat', '0', 1, null],
  ['ces', '7', null, 7],
  ['nps', '0', null, 0],
  ['nps', '1', null, 1],
  ['nps', '0', 1, 10],
  ['nps', '0', 10, 0],
  ['nps', '0', 2, 0],
  ['yes-no', '1', null, 'yes'],
  ['yes-no', '2', 'yes', 'no'],
  ['yes-no', '3', null, null],
] as const)('on %s the digit %s after %s means %s', (question, digit, chosen, answer) => {
  expect(answerByDigit(question, digit, chosen)).toBe(answer);
});

it('gives each outcome a key of its own', () => {
  const keys = [...USUAL_OUTCOMES, ...RARE_OUTCOMES].map(({ key }) => key);
  expect(new Set(keys).size).toBe(10);
});

it('tells at once only what can be taken back', () => {
  for (const { outcome } of [...USUAL_OUTCOMES, ...RARE_OUTCOMES])
    if (isToldAtOnce(outcome, null)) expect(mayBeTakenBack(outcome, null), outcome).toBe(true);
  expect(isToldAtOnce('reached', 'csat')).toBe(false);
  expect(mayBeTakenBack('reached', 2)).toBe(false);
});
