import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openState, ROLES, saveState } from './state.js';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aftercare-state-'));
  file = join(folder, 'deeper', 'state.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('makes keys once and finds them again', () => {
  const first = openState(file);
  expect(openState(file)).toEqual(first);
  expect(Object.keys(first.apiKeys).sort()).toEqual([...ROLES].sort());
  expect(new Set(Object.values(first.apiKeys)).size).toBe(ROLES.length);
  expect(first.twilio.accountSid).toMatch(/^AC[0-9a-f]{32}$/);
});

it('keeps ports', () => {
  const state = openState(file);
  saveState(file, { ...state, ports: { api: 3000 } });
  expect(openState(file).ports).toEqual({ api: 3000 });
});

it('lets nobody else read the keys', () => {
  openState(file);
  expect(statSync(file).mode & 0o077).toBe(0);
});

it('refuses a file in which something is missing, for new keys would not fit the data', () => {
  openState(file);
  writeFileSync(file, '{"secret":"s"}');
  expect(() => openState(file)).toThrow(/state\.json is damaged/);
});
