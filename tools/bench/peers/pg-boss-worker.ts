import { createServer } from 'node:http';
import pg from 'pg';
import PgBoss from 'pg-boss';
import { createSendText, type Text } from './send-text.js';

/** Delayed jobs, carried out as fast as this library lets one process: large batches, many workers, its shortest wait. */
const { DATABASE_URL, TWILIO_URL, QUEUE, PORT } = process.env as Record<string, string>;
const WORKERS = 4;

const boss = new PgBoss({ connectionString: DATABASE_URL, schedule: false });
await boss.start();
await boss.createQueue(QUEUE!);
const sendText = createSendText(new pg.Pool({ connectionString: DATABASE_URL, max: 10 }), TWILIO_URL!);
for (let count = 0; count < WORKERS; count++) {
  await boss.work<Text>(QUEUE!, { batchSize: 100, pollingIntervalSeconds: 0.5 }, async (jobs) => {
    await Promise.all(jobs.map((job) => sendText(job.data)));
  });
}
createServer((_, response) => response.end()).listen(Number(PORT), '127.0.0.1');
