import type { Db } from '@aftercare/db/client.js';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Client } from '@temporalio/client';
import { DB, TEMPORAL } from '../tokens.js';

/** Gives back what this process holds when it stops. */
@Injectable()
export class Resources implements OnApplicationShutdown {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(TEMPORAL) private readonly temporal: Client,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await Promise.allSettled([this.db.$disconnect(), this.temporal.connection.close()]);
  }
}
