import type { SimulationAnswer } from '@aftercare/workflows/documents/run-simulation.js';
import type { Simulation } from '@aftercare/workflows/documents/simulation-document.js';
import type { Reason } from '@aftercare/workflows/domain/reason.js';
import { parseInstant, toLocal } from '@aftercare/workflows/domain/time.js';

type Row = readonly string[];

/** The answer of a simulation for people: tables of what is due when and why. Dates are local to the simulation's zone. */
export function describeSimulation(answer: SimulationAnswer, { facts }: Simulation): string {
  const { zone } = facts;
  const local = (instant: string | null): string =>
    instant === null ? '–' : toLocal(parseInstant(instant), zone).replace('T', ' ');
  const parts = [
    `${facts.policy.name} (${facts.policy.policy}), local dates of ${zone}`,
    section('', ['due', 'leaves', 'step', 'kind', 'state', 'why'], followUps(answer, local)),
    section('Targets', ['target', 'due', 'state', 'worked', 'paused', 'left'], targets(answer, local)),
    section('Escalations', ['at', 'of', 'level', 'to'], escalations(answer, local)),
    agreement(answer),
    ...answer.waitingFor.map(({ step, anchor }) => `${step} waits for ${anchor}.`),
    answer.wakeAt === null
      ? 'Nothing changes by itself any more.'
      : `Next change by itself: ${local(answer.wakeAt)}`,
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function followUps({ followUps: items }: SimulationAnswer, local: (instant: string) => string): Row[] {
  return items.map(({ step, occurrence, kind, dueAt, sendAt, state, projected, reasons }) => [
    local(dueAt),
    sendAt === undefined || sendAt === dueAt ? '' : local(sendAt),
    occurrence === 1 ? step : `${step} #${occurrence}`,
    kind,
    projected ? `${state}, expected` : state,
    why(reasons),
  ]);
}

function why(reasons: readonly Reason[]): string {
  return reasons.map(({ text }) => text).join('; ');
}

function targets({ targets: clocks }: SimulationAnswer, local: (instant: string | null) => string): Row[] {
  return clocks.map(({ target, dueAt, state, workedMinutes, pausedMinutes, marginMinutes }) => [
    target,
    local(dueAt),
    state,
    `${workedMinutes} min`,
    `${pausedMinutes} min`,
    `${marginMinutes} min`,
  ]);
}

function escalations({ escalations: levels }: SimulationAnswer, local: (instant: string) => string): Row[] {
  return levels.map(({ at, of, level, round, to }) => [
    local(at),
    of,
    round === 0 ? `${level}` : `${level}, round ${round + 1}`,
    to.join(', '),
  ]);
}

function agreement({ agreement: clock }: SimulationAnswer): string {
  if (!clock) return '';
  const notice = clock.noticeOn === null ? '' : `, notice until ${clock.noticeOn}`;
  return `Agreement: ${clock.state}, term ${clock.term} ends on ${clock.endsOn}${notice}`;
}

function section(title: string, head: Row, rows: readonly Row[]): string {
  if (rows.length === 0) return '';
  const widths = head.map((_, i) => Math.max(...[head, ...rows].map((row) => widthOf(row[i]!))));
  const line = (row: Row): string =>
    row
      .map((cell, i) => cell + ' '.repeat(widths[i]! - widthOf(cell)))
      .join('  ')
      .trimEnd();
  const rule = widths.slice(0, -1).map((width) => '-'.repeat(width));
  return [...(title ? [title] : []), line(head), [...rule, '---'].join('  '), ...rows.map(line)].join('\n');
}

/** Columns on a terminal: letters, not code units. */
function widthOf(text: string): number {
  return [...text].length;
}
