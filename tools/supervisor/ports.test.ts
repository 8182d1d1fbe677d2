import { createServer, type Server } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { choosePorts, freePort } from './ports.js';

const servers: Server[] = [];

afterEach(() => servers.splice(0).forEach((server) => server.close()));

async function takenPort(): Promise<number> {
  const port = await freePort();
  const server = createServer();
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return port;
}

it('takes the port of last time before the preferred one', async () => {
  const [last, preferred] = [await freePort(), await freePort()];
  expect(await choosePorts([{ name: 'api', preferred }], { api: last })).toEqual({ api: last });
  expect(await choosePorts([{ name: 'api', preferred }], {})).toEqual({ api: preferred });
});

it('takes another when those are in use', async () => {
  const [last, preferred] = [await takenPort(), await takenPort()];
  const { api } = await choosePorts([{ name: 'api', preferred }], { api: last });
  expect([last, preferred]).not.toContain(api);
});

it('gives no two parts the same port', async () => {
  const same = await freePort();
  const ports = await choosePorts([{ name: 'api', preferred: same }, { name: 'worker' }], { worker: same });
  expect(ports.worker).not.toBe(ports.api);
});

it('insists on a port that was asked for', async () => {
  const [free, taken] = [await freePort(), await takenPort()];
  expect(await choosePorts([{ name: 'api', fixed: free }], { api: taken })).toEqual({ api: free });
  await expect(choosePorts([{ name: 'api', fixed: taken }], {})).rejects.toThrow(
    `Port ${taken}, asked for api, is in use by another program.`,
  );
});
