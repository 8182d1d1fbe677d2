import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { createApp } from './app.js';
import { type Config, ConfigError, loadConfig } from './config.js';

const config = readConfigOrStop();
const app = await createApp(config);
await app.listen(config.port, config.host);
const { port } = (app.getHttpServer() as Server).address() as AddressInfo;
process.stdout.write(`listening http://${config.host}:${port}\n`);

function readConfigOrStop(): Config {
  try {
    return loadConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`The environment does not fit:\n${error.message}\n`);
    process.exit(1);
  }
}
