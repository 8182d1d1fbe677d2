import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, openSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Command } from '../../tools/servers/command.js';
import {
  ensureDatabase,
  postgresCommand,
  postgresUrl,
  preparePostgres,
  waitForPostgres,
} from '../../tools/servers/postgres.js';
import { temporalCommand, temporalServer, waitForTemporal } from '../../tools/servers/temporal.js';
import { freePort } from '../../tools/supervisor/ports.js';
import { noteProcess } from './process-notes.js';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const TEMPLATE = 'aftercare_template';
const ATTEMPTS = 3;

/** The servers that one test run shares. */
export interface TestServers {
  /** Belongs to this run alone; holds the data and logs of its servers. */
  folder: string;
  /** A superuser's connection to the server, not to any test's database. */
  adminUrl: string;
  /** A database with all migrations, to be copied for each test file. */
  templateDatabase: string;
  temporalAddress: string;
  stop: () => Promise<void>;
}

/** Starts PostgreSQL and Temporal for the tests, in memory where they can, on ports of their own. */
export async function startServers(): Promise<TestServers> {
  const folder = mkdtempSync(join(tmpdir(), 'aftercare-test-'));
  // PostgreSQL's own user must pass through when the tests run as root.
  chmodSync(folder, 0o755);
  const reaper = startReaper(folder);
  const stop = (): Promise<void> => endReaper(reaper);
  try {
    const [adminUrl, temporalAddress] = await Promise.all([startPostgres(folder), startTemporal(folder)]);
    return { folder, adminUrl, templateDatabase: TEMPLATE, temporalAddress, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Ends what the run started, when told so and also when this process is killed. */
function startReaper(folder: string): ChildProcess {
  const script = join(root, 'tools', 'reaper.mjs');
  return spawn(process.execPath, [script, folder], { stdio: ['pipe', 'inherit', 'inherit'], detached: true });
}

function endReaper(reaper: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    reaper.once('exit', () => resolve());
    reaper.stdin!.end();
  });
}

async function startPostgres(folder: string): Promise<string> {
  const cluster = await preparePostgres(join(folder, 'postgres'), randomBytes(12).toString('hex'));
  const adminUrl = await onFreePort(async (port) => {
    const url = postgresUrl(cluster, port, 'postgres');
    const command = postgresCommand(cluster, port, { durable: false });
    await startServer(folder, 'postgres', command, (signal) => waitForPostgres(url, signal));
    return url;
  });
  await ensureDatabase(adminUrl, TEMPLATE);
  await migrate(databaseUrl(adminUrl, TEMPLATE));
  return adminUrl;
}

async function startTemporal(folder: string): Promise<string> {
  if (process.env.TEMPORAL_ADDRESS) return process.env.TEMPORAL_ADDRESS;
  const server = temporalServer(root);
  return onFreePort(async (port) => {
    const command = temporalCommand(server, { port, uiPort: null, file: null });
    const address = `127.0.0.1:${port}`;
    await startServer(folder, 'temporal', command, (signal) => waitForTemporal(address, 'default', signal));
    return address;
  });
}

/** Applies all migrations, as the start does. */
export async function migrate(url: string): Promise<void> {
  const env = { ...process.env, DATABASE_URL: url, TZ: 'UTC' };
  await promisify(execFile)(process.execPath, ['prisma/migrate.mjs', 'apply'], { cwd: root, env });
}

/** The same server's address of another database. */
export function databaseUrl(adminUrl: string, name: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Between choosing a port and listening on it another process may take it; then the next one is tried. */
async function onFreePort<T>(start: (port: number) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await start(await freePort());
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
    }
  }
}

/** Resolves when the server is ready; rejects with what it wrote when it ends before. */
async function startServer(
  folder: string,
  name: string,
  { file, args, options }: Command,
  ready: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const logFile = join(folder, `${name}.log`);
  const log = openSync(logFile, 'w');
  const child = spawn(file, args, { ...options, stdio: ['ignore', log, log], detached: true });
  noteProcess(folder, child);
  child.unref();
  const waiting = new AbortController();
  const ended = new Promise<never>((_, reject) => {
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`${name} did not start:\n${readFileSync(logFile, 'utf8')}`)));
  });
  try {
    await Promise.race([ready(waiting.signal), ended]);
  } finally {
    waiting.abort(new Error(`${name} did not start`));
    child.removeAllListeners();
  }
}
