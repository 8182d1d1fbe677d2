import type { Db } from '@aftercare/db/client.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import { DB, LOGGER, TEMPORAL } from '../tokens.js';
import type { Ready } from './health.schema.js';

const ANSWER_WITHIN_MS = 2000;

/** Whether the parts this process needs can be reached. */
@Injectable()
export class HealthService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(TEMPORAL) private readonly temporal: Client,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async check(): Promise<Ready> {
    const [database, temporal] = await Promise.all([
      this.reach('database', () => this.db.$queryRaw`SELECT 1`),
      this.reach('temporal', () => this.askTemporal()),
    ]);
    const status = database === 'reachable' && temporal === 'reachable' ? 'ready' : 'not-ready';
    return { status, database, temporal };
  }

  private async reach(name: string, ask: () => Promise<unknown>): Promise<'reachable' | 'unreachable'> {
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('no answer in time')), ANSWER_WITHIN_MS);
    });
    try {
      await Promise.race([ask(), tooLate]);
      return 'reachable';
    } catch (error) {
      this.logger.warn({ err: error }, `${name} is unreachable`);
      return 'unreachable';
    } finally {
      clearTimeout(timer);
    }
  }

  private askTemporal(): Promise<unknown> {
    const { connection } = this.temporal;
    return connection.withDeadline(Date.now() + ANSWER_WITHIN_MS, () =>
      connection.workflowService.getSystemInfo({}),
    );
  }
}
