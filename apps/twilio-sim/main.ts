import { pino } from 'pino';
import { ConfigError, readConfig } from './config.js';
import { startTwilioSim } from './server.js';

// Standard output says only where the sim listens; everything else goes to standard error.
const log = pino({ name: 'twilio-sim' }, pino.destination(2));

try {
  const options = readConfig(process.env);
  const sim = await startTwilioSim({ ...options, onError: (error) => log.error(error) });
  const stop = () => void sim.close().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.stdout.write(`listening ${sim.url}\n`);
} catch (error) {
  process.stderr.write(`twilio-sim cannot start:\n${describe(error)}\n`);
  process.exitCode = 1;
}

function describe(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
