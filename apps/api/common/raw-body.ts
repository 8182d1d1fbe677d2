import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Request } from 'express';

const bodies = new WeakMap<IncomingMessage, Buffer>();

/** For a body parser's `verify`: keeps the bytes as they came, since a signature is made over those. */
export function keepRawBody(request: IncomingMessage, _response: ServerResponse, body: Buffer): void {
  bodies.set(request, body);
}

/** The bytes of a request's body; none when it had none, or when its route does not keep them. */
export function rawBodyOf(request: Request): Buffer {
  return bodies.get(request) ?? Buffer.alloc(0);
}
