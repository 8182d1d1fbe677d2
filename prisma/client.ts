import { PrismaPg } from '@prisma/adapter-pg';
import { Prisma, PrismaClient } from './generated/client.js';

export { Prisma };
export type Db = PrismaClient;
/** A transaction, or the client itself where one statement is enough. */
export type Tx = Prisma.TransactionClient;

/**
 * Opens the database. Connections are made when the first query runs; call `$disconnect()` at the end.
 * @param url PostgreSQL connection string
 * @param poolSize how many connections this process may hold
 */
export function createDb(url: string, poolSize = 10): Db {
  const adapter = new PrismaPg({ connectionString: url, max: poolSize });
  return new PrismaClient({ adapter, transactionOptions: { maxWait: 20_000, timeout: 60_000 } });
}

/** One transaction. Everything a fact needs is written in one, or nothing is. */
export function inTransaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.$transaction(work);
}
