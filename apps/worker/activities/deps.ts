import type { ClockService } from '@aftercare/db/clock.js';
import type { Db } from '@aftercare/db/client.js';
import type { KeepContext } from '@aftercare/db/keep-plans.js';
import type { Links } from '@aftercare/db/links.js';
import type { Logger } from 'pino';
import type { Transports } from '../transport.js';

/** What activities work with; made once in `main.ts`. */
export interface WorkerDeps {
  db: Db;
  clock: ClockService;
  keep: KeepContext;
  transports: Transports;
  /** Makes the links that texts carry; null where there is no secret to make them with. */
  links: Links | null;
  /** Address at which the staff reach the console; null where it has no public one. */
  consoleUrl: string | null;
  log: Logger;
}
