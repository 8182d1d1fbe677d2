import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTimeOf } from '@aftercare/tools/process-identity.mjs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ChildrenRecord } from './children-record.js';

let folder: string;
let file: string;
let started: ChildProcess[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aftercare-record-'));
  file = join(folder, 'children.json');
  started = [];
});
afterEach(() => {
  for (const child of started) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function someProcess(): number {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
    detached: true,
    stdio: 'ignore',
  });
  started.push(child);
  return child.pid!;
}

it('ends what an earlier supervisor left, last started first', async () => {
  const [postgres, worker] = [someProcess(), someProcess()];
  const before = new ChildrenRecord(file);
  before.add({ name: 'worker', pid: worker, place: 5, stopSignal: 'SIGTERM' });
  before.add({ name: 'postgres', pid: postgres, place: 0, stopSignal: 'SIGINT' });

  const said: string[] = [];
  await new ChildrenRecord(file).endLeftOvers((line) => said.push(line));
  expect(said.map((line) => line.split(' ')[1])).toEqual(['worker', 'postgres']);
  expect([startTimeOf(postgres), startTimeOf(worker)]).toEqual([null, null]);
});

it('leaves a stranger alone whose process got the number of ours', async () => {
  const stranger = someProcess();
  new ChildrenRecord(file).add({ name: 'api', pid: stranger, place: 0, stopSignal: 'SIGTERM' });
  writeFileSync(file, readFileSync(file, 'utf8').replace(/"startedAt": "[^"]*"/, '"startedAt": "long ago"'));

  await new ChildrenRecord(file).endLeftOvers(() => {});
  expect(startTimeOf(stranger)).not.toBeNull();
});

it('begins anew when the file cannot be read', async () => {
  writeFileSync(file, '[{"name":');
  await new ChildrenRecord(file).endLeftOvers(() => {});
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual([]);
});
