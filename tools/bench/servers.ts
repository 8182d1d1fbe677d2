import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  ensureDatabase,
  postgresCommand,
  postgresUrl,
  preparePostgres,
  waitForPostgres,
} from '@aftercare/tools/servers/postgres.js';
import { temporalCommand, temporalServer, waitForTemporal } from '@aftercare/tools/servers/temporal.js';
import { freePort } from '@aftercare/tools/supervisor/ports.js';
import { type Processes, root } from './processes.js';

/** Starts PostgreSQL as `npm start` does, with everything forced to disk. Answers the address of a database by name. */
export async function startPostgres(processes: Processes): Promise<(database: string) => string> {
  const cluster = await preparePostgres(join(processes.folder, 'postgres'), randomBytes(12).toString('hex'));
  const port = await freePort();
  const url = (database: string) => postgresUrl(cluster, port, database);
  await processes.start('postgres', postgresCommand(cluster, port, { durable: true }), (signal) =>
    waitForPostgres(url('postgres'), signal),
  );
  return url;
}

/** A database with the product's tables. */
export async function createProductDatabase(adminUrl: string, url: string): Promise<void> {
  await ensureDatabase(adminUrl, new URL(url).pathname.slice(1));
  const env = { ...process.env, DATABASE_URL: url, TZ: 'UTC' };
  await promisify(execFile)(process.execPath, ['prisma/migrate.mjs', 'apply'], { cwd: root, env });
}

export interface Temporal {
  address: string;
  /** Its database file. */
  file: string;
}

/** Starts a Temporal server as `npm start` does, on a new database file. */
export async function startTemporal(processes: Processes, name: string): Promise<Temporal> {
  const port = await freePort();
  const address = `127.0.0.1:${port}`;
  const file = join(processes.folder, `${name}.db`);
  const command = temporalCommand(temporalServer(root), { port, uiPort: null, file });
  await processes.start(name, command, (signal) => waitForTemporal(address, 'default', signal));
  return { address, file };
}
