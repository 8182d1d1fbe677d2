import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '@aftercare/tools/supervisor/ports.js';
import type { Processes } from './processes.js';

export const ACCOUNT = 'AC00000000000000000000000000000001';
export const TOKEN = 'twilio-sim-auth-token';
export const NUMBER = '+15550001111';

/** Longer than a run: texts stay in their first status, so that the product gets no callbacks that its peers lack. */
const NEVER_MS = 3_600_000;

/** The provider that product and peers post to. */
export interface Phones {
  url: string;
  /** When each text to one of these numbers was accepted, UTC milliseconds. */
  arrivals: (numbers: ReadonlySet<string>) => number[];
}

/** Starts twilio-sim, which writes every accepted text into a file before it answers. */
export async function startPhones(
  processes: Processes,
  { callbacks }: { callbacks: boolean },
): Promise<Phones> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const file = join(processes.folder, 'twilio-sim.jsonl');
  await processes.startNode(
    'twilio-sim',
    'apps/twilio-sim/dist/main.js',
    {
      TWILIO_SIM_HOST: '127.0.0.1',
      TWILIO_SIM_PORT: String(port),
      TWILIO_SIM_ACCOUNTS: `${ACCOUNT}:${TOKEN}`,
      TWILIO_SIM_NUMBERS: `${NUMBER}=`,
      TWILIO_SIM_DATA: file,
      ...(callbacks ? {} : { TWILIO_SIM_TRANSITION_MS: String(NEVER_MS) }),
    },
    `${url}/_sim/health`,
  );
  return { url, arrivals: (numbers) => readArrivals(file, numbers) };
}

interface Entry {
  t: string;
  message?: { to: string; createdAt: number };
}

function readArrivals(file: string, numbers: ReadonlySet<string>): number[] {
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  return lines
    .filter((line) => line.includes('"t":"message"'))
    .map((line) => (JSON.parse(line) as Entry).message!)
    .filter((message) => numbers.has(message.to))
    .map((message) => message.createdAt);
}

let numbers = 0;

/** Numbers of phones that nobody else in this run has. */
export function newNumbers(count: number): string[] {
  return Array.from({ length: count }, () => `+3706${String(1_000_000 + ++numbers)}`);
}
