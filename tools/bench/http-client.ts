import { Agent, request } from 'node:http';

/** Calls in flight at one time. */
export const CONNECTIONS = 12;

/** A plain client with lasting connections, the same for product and peer. */
export class HttpClient {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });

  constructor(
    private readonly base: string,
    private readonly headers: Record<string, string> = {},
  ) {}

  /** Sends JSON. Rejects on any answer that is not a success. */
  send(method: string, path: string, body?: unknown): Promise<void> {
    const text = body === undefined ? '' : JSON.stringify(body);
    const headers = {
      ...this.headers,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
    };
    return new Promise((resolve, reject) => {
      const call = request(`${this.base}${path}`, { method, headers, agent: this.agent }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('error', reject);
        answer.on('end', () => {
          if (answer.statusCode! < 300) return resolve();
          reject(new Error(`${method} ${path}: ${answer.statusCode} ${Buffer.concat(parts).toString()}`));
        });
      });
      call.on('error', reject);
      call.end(text);
    });
  }
}
