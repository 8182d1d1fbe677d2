import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { Command } from '../../tools/servers/command.js';
import {
  ensureDatabase,
  postgresCommand,
  postgresUrl,
  preparePostgres,
  waitForPostgres,
} from '../../tools/servers/postgres.js';
import { temporalCommand, temporalServer, waitForTemporal } from '../../tools/servers/temporal.js';
import { freePort } from './processes.js';
import { noteProcess } from './process-notes.js';
import { migrate, root } from './servers.js';

/** A server that a test may kill and start again on the same data. */
export interface Killable {
  kill: () => Promise<void>;
  restart: () => Promise<void>;
}

/** PostgreSQL and Temporal for one test alone, keeping their data as `npm start` does. */
export interface OwnServers {
  databaseUrl: string;
  temporalAddress: string;
  postgres: Killable;
  temporal: Killable;
}

export async function startOwnServers(): Promise<OwnServers> {
  const folder = mkdtempSync(join(inject('servers').folder, 'own-'));
  const cluster = await preparePostgres(
    join(inject('servers').folder, `own-${randomBytes(4).toString('hex')}-pg`),
    'own',
  );
  const [postgresPort, temporalPort] = [await freePort(), await freePort()];
  const adminUrl = postgresUrl(cluster, postgresPort, 'postgres');
  const postgres = killable(
    folder,
    'postgres',
    postgresCommand(cluster, postgresPort, { durable: true }),
    () => waitForPostgres(adminUrl),
  );
  const temporalAddress = `127.0.0.1:${temporalPort}`;
  const file = join(folder, 'temporal.db');
  const command = temporalCommand(temporalServer(root), { port: temporalPort, uiPort: null, file });
  const temporal = killable(folder, 'temporal', command, () => waitForTemporal(temporalAddress, 'default'));
  await Promise.all([postgres.restart(), temporal.restart()]);
  await ensureDatabase(adminUrl, 'own');
  const databaseUrl = postgresUrl(cluster, postgresPort, 'own');
  await migrate(databaseUrl);
  return { databaseUrl, temporalAddress, postgres, temporal };
}

function killable(
  folder: string,
  name: string,
  { file, args, options }: Command,
  ready: () => Promise<void>,
): Killable {
  const log = openSync(join(folder, `${name}.log`), 'a');
  let child: ChildProcess | undefined;
  const launch = () => {
    child = spawn(file, args, { ...options, stdio: ['ignore', log, log] });
    noteProcess(inject('servers').folder, child);
    // A killed PostgreSQL leaves sessions that hold its memory for a moment; the next one is refused until they end.
    child.once('exit', (code) => code && launch());
  };
  return {
    kill: () =>
      new Promise((resolve) => {
        child!.removeAllListeners('exit');
        child!.once('exit', () => resolve());
        child!.kill('SIGKILL');
      }),
    restart: async () => {
      launch();
      await ready();
    },
  };
}
