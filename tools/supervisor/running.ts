import { rmSync } from 'node:fs';
import { z } from 'zod';
import type { Addresses } from './environment.js';
import { readJson, writeJson } from './files.js';
import type { Role, State } from './state.js';

export const signInsSchema = z.array(z.object({ email: z.string(), password: z.string(), role: z.string() }));
export type SignIn = z.infer<typeof signInsSchema>[number];

/** `running.json`: how other programs find what runs here. There only while everything is ready. */
export interface Running {
  api: string;
  console: string;
  twilioSim: string | null;
  temporalUi: string | null;
  temporal: string;
  apiKeys: Record<Role, string>;
  twilioAccountSid: string;
  twilioAuthToken: string;
  twilioFrom: string;
  pid: number;
  signIns: SignIn[];
}

export function describeRunning(
  addresses: Addresses,
  { apiKeys, twilio, signIns }: { apiKeys: State['apiKeys']; twilio: State['twilio']; signIns: SignIn[] },
): Running {
  return {
    api: addresses.api,
    console: addresses.console,
    twilioSim: addresses.twilioSim,
    temporalUi: addresses.temporalUi,
    temporal: addresses.temporal,
    apiKeys,
    twilioAccountSid: twilio.accountSid,
    twilioAuthToken: twilio.authToken,
    twilioFrom: twilio.from,
    pid: process.pid,
    signIns,
  };
}

export function writeRunning(file: string, running: Running): void {
  writeJson(file, running);
}

export function removeRunning(file: string): void {
  rmSync(file, { force: true });
}

/** Where the product that wrote the file can be reached; null when there is no file. */
export function consoleAddress(file: string): string | null {
  const read = z.object({ console: z.string() }).safeParse(readJson(file));
  return read.success ? read.data.console : null;
}

/** What a person needs to begin, as a box for the terminal. */
export function welcome(running: Running, mail: string | null): string {
  const addresses = [
    ['Console', running.console],
    ['API', `${running.api}/docs`],
    ['Phones', running.twilioSim],
    ['Mails', mail],
    ['Temporal', running.temporalUi ?? running.temporal],
  ].flatMap(([name, address]) => (address ? [`${name!.padEnd(10)}${address}`] : []));
  const people = running.signIns.map(
    ({ email, password, role }) => `${role.padEnd(10)}${email}  ${password}`,
  );
  const lines = [
    'Aftercare is ready.',
    '',
    ...addresses,
    ...(people.length > 0 ? ['', 'Sign in as', ...people] : []),
    '',
    'API keys: .aftercare/running.json        Stop: Ctrl-C',
  ];
  const width = Math.max(...lines.map((line) => line.length));
  const edge = '─'.repeat(width + 2);
  return [`┌${edge}┐`, ...lines.map((line) => `│ ${line.padEnd(width)} │`), `└${edge}┘`].join('\n');
}
