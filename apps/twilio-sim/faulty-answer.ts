import type { Request, Response } from 'express';
import { TwilioError } from './errors.js';
import type { Resource, Rule } from './rules.js';
import type { Sim } from './sim.js';

/** What a create request makes, and for whom. */
export interface Asked {
  account: string;
  to: string;
  resource: Resource;
}

/** Lets the fault strike that a rule asks for before Twilio has looked. True when the request may go on. */
export async function passFaultsBefore(
  sim: Sim,
  asked: Asked,
  request: Request<never> | Request<{ account: string }>,
  response: Response,
): Promise<boolean> {
  const { account, to, resource } = asked;
  const fault = sim.rules.takeBefore(account, to, resource);
  switch (fault) {
    case null:
      return true;
    case 'close-before':
      request.socket.destroy();
      return false;
    case '503':
      response.status(503).type('html').send('<html><body><h1>503 Service Unavailable</h1></body></html>');
      return false;
    case 'hold-before': {
      const isReleased = await sim.holds.hold({ account, to, fault, messageSid: null, callSid: null });
      if (!isReleased) request.socket.destroy();
      // A caller that died while it waited never got its request through.
      return !request.socket.destroyed;
    }
    default:
      response.set('Retry-After', '1');
      throw new TwilioError(20429);
  }
}

/** What was made, and how it begins to live. */
export interface Made {
  account: string;
  to: string;
  messageSid: string | null;
  callSid: string | null;
  /** As the create is answered: before anything has moved. */
  resource: object;
  start: () => void;
  /** Starts it and ends when its first callback was delivered. */
  startWithCallback: () => Promise<void>;
}

/** Answers a create as the rule's fault has it. It is stored by now, whatever the caller gets to see. */
export async function answerCreated(
  sim: Sim,
  rule: Rule | null,
  made: Made,
  response: Response,
): Promise<void> {
  const body = JSON.stringify(made.resource);
  const fault = rule?.fault ?? null;
  if (fault === 'callback-first') await made.startWithCallback();
  else made.start();
  if (fault === 'close-after-accept') return void response.socket?.destroy();
  if (fault === '500-after-accept') throw new TwilioError(20500);
  if (fault === 'cut-body') return cutShort(response, body);
  if (fault === 'hold') {
    const { account, to, messageSid, callSid } = made;
    const isReleased = await sim.holds.hold({ account, to, fault, messageSid, callSid });
    if (!isReleased) return void response.socket?.destroy();
  }
  response.status(201).type('application/json').send(body);
}

function cutShort(response: Response, body: string): void {
  response.writeHead(201, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
  });
  response.write(body.slice(0, body.length / 2), () => response.socket?.destroy());
}
