import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, chmodSync, mkdtempSync, openSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { identityOf } from '@aftercare/tools/process-identity.mjs';
import { type Command, waitUntil } from '@aftercare/tools/servers/command.js';

/** The repository; this file runs from `tools/bench/dist`. */
export const root = fileURLToPath(new URL('../../../', import.meta.url));

/** The processes of one run and the folder with their data and logs. None outlives the run, however it ends. */
export class Processes {
  readonly folder = mkdtempSync(join(tmpdir(), 'aftercare-bench-'));
  private readonly reaper: ChildProcess;

  constructor() {
    chmodSync(this.folder, 0o755); // PostgreSQL's own user must pass through when we are root.
    const script = join(root, 'tools', 'reaper.mjs');
    this.reaper = spawn(process.execPath, [script, this.folder], {
      stdio: ['pipe', 'inherit', 'inherit'],
      detached: true,
    });
  }

  /** Starts a program and resolves with its process id when it is ready; rejects with what it wrote when it ends before. */
  async start(
    name: string,
    { file, args, options }: Command,
    ready: (signal: AbortSignal) => Promise<void>,
  ): Promise<number> {
    const logFile = join(this.folder, `${name}.log`);
    const log = openSync(logFile, 'w');
    const child = spawn(file, args, { ...options, stdio: ['ignore', log, log], detached: true });
    if (child.pid)
      appendFileSync(join(this.folder, 'processes.jsonl'), `${JSON.stringify(identityOf(child.pid))}\n`);
    child.unref();
    const waiting = new AbortController();
    const ended = new Promise<never>((_, reject) => {
      child.once('error', reject);
      child.once('exit', () => reject(new Error(`${name} did not start:\n${readFileSync(logFile, 'utf8')}`)));
    });
    try {
      await Promise.race([ready(waiting.signal), ended]);
    } finally {
      waiting.abort(new Error(`${name} did not start`));
      child.removeAllListeners();
    }
    return child.pid!;
  }

  /** One of our own programs, ready when `readyUrl` answers 200. */
  startNode(
    name: string,
    script: string,
    environment: Record<string, string>,
    readyUrl: string,
  ): Promise<number> {
    const env = {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      TZ: 'UTC',
      NODE_ENV: 'production',
      ...environment,
    };
    const command = { file: process.execPath, args: [join(root, script)], options: { cwd: root, env } };
    return this.start(name, command, (signal) => waitUntil(name, () => answersOk(readyUrl), { signal }));
  }

  /** Ends everything. */
  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.reaper.once('exit', () => resolve());
      this.reaper.stdin!.end();
    });
  }
}

async function answersOk(url: string): Promise<boolean> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) });
  await answer.body?.cancel();
  return answer.ok;
}
