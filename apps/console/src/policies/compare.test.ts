import { expect, it } from 'vitest';
import { compareSimulations } from './compare';
import type { Simulation } from './policies.api';

function simulation(...items: [step: string, day: number][]): Simulation {
  const followUps = items.map(([step, day]) => ({
    ...{ step, occurrence: 1, kind: 'call' as const, state: 'planned', reasons: [] },
    ...{ dueAt: `2027-01-0${day}T09:00:00Z`, dueLocal: `2027-01-0${day}T11:00` },
  }));
  return { followUps, targets: [], escalations: [], waitingFor: [], wakeAt: null };
}

it('says of each item whether it is new, moved, gone or as before, in order of time', () => {
  const compared = compareSimulations(
    simulation(['stays', 1], ['moves', 4], ['new', 2]),
    simulation(['stays', 1], ['moves', 3], ['gone', 5]),
  );
  expect(compared.map(({ step, change, wasLocal }) => [step, change, wasLocal])).toEqual([
    ['stays', 'same', '2027-01-01T11:00'],
    ['new', 'added', null],
    ['moves', 'moved', '2027-01-03T11:00'],
    ['gone', 'removed', '2027-01-05T11:00'],
  ]);
});

it('has nothing to compare with while nothing is published', () => {
  expect(compareSimulations(simulation(['a', 1]), null)).toMatchObject([{ change: 'same', wasLocal: null }]);
});
