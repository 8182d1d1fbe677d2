import type { WorkerDeps } from '../activities/deps.js';
import type { Telephone } from './voice.js';

/** What placing calls needs beside what every activity has. */
export interface CallDeps extends Pick<WorkerDeps, 'db' | 'clock' | 'keep' | 'log'> {
  telephone: Telephone;
  /** Whether this installation may call customers by machine at all. */
  automatedCalls: boolean;
}
