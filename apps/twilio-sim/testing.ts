import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Ajv, type ValidateFunction } from 'ajv';
import twilio from 'twilio';
import { vi } from 'vitest';
import type { TwilioSim } from './server.js';

export const SENDER = '+15550001111';
export const AUTH_TOKEN = 'secret-of-a-test';

/** An account SID that no other test uses. */
export function newAccountSid(): string {
  return `AC${randomBytes(16).toString('hex')}`;
}

/** A made-up Lithuanian mobile number that no other test uses. */
export function newPhone(): string {
  return `+3706${String(1_000_000 + (randomBytes(4).readUInt32BE() % 9_000_000))}`;
}

/** The real client, pointed at the sim. */
export function clientFor(sim: { url: string }, account: string, authToken = AUTH_TOKEN): twilio.Twilio {
  const client = twilio(account, authToken);
  client.api.baseUrl = sim.url;
  return client;
}

/** Calls the control side; the answer is JSON. */
export async function control<T = Record<string, never>>(
  sim: Pick<TwilioSim, 'url'>,
  path: string,
  body?: object,
): Promise<T> {
  const response = await fetch(`${sim.url}/_sim${path}`, {
    method: body ? 'POST' : 'GET',
    headers: body ? { 'content-type': 'application/json' } : {},
    body: body ? JSON.stringify(body) : undefined,
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

export interface Received {
  method: string;
  /** Path and query. */
  path: string;
  headers: IncomingMessage['headers'];
  params: Record<string, string>;
}

export interface Receiver {
  url: string;
  received: Received[];
  /** What it answers next; the last one is repeated. */
  answers: { status: number; type?: string; body?: string; location?: string }[];
  /** What arrived for one path, once there are so many. */
  waitFor: (path: string, count: number) => Promise<Received[]>;
  close: () => Promise<void>;
}

/** A webhook receiver that writes down what it gets. */
export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const answers: Receiver['answers'] = [{ status: 200, type: 'text/xml', body: '<Response/>' }];
  const server = createServer((request, response) => {
    readBody(request).then((body) => {
      const params = Object.fromEntries(new URLSearchParams(body));
      received.push({
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        params,
      });
      answer(response, (answers.length > 1 ? answers.shift() : answers[0]) ?? { status: 200 });
    }, response.destroy);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const at = (path: string) => received.filter((request) => request.path === path);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    answers,
    waitFor: (path, count) =>
      vi.waitFor(
        () => {
          if (at(path).length < count) throw new Error(`${at(path).length} of ${count} at ${path}`);
          return at(path);
        },
        { timeout: 10_000, interval: 5 },
      ),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

function answer(response: ServerResponse, how: Receiver['answers'][number]): void {
  response.statusCode = how.status;
  if (how.type) response.setHeader('content-type', how.type);
  if (how.location) response.setHeader('location', how.location);
  response.end(how.body ?? '');
}

interface Schema {
  properties?: Record<string, Schema>;
  [key: string]: unknown;
}

/** A check against Twilio's schema that also wants every property to be there and no other. */
export function schemaCheck(name: string): ValidateFunction {
  const file = new URL('./fixtures/twilio-api-v2010.schemas.json', import.meta.url);
  const { components } = JSON.parse(readFileSync(file, 'utf8')) as {
    components: { schemas: Record<string, Schema> };
  };
  for (const schema of Object.values(components.schemas)) {
    if (!schema.properties) continue;
    schema.required = Object.keys(schema.properties);
    schema.additionalProperties = false;
  }
  const ajv = new Ajv({ strict: false, allErrors: true });
  ajv.addFormat('date-time-rfc-2822', /^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d \+0000$/);
  ajv.addFormat('phone-number', /^\+\d{7,15}$/);
  ajv.addFormat('currency', /^[A-Za-z]{3}$/);
  ajv.addFormat('http-method', /^(GET|POST)$/);
  // Twilio calls these "uri", but its own examples are paths.
  ajv.addFormat('uri', /^(https?:\/)?\/\S*$/);
  for (const shape of ['uri-map', 'phone-number-capabilities']) ajv.addFormat(shape, true);
  ajv.addSchema({ components }, 'twilio');
  const check = ajv.getSchema(`twilio#/components/schemas/${name}`);
  if (!check) throw new Error(`the fixture has no schema ${name}`);
  return check;
}
