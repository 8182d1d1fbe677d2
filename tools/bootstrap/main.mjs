import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lockHolder, waitForLock } from '../lock-file.mjs';
import { build } from './build.mjs';
import { installPackages } from './packages.mjs';
import { generatePrismaClient } from './prisma-client.mjs';
import { endChildrenOnSignals, PlainError, say } from './steps.mjs';
import { obtainTemporal } from './temporal.mjs';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const MODES = ['start', 'test', 'bench'];

/** Brings a clone to where `npm start`, `npm test` or `npm run bench` can run. Does only what is not done yet. */
export async function bootstrap(mode) {
  endChildrenOnSignals();
  try {
    if (!MODES.includes(mode)) throw new PlainError(`usage: node tools/bootstrap.mjs ${MODES.join('|')}`);
    // Tests bring their own servers: a .env that points to real ones must not reach them.
    if (mode === 'start') {
      loadEnvFile();
      refuseWhenRunning();
    }
    const release = await waitForLock(join(root, '.aftercare', 'bootstrap.lock'), (holder) =>
      say(`Another process (${holder?.pid ?? 'unknown'}) prepares this folder; waiting for it.`),
    );
    try {
      await prepare(mode);
    } finally {
      release();
    }
  } catch (error) {
    console.error(error instanceof PlainError ? error.message : error);
    process.exit(1);
  }
}

async function prepare(mode) {
  await installPackages(root);
  await obtainTemporal(root);
  await generatePrismaClient(root);
  await build(root, mode);
}

function loadEnvFile() {
  try {
    process.loadEnvFile(join(root, '.env'));
  } catch (error) {
    if (error.code !== 'ENOENT') throw new PlainError(`.env could not be read: ${error.message}`);
  }
}

/** Said here already, because building anew under a running product would confuse both. */
function refuseWhenRunning() {
  const folder = process.env.AFTERCARE_DATA_DIR ?? join(root, '.aftercare');
  const holder = lockHolder(join(folder, 'supervisor.lock'));
  if (!holder) return;
  throw new PlainError(
    `Aftercare is already running here${runningAt(folder)} (process ${holder.pid}). Stop it first.`,
  );
}

function runningAt(folder) {
  try {
    return ` at ${JSON.parse(readFileSync(join(folder, 'running.json'), 'utf8')).console}`;
  } catch {
    // Not ready yet, so it has no address to tell.
    return '';
  }
}
