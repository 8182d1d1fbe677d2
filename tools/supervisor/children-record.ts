import { identityOf, isRunning } from '@aftercare/tools/process-identity.mjs';
import { z } from 'zod';
import { waitUntil } from '../servers/command.js';
import { sendSignal } from './child.js';
import { readJson, writeJson } from './files.js';

const GRACE_MS = 5_000;

const recordSchema = z.array(
  z.object({
    name: z.string(),
    pid: z.number().int().positive(),
    /** Its place in the order of starting, which a later restart does not change. */
    place: z.number().int(),
    startedAt: z.string().nullable(),
    stopSignal: z.string(),
  }),
);
type Entry = z.infer<typeof recordSchema>[number];

/** Remembers on disk which processes are ours, for the start after a `kill -9` of the supervisor. */
export class ChildrenRecord {
  private entries: Entry[] = [];

  constructor(private readonly file: string) {}

  add(child: Pick<Entry, 'name' | 'pid' | 'place' | 'stopSignal'>): void {
    this.entries.push({ ...child, ...identityOf(child.pid) });
    writeJson(this.file, this.entries);
  }

  remove(pid: number): void {
    this.entries = this.entries.filter((entry) => entry.pid !== pid);
    writeJson(this.file, this.entries);
  }

  /** Ends what an earlier supervisor left running, last started first. Never ends a process that is not ours. */
  async endLeftOvers(say: (line: string) => void): Promise<void> {
    const read = recordSchema.safeParse(readJson(this.file));
    const lastFirst = (read.success ? read.data : []).sort((a, b) => b.place - a.place);
    for (const entry of lastFirst) {
      if (!isRunning(entry)) continue;
      say(`ending ${entry.name} (process ${entry.pid}), left over from an earlier start`);
      await endProcess(entry);
    }
    writeJson(this.file, this.entries);
  }
}

/** Ends exactly this process: in order, and by force with its whole group when it takes too long. */
export async function endProcess(entry: Pick<Entry, 'pid' | 'startedAt' | 'stopSignal'>): Promise<void> {
  const gone = (): Promise<boolean> => Promise.resolve(!isRunning(entry));
  sendSignal(entry.pid, entry.stopSignal as NodeJS.Signals);
  try {
    await waitUntil('its end', gone, { timeoutMs: GRACE_MS });
  } catch {
    sendSignal(entry.pid, 'SIGKILL');
    await waitUntil('its end', gone, { timeoutMs: GRACE_MS });
  }
  sendSignal(-entry.pid, 'SIGKILL');
}
