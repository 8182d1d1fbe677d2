import { expect, it } from 'vitest';
import { findCursor } from './complete';

const STEPS = `policy: boiler-care
steps:
  - step: check
    kind: visit
`;

it.each([
  ['', [], 'field'],
  ['pol', [], 'field'],
  ['subject: ', ['subject'], 'value'],
  [STEPS, [], 'field'],
  [`${STEPS}    `, ['steps', '-'], 'field'],
  [`${STEPS}    question: `, ['steps', '-', 'question'], 'value'],
  [`${STEPS}    due: { `, ['steps', '-', 'due'], 'field'],
  [`${STEPS}    due: { from: `, ['steps', '-', 'due', 'from'], 'value'],
  [`${STEPS}    due: { from: sale.sold, `, ['steps', '-', 'due'], 'field'],
  [`${STEPS}    stopOn: [`, ['steps', '-', 'stopOn', '-'], 'value'],
  [`${STEPS}    stopOn: [reply, `, ['steps', '-', 'stopOn', '-'], 'value'],
  [`${STEPS}    repeat:\n      `, ['steps', '-', 'repeat'], 'field'],
  [
    `${STEPS}    ladder:\n      levels:\n        - { to: [`,
    ['steps', '-', 'ladder', 'levels', '-', 'to', '-'],
    'value',
  ],
  [`${STEPS}  - `, ['steps', '-'], 'field'],
  [`${STEPS}calendar: `, ['calendar'], 'value'],
] as const)('%j wants a field or a value there', (text, path, wants) => {
  expect(findCursor(text)).toEqual({ path, wants });
});
