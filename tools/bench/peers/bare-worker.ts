import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import pg from 'pg';
import { createBareActivities } from './bare-activities.js';

/** A worker as a beginner would write it: the SDK's defaults, ordinary activities. */
const { TEMPORAL_ADDRESS, TASK_QUEUE, DATABASE_URL, TWILIO_URL, PORT } = process.env as Record<
  string,
  string
>;

Runtime.install({ logger: new DefaultLogger('WARN') });
const worker = await Worker.create({
  connection: await NativeConnection.connect({ address: TEMPORAL_ADDRESS }),
  taskQueue: TASK_QUEUE!,
  workflowsPath: fileURLToPath(new URL('bare.workflows.js', import.meta.url)),
  activities: createBareActivities(new pg.Pool({ connectionString: DATABASE_URL, max: 10 }), TWILIO_URL!),
});
createServer((_, response) => response.end()).listen(Number(PORT), '127.0.0.1');
await worker.run();
