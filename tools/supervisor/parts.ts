import { join } from 'node:path';
import { identityOf } from '@aftercare/tools/process-identity.mjs';
import { type Command, waitUntil } from '../servers/command.js';
import {
  type Cluster,
  leftOverPostgres,
  postgresCommand,
  postgresUrl,
  waitForPostgres,
} from '../servers/postgres.js';
import { type TemporalServer, temporalCommand, waitForTemporal } from '../servers/temporal.js';
import type { ChildSpec } from './child.js';
import { endProcess } from './children-record.js';
import type { Ports } from './environment.js';

/** How each part is started, known to be ready, and ended. */

/** The longest that our own applications may take to come up on a slow machine. */
const START_MS = 120_000;

export function postgresPart(cluster: Cluster, port: number): ChildSpec {
  return {
    name: 'postgres',
    command: postgresCommand(cluster, port, { durable: true }),
    beforeStart: async () => {
      const pid = leftOverPostgres(cluster);
      if (pid !== null) await endProcess({ ...identityOf(pid), stopSignal: 'SIGINT' });
    },
    ready: (signal) => waitForPostgres(postgresUrl(cluster, port, 'postgres'), signal),
    // SIGTERM would wait for every session to end by itself.
    stopSignal: 'SIGINT',
    graceMs: 20_000,
    // Its sessions are processes of their own, which SIGKILL on the first would leave for a moment.
    killSignal: 'SIGQUIT',
  };
}

export function temporalPart(
  server: TemporalServer,
  { ports, dataFolder, namespace }: { ports: Ports; dataFolder: string; namespace: string },
): ChildSpec {
  // A newer server does not convert the file of an older one, so each version has its own. The reconciler starts
  // the plans again from PostgreSQL in an empty one.
  const file = join(dataFolder, `temporal-${server.serverVersion}.db`);
  return {
    name: 'temporal',
    command: temporalCommand(server, { port: ports.temporal, uiPort: ports.temporalUi, file }),
    ready: (signal) => waitForTemporal(`127.0.0.1:${ports.temporal}`, namespace, signal),
    stopSignal: 'SIGTERM',
    graceMs: 10_000,
  };
}

/** One of our own programs, which answers 200 at `readyUrl` when it can be used. */
export function nodePart(
  name: string,
  script: string,
  {
    environment,
    readyUrl,
    graceMs,
    root,
  }: { environment: Record<string, string>; readyUrl: string; graceMs: number; root: string },
): ChildSpec {
  return {
    name,
    command: nodeCommand(root, script, environment),
    ready: (signal) => waitUntil(name, () => answersOk(readyUrl), { signal, timeoutMs: START_MS }),
    stopSignal: 'SIGTERM',
    graceMs,
  };
}

export function nodeCommand(root: string, script: string, environment: Record<string, string>): Command {
  const args = ['--enable-source-maps', join(root, script)];
  return { file: process.execPath, args, options: { cwd: root, env: { ...process.env, ...environment } } };
}

async function answersOk(url: string): Promise<boolean> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) });
  await answer.body?.cancel();
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return true;
}
