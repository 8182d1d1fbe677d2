import { Prisma, type Tx } from '../client.js';

/**
 * Everything that belongs to the company. Keys, sign-ins, the sending number and the audit stay. `plans` comes first,
 * as everybody who works on plans locks them first.
 */
const TABLES = [
  'plans',
  'follow_ups',
  'follow_up_changes',
  'targets',
  'escalations',
  'escalation_levels',
  'messages',
  'attempts',
  'inbound_messages',
  'events',
  'consents',
  'sales',
  'tickets',
  'agreements',
  'assets',
  'sites',
  'customers',
  'policies',
  'policy_versions',
  'calendars',
  'templates',
  'contact_rules',
  'teams',
  'staff',
  'organisations',
  'clock',
  'idempotent_answers',
  'outbox',
];

/** Empties the company, in one statement; without a row in `clock` the time is the machine's again. */
export async function emptyCompany(tx: Tx): Promise<void> {
  await tx.$executeRawUnsafe(`TRUNCATE ${TABLES.join(', ')}`);
}

/**
 * Runs a transaction again when PostgreSQL ended it because it and another one waited for each other: whoever reads
 * tables in another order while the company is emptied.
 */
export async function despiteDeadlocks<T>(work: () => Promise<T>, tries = 5): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (tries <= 1 || !isDeadlock(error)) throw error;
    return despiteDeadlocks(work, tries - 1);
  }
}

function isDeadlock(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  // P2034: Prisma's own word for it; a raw statement keeps PostgreSQL's code.
  return error.code === 'P2034' || JSON.stringify(error.meta ?? {}).includes('40P01');
}
