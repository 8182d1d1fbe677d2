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
  const adapter = new PrismaPg(
    { connectionString: url, max: poolSize },
    { statementNameGenerator: nameStatements() },
  );
  return new PrismaClient({ adapter, transactionOptions: { maxWait: 20_000, timeout: 60_000 } });
}

/** More kinds of statements than the code has; those of lists come in one for each length. */
const MOST_NAMES = 500;

/** Named statements are read and planned once for each connection, which is most of what a small one costs. */
function nameStatements(): (query: { sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    if (!names.has(sql) && names.size < MOST_NAMES) names.set(sql, `s${names.size}`);
    return names.get(sql) ?? ''; // without a name PostgreSQL forgets it with the next one
  };
}

/** One transaction. Everything a fact needs is written in one, or nothing is. */
export function inTransaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.$transaction(work);
}
