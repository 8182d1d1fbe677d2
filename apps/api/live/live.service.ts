import type { Response } from 'express';
import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Logger } from 'pino';
import { Listener } from '../common/listener.js';
import type { Config } from '../config.js';
import { CONFIG, LOGGER } from '../tokens.js';

/** Changes within this time are told together: a storm of them must not become a storm of questions. */
const TELL_EVERY_MS = 1_000;
/** Keeps the way open through proxies that close a silent connection. */
const BEAT_EVERY_MS = 20_000;
const RECONNECT_EVERY_MS = 2_000;
/** How long a browser waits before it comes back. */
const RETRY_MS = 2_000;

/** Tells open consoles that something they show has changed; what it is now, they ask as always. */
@Injectable()
export class LiveService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly streams = new Set<Response>();
  private readonly changed = new Set<string>();
  private readonly listener: Listener;
  private timers: NodeJS.Timeout[] = [];
  private telling: NodeJS.Timeout | undefined;

  constructor(
    @Inject(CONFIG) config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.listener = new Listener(config.databaseUrl, 'live', (table) => this.note(table));
  }

  onApplicationBootstrap(): void {
    this.timers = [
      setInterval(() => void this.listen(), RECONNECT_EVERY_MS),
      setInterval(() => this.write(': still here\n\n'), BEAT_EVERY_MS),
    ];
    for (const timer of this.timers) timer.unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    clearTimeout(this.telling);
    for (const stream of this.streams) stream.end();
    await this.listener.end();
  }

  /** Keeps a response open and writes to it from now on. @param isBack it was open before, and may have missed something */
  open(response: Response, isBack: boolean): void {
    response.writeHead(200, {
      'Content-Type': 'text/event-stream',
      // Nobody may keep it back to compress it.
      'Cache-Control': 'no-cache, no-transform',
      'X-Accel-Buffering': 'no',
    });
    response.write(`retry: ${RETRY_MS}\n\n`);
    this.streams.add(response);
    response.on('close', () => this.streams.delete(response));
    if (isBack) response.write(toEvent(['everything']));
    void this.listen();
  }

  /** Only while somebody looks: without open consoles nothing is heard. */
  private async listen(): Promise<void> {
    try {
      if (this.streams.size === 0) return await this.listener.end();
      if (await this.listener.ensure()) this.note('everything');
    } catch (error) {
      this.logger.warn({ err: error }, 'open consoles are not told of changes: the database is away');
    }
  }

  private note(table: string): void {
    this.changed.add(table);
    this.telling ??= setTimeout(() => {
      this.telling = undefined;
      this.write(toEvent([...this.changed]));
      this.changed.clear();
    }, TELL_EVERY_MS);
  }

  private write(text: string): void {
    for (const stream of this.streams) stream.write(text);
  }
}

/** The id lets a browser that comes back say that it was here before. */
function toEvent(of: readonly string[]): string {
  return `id: ${Date.now()}\nevent: change\ndata: ${JSON.stringify({ of })}\n\n`;
}
