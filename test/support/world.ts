import { randomInt, randomUUID } from 'node:crypto';
import { createDb, type Db } from '@aftercare/db/client.js';
import { newId } from '@aftercare/db/ids.js';
import { hashApiKey } from '@aftercare/db/api-keys.js';
import { createTestDatabase } from './database.js';
import { freePort, type Program, startApi, startTwilioSim, startWorker } from './processes.js';
import { TEMPORAL_NAMESPACE, temporalAddress, uniqueName } from './temporal.js';

/** A whole installation of its own: database, clock, sending number, twilio-sim, API and worker as real processes. */
export interface World {
  db: Db;
  api: Program;
  worker: Program;
  sim: Program;
  /** The number our messages leave from; unique, since it names a workflow. */
  from: string;
  keys: Record<Role, string>;
}

const ROLES = ['intake', 'staff', 'manager', 'operator', 'admin'] as const;
export type Role = (typeof ROLES)[number];

const ACCOUNT = 'AC00000000000000000000000000000001';
const TOKEN = 'twilio-sim-auth-token';

interface WorldOptions {
  /** Further variables for API and worker. */
  environment?: Record<string, string>;
  /** The number is one of WhatsApp's too. */
  whatsApp?: boolean;
  /** Where the clock stands at the beginning. */
  now?: string;
  /** Servers of its own, where a test kills them; otherwise those of the run. */
  servers?: { databaseUrl: string; temporalAddress: string };
  /** Fills in a company of its own before the processes start; otherwise there is one without customers. */
  company?: (db: Db, from: string) => Promise<unknown>;
}

/** Starts an installation for one test file. Its processes end with the file. */
export async function createWorld(options: WorldOptions = {}): Promise<World> {
  const { environment = {}, whatsApp = false, now, servers, company = foundCompany } = options;
  const url = servers?.databaseUrl ?? (await createTestDatabase()).url;
  const db = createDb(url, 3);
  const from = `+1555${randomInt(1_000_000, 9_999_999)}`;
  const keys = await prepareDatabase(db, now);
  await company(db, from);
  const apiPort = await freePort();
  const apiUrl = `http://127.0.0.1:${apiPort}`;
  const sim = await startTwilioSim({
    TWILIO_SIM_ACCOUNTS: `${ACCOUNT}:${TOKEN}`,
    TWILIO_SIM_NUMBERS: `${from}=${apiUrl}/webhooks/twilio/messages#rc=3&rp=all`,
  });
  const shared = {
    DATABASE_URL: url,
    TEMPORAL_ADDRESS: servers?.temporalAddress ?? temporalAddress(),
    TEMPORAL_NAMESPACE,
    TEMPORAL_TASK_QUEUE: uniqueName('world'),
    AFTERCARE_MODE: 'sandbox',
    PUBLIC_URL: apiUrl,
    PUBLIC_WEBHOOK_BASE: apiUrl,
    TWILIO_ACCOUNT_SID: ACCOUNT,
    TWILIO_AUTH_TOKEN: TOKEN,
    TWILIO_FROM: from,
    TWILIO_API_BASE_URL: sim.url,
    MESSAGES_PER_SECOND: '1000',
    SECRET: randomUUID() + randomUUID(),
    LOG_LEVEL: 'warn',
    ...(whatsApp && { WHATSAPP_NUMBER: from }),
    // Of its own as well: it names the workflow that sends mail.
    ...(environment['SMTP_URL'] && { MAIL_FROM: `service@${uniqueName('world')}.example` }),
    ...environment,
  };
  const api = await startApi(shared, apiPort);
  const worker = await startWorker(shared);
  return { db, api, worker, sim, from, keys };
}

/** The least that an installation cannot be without. */
async function foundCompany(db: Db, from: string): Promise<void> {
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
  await db.sender.create({ data: { number: from, messagesPerSecond: 1000 } });
}

/** Where the clock stands, and who may call. */
async function prepareDatabase(db: Db, now: string | undefined): Promise<Record<Role, string>> {
  if (now)
    await db.clock.create({
      data: { id: 1, anchorReal: new Date(), anchorVirtual: new Date(now), speed: 1 },
    });
  const keys = {} as Record<Role, string>;
  for (const role of ROLES) {
    keys[role] = `aft_test_${role}_${randomUUID()}`;
    await db.apiKey.create({
      data: { id: newId('apiKey'), name: role, role, hash: hashApiKey(keys[role]), createdAt: new Date() },
    });
  }
  return keys;
}
