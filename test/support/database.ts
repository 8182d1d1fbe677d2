import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { withConnection } from '../../tools/servers/postgres.js';
import { databaseUrl } from './servers.js';

export interface TestDatabase {
  url: string;
  /** Ends all connections to it and removes it. Optional: the server of the run is thrown away anyway. */
  drop: () => Promise<void>;
}

/** A database of its own with all migrations and no rows, made by copying: a fraction of a second. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { adminUrl, templateDatabase } = inject('servers');
  const name = `test_${randomBytes(8).toString('hex')}`;
  await execute(adminUrl, `CREATE DATABASE ${name} TEMPLATE ${pg.escapeIdentifier(templateDatabase)}`);
  return {
    url: databaseUrl(adminUrl, name),
    drop: () => execute(adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

async function execute(url: string, sql: string): Promise<void> {
  await withConnection(url, (connection) => connection.query(sql));
}
