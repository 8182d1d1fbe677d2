import { parseSimulation, type Simulation } from '@aftercare/workflows/documents/simulation-document.js';
import { runSimulation } from '@aftercare/workflows/documents/run-simulation.js';
import { agenda } from '@aftercare/workflows/domain/agenda.js';
import { agreement, FIVE_STEPS_OF_A_SALE, TICKET_WITH_50_PAUSES } from './agenda-cases.js';
import { profileShare } from './profile-share.js';

/** How long each figure is measured, and how long before that the engine may warm up. */
const MEASURED_MS = 1_500;
const WARM_UP_MS = 500;
const ZONES = [
  'Europe/Vilnius',
  'Europe/Madrid',
  'Asia/Shanghai',
  'America/New_York',
  'America/Sao_Paulo',
  'Australia/Sydney',
  'Africa/Johannesburg',
];

export interface Agendas {
  salePerSecond: number;
  agreementPerSecond: number;
  ticketPerSecond: number;
  /** 24 months of an agreement with ten years of history: reading the documents, deciding, writing the answer. */
  simulationMs: number;
  /** The same, of an agreement with one year of history. */
  simulationMsAfterOneYear: number;
  /** Share of time in the date library while deciding about the first sales of a new process. */
  dateLibraryShare: number;
}

/** Part (e): the decision function alone, on one core, nothing else running in this process. */
export async function measureAgendas(): Promise<Agendas> {
  const [ticket, tenYears, oneYear] = [TICKET_WITH_50_PAUSES, agreement(10), agreement(1)];
  const sales = decidingManySales();
  // First of all, while nothing that the date library says is remembered yet.
  const dateLibraryShare = await profileShare('luxon', () => repeat(sales, WARM_UP_MS));
  return {
    dateLibraryShare,
    salePerSecond: perSecond(sales),
    agreementPerSecond: perSecond(deciding(tenYears)),
    ticketPerSecond: perSecond(deciding(ticket)),
    simulationMs: 1_000 / perSecond(() => runSimulation(read(tenYears))),
    simulationMsAfterOneYear: 1_000 / perSecond(() => runSimulation(read(oneYear))),
  };
}

/** Sales of ten years in zones of all continents: what was asked of the date library once serves few of the others. */
function decidingManySales(): () => unknown {
  const sales = Array.from({ length: 3_650 }, (_, day) =>
    read({ ...moveDates(FIVE_STEPS_OF_A_SALE, day), zone: ZONES[day % ZONES.length] }),
  );
  let next = 0;
  return () => {
    const { facts, now } = sales[next++ % sales.length]!;
    return agenda(facts, now);
  };
}

/** Moves every date of a body on by so many days. */
function moveDates(body: object, days: number): object {
  const moved = JSON.stringify(body).replace(/\d{4}-\d{2}-\d{2}(?=[T"])/g, (date) =>
    new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10),
  );
  return JSON.parse(moved) as object;
}

/** Deciding anew each time: `now` moves on by a second, so that no answer can be remembered as a whole. */
function deciding(body: object): () => unknown {
  const { facts, now } = read(body);
  let later = 0;
  return () => agenda(facts, now + (later++ % 1_000) * 1_000);
}

function read(body: object): Simulation {
  const parsed = parseSimulation(body);
  if (parsed.ok) return parsed.simulation;
  throw new Error(`A case of the benchmark has faults: ${JSON.stringify(parsed.errors)}`);
}

function perSecond(work: () => unknown): number {
  repeat(work, WARM_UP_MS);
  return repeat(work, MEASURED_MS);
}

/** Per second of processor time, since other programs share the core. */
function repeat(work: () => unknown, forMs: number): number {
  const startedAt = process.cpuUsage();
  let count = 0;
  let usedMs = 0;
  while (usedMs < forMs) {
    for (let i = 0; i < 10; i++) work();
    count += 10;
    const { user, system } = process.cpuUsage(startedAt);
    usedMs = (user + system) / 1_000;
  }
  return (count * 1_000) / usedMs;
}
