import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { beforeAll, describe, expect, it } from 'vitest';
import { root } from './support/servers.js';
import { WORKFLOW_BUNDLE } from './support/workflow-runner.js';

const FOLDER = join(root, 'test/histories');
const FILES = (readdirSync(FOLDER, { recursive: true }) as string[])
  .filter((file) => file.endsWith('.json'))
  .sort();

/** A replay that is meant to fail need not shout. */
const QUIET = { logging: { filter: { core: 'ERROR', other: 'ERROR' } } } as const;

/** The parsed object: a replay does not take the text. */
function readHistory(file: string): any {
  return JSON.parse(readFileSync(join(FOLDER, file), 'utf8'));
}

describe('Histories of every release', () => {
  beforeAll(() => void Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: QUIET }));

  it('are kept for each kind of workflow', () => {
    const types = FILES.map(
      (file) => readHistory(file).events[0].workflowExecutionStartedEventAttributes.workflowType.name,
    );
    expect(new Set(types)).toEqual(new Set(['planWorkflow', 'senderWorkflow', 'reconcileWorkflow']));
  });

  it('replay against the workflows as they are now', async () => {
    const histories = FILES.map((file) => ({ workflowId: file, history: readHistory(file) }));
    const replays = Worker.runReplayHistories(
      { workflowBundle: { codePath: WORKFLOW_BUNDLE }, replayName: 'kept-histories' },
      histories,
    );
    const seen: string[] = [];
    for await (const { workflowId, error } of replays) {
      expect(error, workflowId).toBeUndefined();
      seen.push(workflowId);
    }
    expect(seen.sort()).toEqual(FILES);
  });

  it('would not replay against workflows that do something else', async () => {
    const history = readHistory(FILES.find((file) => file.endsWith('plan-answered.json'))!);
    history.events[0].workflowExecutionStartedEventAttributes.workflowType.name = 'senderWorkflow';
    const replay = Worker.runReplayHistory(
      { workflowBundle: { codePath: WORKFLOW_BUNDLE }, replayName: 'another' },
      history,
      'another',
    );
    await expect(replay).rejects.toThrow(/nondeterminism/i);
  });

  it.each(FILES)('hold ids, numbers and instants, and nothing about a person: %s', (file) => {
    const history = readHistory(file);
    const ours = [/^pln_[0-9a-z]{26}$/, /^keepPlan$/, /^\d{1,3}$/];
    if (file.endsWith('sender.json')) ours.push(/^\+1555\d{7}$/);
    const words = payloadsIn(history).flatMap(stringsIn);
    expect(words.filter((word) => !ours.some((pattern) => pattern.test(word)))).toEqual([]);
  });

  it.each(FILES)('hold no memo and no search attribute of ours: %s', (file) => {
    const { memo, searchAttributes } = readHistory(file).events[0].workflowExecutionStartedEventAttributes;
    expect([Object.keys(memo?.fields ?? {}), Object.keys(searchAttributes?.indexedFields ?? {})]).toEqual([
      [],
      [],
    ]);
  });
});

/** Every payload of a history, decoded. Those of the library itself (its notes about local activities) too. */
function payloadsIn(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  const { metadata, data } = value as { metadata?: unknown; data?: unknown };
  if (metadata && typeof data === 'string') return [parse(Buffer.from(data, 'base64').toString('utf8'))];
  return Object.values(value).flatMap(payloadsIn);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text; // not JSON: then the text itself must be innocent
  }
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
