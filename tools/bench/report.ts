import type { Agendas } from './agendas.js';
import type { Bytes } from './bytes.js';
import type { Imports } from './imports.js';
import type { Intake } from './intake.js';
import type { Reports } from './reports.js';
import type { Replan } from './replan.js';
import type { Storms } from './storm.js';
import type { Wakes } from './wakes.js';

/** What a run found; parts that were not asked for are missing. */
export interface Findings {
  intake?: Intake;
  wakes?: Wakes;
  storms?: Storms;
  bytes?: Bytes;
  agendas?: Agendas;
  replan?: Replan;
  reports?: Reports;
  imports?: Imports;
}

/** The ratios by name. Each is product to peer; of those that end in P99 and of bytes less is better. */
export function ratios({ intake, wakes, storms, bytes, agendas }: Findings): Record<string, number> {
  return rounded({
    startsVsBare: intake && intake.startsPerSecond / intake.bareStartsPerSecond,
    intakeVsPgBoss: intake && intake.salesPerSecond / intake.pgBossPerSecond,
    wakesVsBare: wakes && wakes.plans.rows / wakes.bare.rows,
    stormP99VsPgBoss: storms && storms.product.p99 / storms.pgBoss.p99,
    stormP99VsBare: storms && storms.productSmall.p99 / storms.bare.p99,
    bytesVsBare: bytes && bytes.perPlan / bytes.perBareWorkflow,
    agendasPerSecond: agendas?.salePerSecond,
    simulationMs: agendas?.simulationMs,
    simulationMsOverTenYearsVsOne: agendas && agendas.simulationMs / agendas.simulationMsAfterOneYear,
  });
}

function rounded(values: Record<string, number | undefined>): Record<string, number> {
  const known = Object.entries(values).filter((entry): entry is [string, number] => entry[1] !== undefined);
  return Object.fromEntries(known.map(([name, value]) => [name, Number(value.toPrecision(3))]));
}

type Row = [what: string, ours: string, peer: string, ratio: string, better: string];

/** A table to read. */
export function describe(findings: Findings): string {
  const rows: Row[] = [
    ['', 'Aftercare', 'peer', 'ratio', 'good is'],
    ...intakeRows(findings),
    ...wakeRows(findings),
    ...stormRows(findings),
    ...byteRows(findings),
    ...agendaRows(findings),
    ...replanRows(findings),
    ...reportRows(findings),
    ...importRows(findings),
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function intakeRows({ intake }: Findings): Row[] {
  if (!intake) return [];
  const { salesPerSecond, startsPerSecond, pgBossPerSecond, bareStartsPerSecond } = intake;
  return [
    row('(a) sales over HTTP, per s, to a row and a job of pg-boss', salesPerSecond, pgBossPerSecond, 'more'),
    row('(a) plans started, per s, to bare workflow starts', startsPerSecond, bareStartsPerSecond, 'more'),
  ];
}

function wakeRows({ wakes }: Findings): Row[] {
  if (!wakes) return [];
  return [
    row('(b) plans woken, per s, to bare workflows', wakes.plans.rows, wakes.bare.rows, 'more'),
    row('    the same until all their runs have ended', wakes.plans.atRest, wakes.bare.atRest, 'more'),
  ];
}

function stormRows({ storms }: Findings): Row[] {
  if (!storms) return [];
  const pairs = [
    ['pg-boss', storms.product, storms.pgBoss],
    ['bare workflows', storms.productSmall, storms.bare],
  ] as const;
  return pairs.flatMap(([peer, ours, theirs]) => [
    row(
      `(c) ${ours.count} messages at one instant, per s, to ${peer}`,
      ours.perSecond,
      theirs.perSecond,
      'more',
    ),
    row(`    how late, p50, s, to ${peer}`, ours.p50, theirs.p50, 'less'),
    row(`    how late, p99, s, to ${peer}`, ours.p99, theirs.p99, 'less'),
  ]);
}

function byteRows({ bytes }: Findings): Row[] {
  return bytes
    ? [
        row(
          '(d) bytes in Temporal of a waiting plan, to a bare one',
          bytes.perPlan,
          bytes.perBareWorkflow,
          'less',
        ),
      ]
    : [];
}

function agendaRows({ agendas }: Findings): Row[] {
  if (!agendas) return [];
  const { simulationMs, simulationMsAfterOneYear, dateLibraryShare } = agendas;
  return [
    alone('(e) agendas per s on one core: sale with five steps', agendas.salePerSecond),
    alone('    agreement with ten years of work behind it', agendas.agreementPerSecond),
    alone('    ticket with fifty pauses', agendas.ticketPerSecond),
    alone('    share of the date library in the first one, %', dateLibraryShare * 100),
    row(
      '    24 months simulated, ms, after ten years to after one',
      simulationMs,
      simulationMsAfterOneYear,
      'less',
    ),
  ];
}

function replanRows({ replan }: Findings): Row[] {
  if (!replan) return [];
  const { plansPerSecond, boardMs } = replan;
  return [
    alone('(f) plans dated anew after a calendar changed, per s', plansPerSecond),
    row('    the board meanwhile, p95, ms, to before', boardMs.meanwhile, boardMs.before, 'less'),
  ];
}

function row(what: string, ours: number, peer: number, better: string): Row {
  return [what, figure(ours), figure(peer), figure(ours / peer), better];
}

function alone(what: string, value: number): Row {
  return [what, figure(value), '', '', ''];
}

function figure(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en');
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

function importRows({ imports }: Findings): Row[] {
  if (!imports) return [];
  const { lines, rejected, created, createdAgain } = imports;
  const told = (what: string, value: string, better: string): Row => [`(h) ${what}`, value, '', '', better];
  const mib = (value: number | null) => (value === null ? '?' : `${value.toFixed(0)} MiB`);
  return [
    told(`${lines} lines uploaded and stored`, `${imports.uploadSeconds.toFixed(1)} s`, 'less'),
    told(
      `lines taken in per s (${created} created, ${rejected} rejected)`,
      imports.linesPerSecond.toFixed(0),
      'more',
    ),
    told(`a tenth of them again, per s (${createdAgain} created)`, imports.againPerSecond.toFixed(0), 'more'),
    told('memory of the API before', mib(imports.memoryBeforeMiB), 'less'),
    told('the most it ever had', mib(imports.memoryPeakMiB), 'less'),
    told('a row whose trigger finds nobody listening', `${imports.rowWithTriggerUs.toFixed(1)} µs`, 'less'),
    told('the same row without the trigger', `${imports.rowWithoutTriggerUs.toFixed(1)} µs`, 'less'),
  ];
}

function reportRows({ reports }: Findings): Row[] {
  if (!reports) return [];
  const { followUps, ...times } = reports;
  return Object.entries(times).map(([name, ms]) => [
    `(g) report "${name}" over ${followUps} follow-ups, slowest twentieth`,
    `${ms.toFixed(0)} ms`,
    '',
    '',
    'less',
  ]);
}
