import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lockHolder, tryLock } from '@aftercare/tools/lock-file.mjs';
import { logLine } from './log.js';
import { consoleAddress } from './running.js';
import { readSettings } from './settings.js';
import { Supervisor } from './supervisor.js';

/**
 * One Ctrl-C can arrive twice: from the terminal, and again from npm, which hands signals on. Only a later one means
 * "at once".
 */
const SAME_KEYSTROKE_MS = 1_000;
/** How long parts that were killed may take to be gone. */
const KILLED_MS = 2_000;

// This file lies in tools/dist/supervisor/.
const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

async function main(): Promise<void> {
  loadEnvFile();
  const settings = readSettings(process.env);
  const dataFolder = resolve(root, settings.AFTERCARE_DATA_DIR ?? '.aftercare');
  takeFolder(dataFolder);
  const supervisor = new Supervisor(root, dataFolder, settings, (reason) => void end(supervisor, reason));
  stopOnSignals(supervisor);
  try {
    await supervisor.start();
  } catch (error) {
    await end(supervisor, error instanceof Error ? error.message : String(error));
  }
}

let ending: number | null = null;

/** Stops because something is wrong; says what, after everything else was said. */
async function end(supervisor: Supervisor, reason: string): Promise<void> {
  // A part that fails because we are stopping already is no news.
  if (ending !== null) return;
  ending = performance.now();
  logLine('aftercare', 'cannot go on, stopping');
  await supervisor.stop();
  console.error(`\n${reason}`);
  process.exit(1);
}

function stopOnSignals(supervisor: Supervisor): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      const now = performance.now();
      if (ending === null) {
        ending = now;
        logLine('aftercare', 'stopping; once more kills everything at once');
        void supervisor.stop().then(() => process.exit(0));
      } else if (now - ending > SAME_KEYSTROKE_MS) {
        supervisor.kill();
        setTimeout(() => process.exit(130), KILLED_MS);
      }
    });
  }
}

/** Two supervisors on the same data would destroy each other's work. */
function takeFolder(dataFolder: string): void {
  const lock = join(dataFolder, 'supervisor.lock');
  const release = tryLock(lock);
  if (release) {
    process.on('exit', release);
    return;
  }
  const address = consoleAddress(join(dataFolder, 'running.json'));
  throw new Error(
    `Aftercare is already running here${address ? ` at ${address}` : ''} (process ${lockHolder(lock)?.pid ?? '?'}). Stop it first.`,
  );
}

function loadEnvFile(): void {
  try {
    process.loadEnvFile(join(root, '.env'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

// A terminal that was closed must not end the supervisor before it has stopped its parts.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

main().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
