import type { ChildProcess } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { identityOf } from '@aftercare/tools/process-identity.mjs';

/** Tells the reaper of this run that the process must be gone at its end. */
export function noteProcess(folder: string, child: ChildProcess): void {
  if (child.pid)
    appendFileSync(join(folder, 'processes.jsonl'), `${JSON.stringify(identityOf(child.pid))}\n`);
}
