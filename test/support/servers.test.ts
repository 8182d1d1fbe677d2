import { Connection } from '@temporalio/client';
import { expect, it } from 'vitest';
import { withConnection } from '../../tools/servers/postgres.js';
import { createTestDatabase } from './database.js';
import { TEMPORAL_NAMESPACE, temporalAddress } from './temporal.js';

it('gives each caller a migrated database of its own', async () => {
  const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  expect(one.url).not.toBe(other.url);
  const migrations = (url: string) =>
    withConnection(url, (connection) => connection.query('SELECT migration_name FROM _prisma_migrations'));
  expect((await migrations(one.url)).rowCount).toBeGreaterThan(0);
  await one.drop();
  await expect(migrations(one.url)).rejects.toThrow('does not exist');
  expect((await migrations(other.url)).rowCount).toBeGreaterThan(0);
});

it('has a Temporal server that knows the namespace', async () => {
  const connection = await Connection.connect({ address: temporalAddress() });
  const { namespaceInfo } = await connection.workflowService.describeNamespace({
    namespace: TEMPORAL_NAMESPACE,
  });
  expect(namespaceInfo?.name).toBe(TEMPORAL_NAMESPACE);
  await connection.close();
});
