import { createApiKey } from '@aftercare/db/api-keys.js';
import { type Db, createDb } from '@aftercare/db/client.js';
import type { INestApplication } from '@nestjs/common';
import type { Server } from 'node:http';
import supertest from 'supertest';
import { createTestDatabase } from '../../../test/support/database.js';
import { createApp } from '../app.js';

import { ROLES, type Role } from '../auth/roles.js';
import { type Config, loadConfig } from '../config.js';

/** Tests run in their own time: the instant that the sandbox clock of a test API stands at when it starts. */
export const TEST_NOW = '2026-11-22T09:00:00Z';

export interface TestApi {
  readonly app: INestApplication;
  readonly db: Db;
  readonly keys: Readonly<Record<Role, string>>;
  /** Calls the API with the key of a role; without one as a stranger. */
  as(role?: Role): ReturnType<typeof supertest.agent>;
  stop(): Promise<void>;
}

/**
 * The API in this process, on a database of its own, with a key for each role. Temporal is not there.
 * @param prepare changes the application before its routes are laid
 */
export async function startTestApi(
  changes: Partial<Config> = {},
  prepare: (app: INestApplication) => void = () => undefined,
): Promise<TestApi> {
  const database = await createTestDatabase();
  const db = createDb(database.url, 2);
  await db.organisation.create({
    data: { id: 1, name: 'Boiler & Sons', zone: 'Europe/Vilnius', country: 'LT', language: 'en' },
  });
  await db.clock.create({
    data: { id: 1, anchorReal: new Date(), anchorVirtual: new Date(TEST_NOW), speed: 1 },
  });
  const keys = {} as Record<Role, string>;
  for (const role of ROLES) keys[role] = await createApiKey(db, role, role, Date.parse(TEST_NOW));
  const app = await createApp({ ...testConfig(database.url), ...changes });
  prepare(app);
  await app.init();
  return {
    app,
    db,
    keys,
    as: (role) => {
      const agent = supertest.agent(app.getHttpServer() as Server);
      return role === undefined ? agent : agent.set('Authorization', `Bearer ${keys[role]}`);
    },
    stop: async () => {
      await app.close();
      await db.$disconnect();
      await database.drop();
    },
  };
}

function testConfig(databaseUrl: string): Config {
  return loadConfig({
    DATABASE_URL: databaseUrl,
    AFTERCARE_MODE: 'sandbox',
    TEMPORAL_ADDRESS: '127.0.0.1:1', // nobody listens there
    LOG_LEVEL: 'silent',
    TWILIO_FROM: '+15550000001',
  });
}

/** A customer as another system would send it. */
export function buildCustomer(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    externalId: 'crm-1',
    name: 'Ona Petraitė',
    phone: '+37060012345',
    language: 'lt',
    type: 'retail',
    tier: 'gold',
    country: 'LT',
    ...changes,
  };
}
