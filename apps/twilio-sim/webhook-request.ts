import http from 'node:http';
import https from 'node:https';
import type { Failure, WebhookTarget } from './webhook-url.js';

/** What one request to a webhook came to. */
export interface Exchange {
  status: number | null;
  contentType: string;
  body: string;
  /** Where a redirect leads. */
  location: string | null;
  failure: Failure | null;
  error: string | null;
}

export interface WebhookRequest {
  url: string;
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body: string | null;
}

const MOST_BYTES = 65_536;

/** Keeps connections to the receivers open between requests. */
export class WebhookTransport {
  readonly #http = new http.Agent({ keepAlive: true, maxSockets: 64 });
  readonly #https = new https.Agent({ keepAlive: true, maxSockets: 64 });

  /** Sends one request within the limits of its target; never throws. */
  async request(request: WebhookRequest, limits: WebhookTarget): Promise<Exchange> {
    const { exchange, isStale } = await this.#once(request, limits);
    // An idle connection that the receiver had closed says nothing about the receiver.
    return isStale ? (await this.#once(request, limits)).exchange : exchange;
  }

  close(): void {
    this.#http.destroy();
    this.#https.destroy();
  }

  #once(request: WebhookRequest, limits: WebhookTarget): Promise<{ exchange: Exchange; isStale: boolean }> {
    return new Promise((resolve) => {
      const isSecure = request.url.startsWith('https:');
      const outgoing = (isSecure ? https : http).request(request.url, {
        method: request.method,
        headers: request.headers,
        agent: isSecure ? this.#https : this.#http,
      });
      const timers = startTimers(outgoing, limits);
      const finish = (exchange: Exchange, isStale = false) => {
        timers.stop();
        resolve({ exchange, isStale });
      };
      outgoing.on('response', (response) => {
        collect(response).then(
          (body) => finish(answered(response, body)),
          (error: Error) => finish(failed(error)),
        );
      });
      outgoing.on('error', (error: NodeJS.ErrnoException) => {
        finish(failed(error), outgoing.reusedSocket && error.code === 'ECONNRESET');
      });
      outgoing.end(request.body ?? undefined);
    });
  }
}

class TimeoutError extends Error {
  constructor(
    readonly failure: Failure,
    message: string,
  ) {
    super(message);
  }
}

function startTimers(outgoing: http.ClientRequest, limits: WebhookTarget): { stop: () => void } {
  const timers: NodeJS.Timeout[] = [];
  const after = (ms: number, failure: Failure, what: string) => {
    timers.push(setTimeout(() => outgoing.destroy(new TimeoutError(failure, `${what} after ${ms} ms`)), ms));
  };
  const stop = () => timers.forEach((timer) => clearTimeout(timer));
  after(limits.totalTimeoutMs, 'rt', 'gave up');
  outgoing.on('socket', (socket) => {
    const connected = () => after(limits.readTimeoutMs, 'rt', 'no answer');
    if (!socket.connecting) return connected();
    const connecting = setTimeout(
      () => outgoing.destroy(new TimeoutError('ct', `no connection after ${limits.connectTimeoutMs} ms`)),
      limits.connectTimeoutMs,
    );
    timers.push(connecting);
    socket.once('connect', () => {
      clearTimeout(connecting);
      connected();
    });
  });
  return { stop };
}

async function collect(response: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MOST_BYTES) chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function answered(response: http.IncomingMessage, body: string): Exchange {
  const status = response.statusCode ?? 0;
  return {
    status,
    contentType: response.headers['content-type'] ?? '',
    body,
    location: response.headers.location ?? null,
    failure: status >= 500 ? '5xx' : status >= 400 ? '4xx' : null,
    error: null,
  };
}

function failed(error: Error): Exchange {
  return {
    status: null,
    contentType: '',
    body: '',
    location: null,
    failure: error instanceof TimeoutError ? error.failure : 'ct',
    error: error.message || (error as NodeJS.ErrnoException).code || 'connection failed',
  };
}
