import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { exportHistories, type KeptRun } from './export.js';

const USAGE = `Keeps histories of a running Aftercare, so that later versions of the workflows can be replayed against them.

  node tools/dist/histories/main.js RELEASE NAME=WORKFLOW-ID …

writes test/histories/RELEASE/NAME.json for each. TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE say where from.
Example: … 0.1.0 plan-answered=plan:pln_01k… sender=sender:+15550001111`;

/** Seen from tools/dist/histories, where the built program lies. */
const FOLDER = fileURLToPath(new URL('../../../test/histories', import.meta.url));

/** Null when the arguments are not what USAGE says. */
function readArguments([release, ...pairs]: string[]): { release: string; runs: KeptRun[] } | null {
  const parts = pairs.map((pair) => /^([a-z0-9-]+)=(.+)$/.exec(pair));
  if (!release || !/^[\w.-]+$/.test(release) || parts.length === 0 || parts.includes(null)) return null;
  return { release, runs: parts.map((part) => ({ name: part![1]!, workflowId: part![2]! })) };
}

async function main(): Promise<number> {
  const wanted = readArguments(process.argv.slice(2));
  if (!wanted) {
    console.error(USAGE);
    return 2;
  }
  const connection = await Connection.connect({ address: process.env.TEMPORAL_ADDRESS ?? '127.0.0.1:7233' });
  try {
    const client = new Client({ connection, namespace: process.env.TEMPORAL_NAMESPACE ?? 'default' });
    await exportHistories(client, `${FOLDER}/${wanted.release}`, wanted.runs);
    console.log(`kept ${wanted.runs.map((run) => run.name).join(', ')} in test/histories/${wanted.release}`);
    return 0;
  } finally {
    await connection.close();
  }
}

process.exitCode = await main();
