import type { Request, Response } from 'express';
import { type CallRecord } from './call.js';
import { toLogEntry } from './call-log.js';
import { customerOf, toResource, type MessageRecord } from './message.js';
import type { Store } from './store.js';

const HEARTBEAT_MS = 25_000;

/** Streams every new or changed text and call to a page as server-sent events, until the page goes away. */
export function streamEvents(store: Store, request: Request, response: Response): void {
  response.writeHead(200, {
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-cache',
    'X-Accel-Buffering': 'no',
  });
  response.write('retry: 1000\n\n');
  const onMessage = (message: MessageRecord) => send(response, 'message', bubbleOf(message));
  const onCall = (call: CallRecord) => send(response, 'call', toLogEntry(call));
  const onReset = () => send(response, 'reset', {});
  const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS);
  store.events.on('message', onMessage);
  store.events.on('call', onCall);
  store.events.on('reset', onReset);
  request.on('close', () => {
    clearInterval(heartbeat);
    store.events.off('message', onMessage);
    store.events.off('call', onCall);
    store.events.off('reset', onReset);
  });
}

/** A text for the phone page: Twilio's fields, and what its dates leave out. */
export function bubbleOf(message: MessageRecord): Record<string, unknown> {
  return { ...toResource(message), seq: message.seq, at: message.createdAt, phone: customerOf(message) };
}

function send(response: Response, event: string, data: object): void {
  response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}
