import { expect, it } from 'vitest';
import type { WorkAdded } from './added-work.js';
import { agenda } from './agenda.js';
import type { PlanEvent } from './event.js';
import { at, buildFacts } from './testing/build.js';

const MADE = '2026-11-02T10:00:00Z';
const DUE = '2026-11-06T16:00:00Z';

function follow(events: readonly PlanEvent[], now: string) {
  const subject = { type: 'ticket', openedAt: at(MADE) } as const;
  return agenda(buildFacts({ subject, steps: [], events }), at(now));
}
const promise = (changes: Partial<WorkAdded> = {}): WorkAdded => ({
  type: 'work.added',
  at: at(MADE),
  work: 'promise',
  kind: 'review',
  dueAt: at(DUE),
  text: 'We send the valve',
  ...changes,
});
const done: PlanEvent = { type: 'done', step: 'added/promise', at: at('2026-11-05T10:00:00Z') };

it('what was promised is work at once, due when it was promised, with the words', () => {
  const { followUps, wakeAt } = follow([promise()], MADE);
  expect(followUps).toMatchObject([
    { step: 'added/promise', occurrence: 1, kind: 'review', state: 'due', dueAt: at(DUE) },
  ]);
  expect(followUps[0]!.reasons).toMatchObject([{ code: 'work.added', said: 'We send the valve' }]);
  expect(wakeAt).toBe(at(DUE));
});

it('a promise that is kept is done and nobody is told', () => {
  const { followUps, escalations } = follow([promise(), done], '2026-11-30T10:00:00Z');
  expect(followUps).toMatchObject([{ state: 'done' }]);
  expect(escalations.filter(({ fired }) => fired)).toEqual([]);
});

it('a promise that is not kept climbs from the owner to a manager', () => {
  const { escalations } = follow([promise()], '2026-11-08T10:00:00Z');
  expect(escalations.map(({ of, at: told, to }) => [of, told, to])).toEqual([
    ['step:added/promise', at(DUE), ['owner']],
    ['step:added/promise', at('2026-11-06T20:00:00Z'), ['team-lead']],
    ['step:added/promise', at('2026-11-07T16:00:00Z'), ['manager']],
  ]);
});

it('each kind of added work is counted by itself, and is done by itself', () => {
  const second = promise({ at: at('2026-11-03T10:00:00Z'), text: 'We call you' });
  const approval = promise({ work: 'approval', text: 'Refund' });
  const { followUps } = follow([promise(), approval, second, done], '2026-11-05T12:00:00Z');
  expect(followUps.map(({ step, occurrence, state }) => [step, occurrence, state]).sort()).toEqual([
    ['added/approval', 1, 'due'],
    ['added/promise', 1, 'done'],
    ['added/promise', 2, 'due'],
  ]);
});
