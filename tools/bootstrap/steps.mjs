import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** How often a long step says how far it is. */
const PROGRESS_EVERY_MS = 5_000;

const running = new Set();

/** A failure whose message is meant for the person at the terminal; no stack is shown for it. */
export class PlainError extends Error {}

/** Runs one step and says what it does and how long it took. `work` gets a function that sets the progress text. */
export async function step(title, work) {
  const startedAt = performance.now();
  let detail = '';
  const seconds = () => ((performance.now() - startedAt) / 1000).toFixed(1);
  say(`→ ${title}`);
  const timer = setInterval(
    () => say(`  … ${Math.round(seconds())} s${detail && `, ${detail}`}`),
    PROGRESS_EVERY_MS,
  );
  try {
    const answer = await work((text) => (detail = text));
    say(`✓ ${title} (${seconds()} s)`);
    return answer;
  } finally {
    clearInterval(timer);
  }
}

export function say(line) {
  console.log(line);
}

/**
 * Runs a command quietly and answers its output. `onLine` sees each line as it comes. When the command fails, the
 * error carries the end of its output, which is then the only thing worth reading.
 */
export function run(command, args, { env = {}, cwd, onLine = () => {}, timeoutMs } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: timeoutMs,
    });
    running.add(child);
    const lines = [];
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        onLine(line);
      });
    }
    child.on('error', (error) => {
      running.delete(child);
      reject(new PlainError(`${command} could not be started: ${error.message}`));
    });
    child.on('close', (code, signal) => {
      running.delete(child);
      if (code === 0) return resolve(lines.join('\n'));
      const command_ = [command, ...args].join(' ').slice(0, 200);
      reject(
        new PlainError(`${lines.slice(-60).join('\n')}\n${command_} ended with ${signal ?? `code ${code}`}.`),
      );
    });
  });
}

/** Ends what runs when the bootstrap itself is told to end: a terminal tells the whole group, `kill` only us. */
export function endChildrenOnSignals() {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ]) {
    process.on(signal, () => {
      for (const child of running) child.kill('SIGTERM');
      process.exit(code);
    });
  }
}
