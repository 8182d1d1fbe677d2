import { randomUUID } from 'node:crypto';
import { hashApiKey } from '@aftercare/db/api-keys.js';
import { createDb, type Db } from '@aftercare/db/client.js';
import { newId } from '@aftercare/db/ids.js';
import { freePort } from '@aftercare/tools/supervisor/ports.js';
import { HttpClient } from './http-client.js';
import { until } from './measure.js';
import { CALENDAR, CONTACT_RULES, POLICIES, TEMPLATE } from './documents.js';
import type { Processes } from './processes.js';
import { ACCOUNT, NUMBER, type Phones, TOKEN } from './twilio-sim.js';

/** The product as it runs in real life: API and worker as processes of their own. */
export interface Product {
  db: Db;
  /** As a shop's system, which hands in sales. */
  intake: HttpClient;
  /** Where the API listens, with a key that may do everything, and its process. */
  api: string;
  key: string;
  apiPid: number;
  /** Resolves when Temporal has every plan that was asked for. */
  allStarted: () => Promise<void>;
}

/** Starts API and worker on an empty database and publishes the policies of this benchmark. */
export async function startProduct(
  processes: Processes,
  { databaseUrl, temporalAddress, phones }: { databaseUrl: string; temporalAddress: string; phones: Phones },
): Promise<Product> {
  const db = createDb(databaseUrl, 3);
  const key = await prepareDatabase(db);
  const [apiPort, workerPort] = [await freePort(), await freePort()];
  const api = `http://127.0.0.1:${apiPort}`;
  const environment = {
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: temporalAddress,
    AFTERCARE_MODE: 'sandbox',
    API_PORT: String(apiPort),
    WORKER_PORT: String(workerPort),
    PUBLIC_URL: api,
    PUBLIC_WEBHOOK_BASE: api,
    TWILIO_ACCOUNT_SID: ACCOUNT,
    TWILIO_AUTH_TOKEN: TOKEN,
    TWILIO_FROM: NUMBER,
    TWILIO_API_BASE_URL: phones.url,
    MESSAGES_PER_SECOND: '1000',
    RATE_LIMIT_PER_MINUTE: '1000000',
    SECRET: randomUUID() + randomUUID(),
    LOG_LEVEL: 'warn',
  };
  await processes.startNode(
    'worker',
    'apps/worker/dist/main.js',
    environment,
    `http://127.0.0.1:${workerPort}/ready`,
  );
  const apiPid = await processes.startNode('api', 'apps/api/dist/main.js', environment, `${api}/ready`);
  const intake = new HttpClient(api, { authorization: `Bearer ${key}` });
  await publishDocuments(intake);
  const allStarted = () => until('the outbox is empty', async () => (await db.outbox.count()) === 0);
  return { db, intake, api, key, apiPid, allStarted };
}

/** @returns a key that may do everything */
async function prepareDatabase(db: Db): Promise<string> {
  const key = `aft_bench_${randomUUID()}`;
  await db.organisation.create({
    data: {
      id: 1,
      name: 'Nordlicht',
      zone: 'Europe/Vilnius',
      country: 'LT',
      language: 'en',
      phone: '+37052030000',
    },
  });
  await db.apiKey.create({
    data: { id: newId('apiKey'), name: 'bench', role: 'admin', hash: hashApiKey(key), createdAt: new Date() },
  });
  return key;
}

async function publishDocuments(client: HttpClient): Promise<void> {
  await client.send('PUT', `/v1/templates/${TEMPLATE.template}`, TEMPLATE);
  await client.send('PUT', '/v1/contact-rules', CONTACT_RULES);
  await client.send('PUT', `/v1/calendars/${CALENDAR.calendar}`, CALENDAR);
  for (const policy of Object.values(POLICIES)) {
    await client.send('PUT', `/v1/policies/${policy.policy}`, policy);
    await client.send('POST', `/v1/policies/${policy.policy}/publish`, {});
  }
}
