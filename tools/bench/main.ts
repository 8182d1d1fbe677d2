import { cpus } from 'node:os';
import { Client, Connection } from '@temporalio/client';
import { measureAgendas } from './agendas.js';
import { measureBytes } from './bytes.js';
import { measureImports } from './imports.js';
import { measureIntake } from './intake.js';
import { PARTS, readOptions, type Options } from './options.js';
import {
  createPeerDatabase,
  type PeerSettings,
  startBareWorkflows,
  startPgBossIntake,
  startPgBossTexts,
} from './peers.js';
import { Processes } from './processes.js';
import { startProduct } from './product.js';
import { measureReplan } from './replan.js';
import { measureReports } from './reports.js';
import { describe, type Findings, ratios } from './report.js';
import { createProductDatabase, startPostgres, startTemporal } from './servers.js';
import { measureStorms } from './storm.js';
import { startPhones } from './twilio-sim.js';
import { measureWakes } from './wakes.js';

/** Assumed when part (a) was not asked for. */
const STARTS_PER_SECOND = 100;

const options = readOptions(process.argv.slice(2));
const findings: Findings = {};
// The decision function first, while nothing else runs.
if (options.parts.has('e')) {
  say('(e) the decision function alone');
  findings.agendas = await measureAgendas();
}
if (PARTS.some((part) => part !== 'e' && options.parts.has(part)))
  await measureWithServers(options, findings);
say(
  `\nNode ${process.version}, ${cpus().length} cores (${cpus()[0]?.model.trim()})\n\n${describe(findings)}`,
);
if (options.json) console.log(JSON.stringify(ratios(findings)));
process.exit(0);

function say(text: string): void {
  console.log(text);
}

async function measureWithServers(wanted: Options, found: Findings): Promise<void> {
  const processes = new Processes();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => void processes.stop().then(() => process.exit(130)));
  }
  try {
    await measureParts(processes, wanted, found);
  } finally {
    await processes.stop();
  }
}

async function measureParts(
  processes: Processes,
  { parts, plans, followUps, lines, messages, bareMessages, callbacks }: Options,
  found: Findings,
) {
  say('Starting PostgreSQL, Temporal, twilio-sim, the API, the worker and their peers');
  const [database, temporal] = await Promise.all([
    startPostgres(processes),
    startTemporal(processes, 'temporal'),
  ]);
  await createProductDatabase(database('postgres'), database('aftercare'));
  const phones = await startPhones(processes, { callbacks });
  const product = await startProduct(processes, {
    databaseUrl: database('aftercare'),
    temporalAddress: temporal.address,
    phones,
  });
  const peers: PeerSettings = { processes, databaseUrl: database('peers'), phones };
  const peerRows = await createPeerDatabase(database('postgres'), database('peers'));
  if (parts.has('d')) {
    say(`(d) ${plans} waiting plans and bare workflows, each on a new database file`); // so before anything else
    const other = await startTemporal(processes, 'temporal-bare');
    const bare = await startBareWorkflows(peers, other.address, 'bare-worker-alone');
    found.bytes = await measureBytes({ product, temporal }, { bare, temporal: other }, plans);
  }
  const bare = await startBareWorkflows(peers, temporal.address, 'bare-worker');
  if (parts.has('a')) {
    say(`(a) ${plans} sales over HTTP and their plans`);
    found.intake = await measureIntake({ product, pgBoss: await startPgBossIntake(peers), bare }, plans);
  }
  // Twice as long as bare starts take; where that is too short, the measurement is made again.
  const startsPerSecond = (found.intake?.bareStartsPerSecond ?? STARTS_PER_SECOND) / 2;
  const leadMs = (count: number) => 2_000 + (count / startsPerSecond) * 1_000;
  if (parts.has('b')) {
    const client = new Client({ connection: await Connection.connect({ address: temporal.address }) });
    say(`(b) ${plans} plans due at one instant`);
    found.wakes = await measureWakes({ product, bare, peerRows, temporal: client }, { plans, leadMs });
  }
  if (parts.has('c')) {
    say(`(c) ${messages} messages due at one instant`);
    const pgBoss = await startPgBossTexts(peers);
    found.storms = await measureStorms({ product, phones, pgBoss, bare }, { messages, bareMessages, leadMs });
    await pgBoss.stop();
  }
  if (parts.has('f')) {
    say(`(f) a new holiday in the calendar of ${plans} plans`);
    found.replan = await measureReplan(product, plans);
  }
  if (parts.has('g')) {
    say(`(g) every report over ${followUps} follow-ups`);
    found.reports = await measureReports(product, followUps);
  }
  if (parts.has('h')) {
    say(`(h) an import of ${lines} lines`);
    found.imports = await measureImports(product, lines);
  }
}
