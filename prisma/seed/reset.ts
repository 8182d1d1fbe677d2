import { Prisma, type Tx } from '../client.js';

/** What is no company's: who may come in, what happened, and what migrations were made. */
const KEPT = [
  '_prisma_migrations',
  'api_keys',
  'audit',
  'auth_accounts',
  'auth_sessions',
  'auth_users',
  'auth_verifications',
  'jobs',
  'senders',
];

/**
 * Empties the company, in one statement that locks `plans` first, as everybody who works on plans does. Without a row
 * in `clock` the time is the machine's again.
 */
export async function emptyCompany(tx: Tx): Promise<void> {
  const rows = await tx.$queryRaw<{ name: string }[]>`
    SELECT quote_ident(tablename) AS name FROM pg_tables
    WHERE schemaname = current_schema() AND tablename <> ALL(${KEPT}) ORDER BY tablename <> 'plans', tablename`;
  await tx.$executeRawUnsafe(`TRUNCATE ${rows.map(({ name }) => name).join(', ')}`);
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
