import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { answerWith } from '../testing/answers';
import { clock } from '../testing/build';
import { show } from '../testing/render';
import { DueLabel } from './DueLabel';

const now = Date.parse('2026-11-24T12:00:00Z');

it.each([
  ['2026-11-21T08:00:00Z', 'due', '3d 4h overdue'],
  ['2026-11-24T14:00:00Z', 'due', 'due in 2h'],
  ['2026-11-24T12:00:10Z', 'due', 'due now'],
  ['2026-11-28T13:00:00Z', 'planned', 'in 4d 1h'],
  ['2026-11-21T08:00:00Z', 'sent', '3d 4h ago'],
  ['2026-11-21T08:00:00Z', 'done', '3d 4h ago'],
] as const)('says of a follow-up due %s and %s: %s', (dueAt, state, label) => {
  answerWith({ 'GET /v1/sandbox/clock': clock });
  show(<DueLabel dueAt={dueAt} now={now} state={state} />);
  expect(screen.getByText(label)).toHaveAttribute('datetime', dueAt);
});
