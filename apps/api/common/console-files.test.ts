import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestApi, startTestApi } from '../testing/api.js';

let api: TestApi;
let consoleDir: string;

beforeAll(async () => {
  consoleDir = await mkdtemp(join(tmpdir(), 'console-'));
  await writeFile(join(consoleDir, 'index.html'), '<title>Aftercare</title>');
  await writeFile(join(consoleDir, 'app.js'), 'start()');
  await writeFile(join(consoleDir, 'app.js.br'), brotliCompressSync('start()'));
  api = await startTestApi({ consoleDir });
});
afterAll(async () => {
  await api?.stop();
  await rm(consoleDir, { recursive: true, force: true });
});

const open = (path: string) => api.as().get(path).set('Accept', 'text/html,*/*');

it('answers every page of the console with its one file, and its scripts as they are', async () => {
  for (const path of ['/', '/board', '/webhooks', '/customers/cus_1'])
    expect((await open(path).expect(200)).text).toBe('<title>Aftercare</title>');
  expect((await open('/app.js').expect(200)).text).toBe('start()');
  const packed = await open('/app.js').set('Accept-Encoding', 'br').expect('content-encoding', 'br');
  expect(packed.headers['content-type']).toMatch(/javascript/);
});

it('leaves the addresses of the API to the API', async () => {
  for (const path of ['/v1/nothing', '/webhooks/nothing', '/api/auth/nothing']) await open(path).expect(404);
  await open('/v1/customers').expect(401);
  await open('/health').expect(200, { status: 'up' });
});

it('gives nothing from outside its folder', async () => {
  const { text } = await open('/..%2f..%2fetc%2fpasswd');
  expect(text).not.toContain('root:');
});
