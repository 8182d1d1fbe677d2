import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { type Command, waitUntil } from './command.js';

/** What the bootstrap found or built. */
export interface TemporalServer {
  binary: string;
  serverVersion: string;
}

/** The development server the bootstrap chose for this clone. */
export function temporalServer(root: string): TemporalServer {
  const file = join(root, '.aftercare', 'temporal-server.json');
  const server = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as TemporalServer) : null;
  if (server && existsSync(server.binary)) return server;
  throw new Error('The Temporal server is not there yet: run `node tools/bootstrap.mjs test` once.');
}

/**
 * How to start a development server on the loopback address. Without `file` all is in memory and gone at its end.
 * With one, write-ahead logging and full syncing keep every timer through a kill -9.
 */
export function temporalCommand(
  server: TemporalServer,
  { port, uiPort, file }: { port: number; uiPort: number | null; file: string | null },
): Command {
  const dynamic = {
    'frontend.enableServerVersionCheck': 'false',
    'matching.enableFairness': 'true',
    'system.enableActivityEagerExecution': 'true',
  };
  return {
    file: server.binary,
    args: [
      ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--log-level', 'error'],
      ...(uiPort === null ? ['--headless'] : ['--ui-port', String(uiPort), '--ui-disable-news-fetch']),
      ...(file
        ? ['--db-filename', file, '--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'synchronous=2']
        : []),
      ...Object.entries(dynamic).flatMap(([name, value]) => ['--dynamic-config-value', `${name}=${value}`]),
      // A configuration of the user's own for the command line tool must not change what runs here.
      ...['--disable-config-file', '--disable-config-env'],
    ],
    options: {},
  };
}

/** Resolves when the server answers and knows the namespace. */
export async function waitForTemporal(
  address: string,
  namespace: string,
  signal?: AbortSignal,
): Promise<void> {
  await waitUntil(`Temporal at ${address}`, () => knowsNamespace(address, namespace), { signal });
}

async function knowsNamespace(address: string, namespace: string): Promise<boolean> {
  const connection = await Connection.connect({ address, connectTimeout: 2_000 });
  try {
    await connection.workflowService.describeNamespace({ namespace });
    return true;
  } finally {
    await connection.close();
  }
}
