import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Command } from '../servers/command.js';
import { type Verdict, verdict } from './restart-policy.js';

const LAST_WORDS = 20;

/** A part of the product that runs as a process of its own. */
export interface ChildSpec {
  name: string;
  command: Command;
  /** Runs before every start, also after a death. */
  beforeStart?: () => Promise<void>;
  /** Resolves when the part can be used; gives up when the signal says that it is no longer waited for. */
  ready: (signal: AbortSignal) => Promise<void>;
  stopSignal: NodeJS.Signals;
  /** How long it may take to end in order before it is killed. */
  graceMs: number;
  /** For those that end badly on SIGKILL. */
  killSignal?: NodeJS.Signals;
}

/** What the supervisor wants to hear of its children. */
export interface ChildEvents {
  line: (name: string, line: string) => void;
  started: (spec: ChildSpec, pid: number) => void;
  ended: (spec: ChildSpec, pid: number) => void;
  /** The child keeps dying; it will not be started again. */
  gaveUp: (spec: ChildSpec, lastWords: string[]) => void;
}

/** Keeps one process alive until it is told to stop. */
export class Child {
  private process: ChildProcess | null = null;
  private stopping = false;
  private readonly deaths: number[] = [];
  private readonly lastWords: string[] = [];
  private readonly stopped = new AbortController();
  private restartTimer: NodeJS.Timeout | undefined;

  constructor(
    readonly spec: ChildSpec,
    private readonly events: ChildEvents,
    private readonly decide: (deaths: readonly number[]) => Verdict = verdict,
  ) {}

  get pid(): number | null {
    return this.process?.pid ?? null;
  }

  /** Starts the process and resolves when it is ready, whatever number of starts that takes. */
  async start(): Promise<void> {
    await this.launch();
    await this.spec.ready(this.stopped.signal);
  }

  /** Ends the process in order, or by force when it takes longer than its grace. Resolves when it is gone. */
  async stop(): Promise<void> {
    this.giveUpWaiting();
    const child = this.process;
    if (!child) return;
    const gone = new Promise((resolve) => child.once('close', resolve));
    this.signal(this.spec.stopSignal);
    const force = setTimeout(() => {
      this.events.line(this.spec.name, `did not end within ${this.spec.graceMs / 1000} s, killing it`);
      this.signal('SIGKILL');
    }, this.spec.graceMs);
    await gone;
    clearTimeout(force);
  }

  /** Ends the process without waiting. */
  kill(): void {
    this.giveUpWaiting();
    this.signal(this.spec.killSignal ?? 'SIGKILL');
  }

  private giveUpWaiting(): void {
    this.stopping = true;
    clearTimeout(this.restartTimer);
    this.stopped.abort(new Error(`${this.spec.name} was stopped`));
  }

  private async launch(): Promise<void> {
    await this.spec.beforeStart?.();
    if (this.stopping) return;
    const { file, args, options } = this.spec.command;
    // A group of its own: the terminal's Ctrl-C must reach only the supervisor, which stops the parts in order.
    const child = spawn(file, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    this.process = child;
    // A readline on a pipe of a dead process still delivers what was written last, hence 'close' and not 'exit'.
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', this.heard);
    child.on('error', (error) => this.heard(`could not be started: ${error.message}`));
    child.on('exit', () => child.pid && this.killGroup(child.pid));
    child.on('close', (code, signal) => this.died(child, signal ?? `code ${code}`));
    if (child.pid) this.events.started(this.spec, child.pid);
  }

  private died(child: ChildProcess, how: string): void {
    this.process = null;
    if (child.pid) this.events.ended(this.spec, child.pid);
    this.afterDeath(how);
  }

  private afterDeath(how: string): void {
    if (this.stopping) return;
    this.deaths.push(performance.now());
    const next = this.decide(this.deaths);
    if (!next.restart) {
      this.giveUpWaiting();
      this.events.gaveUp(this.spec, [...this.lastWords]);
      return;
    }
    this.events.line(
      this.spec.name,
      `ended unexpectedly (${how}); starting it again in ${next.delayMs / 1000} s`,
    );
    this.restartTimer = setTimeout(() => void this.relaunch(), next.delayMs);
  }

  private async relaunch(): Promise<void> {
    try {
      await this.launch();
      if (!this.stopping) await this.spec.ready(this.stopped.signal);
      if (!this.stopping) this.events.line(this.spec.name, 'is back');
    } catch (error) {
      if (this.stopping) return;
      this.heard(error instanceof Error ? error.message : String(error));
      // What failed came before the process; nothing else would try again.
      if (!this.process) this.afterDeath('not started');
    }
  }

  private readonly heard = (line: string): void => {
    this.lastWords.push(line);
    if (this.lastWords.length > LAST_WORDS) this.lastWords.shift();
    this.events.line(this.spec.name, line);
  };

  private signal(name: NodeJS.Signals): void {
    if (this.process?.pid && this.process.exitCode === null) sendSignal(this.process.pid, name);
  }

  /** What a process leaves behind in its group would hold its ports and its pipes. */
  private killGroup(pid: number): void {
    sendSignal(-pid, 'SIGKILL');
  }
}

/** Sends a signal, to a whole group when `pid` is negative. A process that is gone already is no fault. */
export function sendSignal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    // macOS says EPERM where only a zombie is left of a group.
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ESRCH' && !(code === 'EPERM' && pid < 0)) throw error;
  }
}
