import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import pg from 'pg';
import PgBoss from 'pg-boss';

/** The least that takes in a sale over HTTP and remembers to do something later: one row and one delayed job. */
const { DATABASE_URL, QUEUE, PORT } = process.env as Record<string, string>;
const THREE_DAYS = 3 * 86_400;

const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 10 });
const boss = new PgBoss({ connectionString: DATABASE_URL, schedule: false, supervise: false });
await boss.start();
await boss.createQueue(QUEUE!);

createServer((request, response) => {
  if (request.method === 'GET') return void response.end();
  takeIn(request).then(
    (id) => response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ id })),
    (error) => response.writeHead(500).end(String(error)),
  );
}).listen(Number(PORT), '127.0.0.1');

async function takeIn(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const sale = JSON.parse(Buffer.concat(parts).toString()) as { externalId: string };
  const id = randomUUID();
  const connection = await pool.connect();
  try {
    await connection.query('BEGIN');
    await connection.query('INSERT INTO peer_sales (id, external_id, sale) VALUES ($1, $2, $3)', [
      id,
      sale.externalId,
      sale,
    ]);
    const db = { executeSql: (text: string, values: unknown[]) => connection.query(text, values) };
    await boss.send(QUEUE!, { sale: id }, { startAfter: THREE_DAYS, db });
    await connection.query('COMMIT');
    return id;
  } catch (error) {
    await connection.query('ROLLBACK');
    throw error;
  } finally {
    connection.release();
  }
}
