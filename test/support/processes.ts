import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { inject } from 'vitest';
import { waitUntil } from '../../tools/servers/command.js';
import { freePort } from '../../tools/supervisor/ports.js';
import { noteProcess } from './process-notes.js';
import { root } from './servers.js';

const READY_MS = 60_000;
const GRACE_MS = 10_000;
const SHOWN_LINES = 60;

/** A real program of ours under test, started from its build. */
export interface Program {
  name: string;
  /** Where it listens, `http://127.0.0.1:port`. */
  url: string;
  port: number;
  /** Null while it is not running. */
  pid: () => number | null;
  /** Everything it has written so far, over all its starts. */
  logs: () => string[];
  /** Sends the signal and resolves when the process is gone. */
  kill: (signal?: NodeJS.Signals) => Promise<void>;
  /** Starts it again, on the same port and with the same environment; resolves when it is ready. */
  restart: () => Promise<void>;
  /** Ends it in order, by force after a grace. */
  stop: () => Promise<void>;
}

interface ProgramSpec {
  name: string;
  /** From the root of the repository. */
  script: string;
  readyPath: string;
  environment: Record<string, string>;
  port: number;
}

const programs = new Set<Program>();

/** The API with this environment; `API_HOST` and `API_PORT` are added. A test that must know the port gives it. */
export function startApi(environment: Record<string, string>, port?: number): Promise<Program> {
  return startListening('api', 'apps/api/dist/main.js', '/ready', port, (chosen) => ({
    ...environment,
    API_HOST: '127.0.0.1',
    API_PORT: String(chosen),
  }));
}

/** The worker with this environment; `WORKER_PORT` is added. */
export function startWorker(environment: Record<string, string>, port?: number): Promise<Program> {
  return startListening('worker', 'apps/worker/dist/main.js', '/ready', port, (chosen) => ({
    ...environment,
    WORKER_PORT: String(chosen),
  }));
}

/** twilio-sim with this environment (its accounts and numbers); host and port are added. */
export function startTwilioSim(environment: Record<string, string>, port?: number): Promise<Program> {
  return startListening('twilio-sim', 'apps/twilio-sim/dist/main.js', '/_sim/health', port, (chosen) => ({
    ...environment,
    TWILIO_SIM_HOST: '127.0.0.1',
    TWILIO_SIM_PORT: String(chosen),
  }));
}

/** A free port, for programs that must know each other's address before they start. */
export { freePort };

/** Ends every program that this test file started. Called after each file by the set-up. */
export async function stopPrograms(): Promise<void> {
  await Promise.all([...programs].map((program) => program.stop()));
  programs.clear();
}

async function startListening(
  name: string,
  script: string,
  readyPath: string,
  wantedPort: number | undefined,
  environment: (port: number) => Record<string, string>,
): Promise<Program> {
  const port = wantedPort ?? (await freePort());
  const program = describeProgram({ name, script, readyPath, environment: environment(port), port });
  programs.add(program);
  await program.restart();
  return program;
}

function describeProgram(spec: ProgramSpec): Program {
  const lines: string[] = [];
  let child: ChildProcess | null = null;

  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const ending = child;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
    const gone = new Promise((resolve) => ending.once('close', resolve));
    ending.kill(signal);
    const force = setTimeout(() => ending.kill('SIGKILL'), GRACE_MS);
    await gone;
    clearTimeout(force);
  };
  const program: Program = {
    name: spec.name,
    url: `http://127.0.0.1:${spec.port}`,
    port: spec.port,
    pid: () => (child && child.exitCode === null && child.signalCode === null ? (child.pid ?? null) : null),
    logs: () => [...lines],
    kill: (signal = 'SIGKILL') => end(signal),
    stop: () => end('SIGTERM'),
    restart: async () => {
      child = launch(spec, (line) => lines.push(line));
      await untilReady(program, child, spec.readyPath);
    },
  };
  return program;
}

function launch({ name, script, environment }: ProgramSpec, onLine: (line: string) => void): ChildProcess {
  const file = join(root, script);
  if (!existsSync(file)) throw new Error(`${name} is not built (${script}): run \`npm run build\`.`);
  const child = spawn(process.execPath, ['--enable-source-maps', file], {
    cwd: root,
    env: { ...bareEnvironment(), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', onLine);
  noteProcess(inject('servers').folder, child);
  return child;
}

async function untilReady(program: Program, child: ChildProcess, path: string): Promise<void> {
  const answers = async (): Promise<boolean> => {
    const answer = await fetch(`${program.url}${path}`, { signal: AbortSignal.timeout(5_000) });
    await answer.body?.cancel();
    return answer.ok;
  };
  const waiting = new AbortController();
  const ended = (): void => waiting.abort(new Error('it ended'));
  child.once('close', ended);
  try {
    await waitUntil(program.name, answers, { timeoutMs: READY_MS, signal: waiting.signal });
  } catch (error) {
    const said = program.logs().slice(-SHOWN_LINES).join('\n');
    throw new Error(`${program.name} did not become ready (${(error as Error).message}). It said:\n${said}`, {
      cause: error,
    });
  } finally {
    child.off('close', ended);
  }
}

/** Only what a program needs from the machine: a developer's own variables must not steer a test. */
function bareEnvironment(): Record<string, string> {
  const names = ['PATH', 'HOME', 'TMPDIR', 'NODE_EXTRA_CA_CERTS'];
  const kept = names.flatMap((name) => (process.env[name] ? [[name, process.env[name]] as const] : []));
  return { ...Object.fromEntries(kept), TZ: 'UTC', NODE_ENV: 'production' };
}
